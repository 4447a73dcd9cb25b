"""What the contents of statements do and mean: their act, whom they are directed at, what their words stand for."""
