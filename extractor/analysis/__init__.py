"""From text to parse: the spaCy pipeline, its engines and the plain view on a parsed document that the rules read."""
