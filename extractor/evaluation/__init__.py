"""How good the extraction is: predictions, gold annotation, scores and the quality gate."""
