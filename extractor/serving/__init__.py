"""What the servers of this program have in common: where they listen, whom they answer, how they read requests."""
