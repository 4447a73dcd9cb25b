"""Attributed statements: quotation marks, cues, frames, contents and sources."""
