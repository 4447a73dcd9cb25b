"""Names: what the model recognised, repaired by rules, and what the word lists know about them."""
