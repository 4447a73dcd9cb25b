"""Mentions grouped into the entities of one document: names, acronyms, titles, descriptions and pronouns."""
