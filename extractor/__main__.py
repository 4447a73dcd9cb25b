"""Runs the command ``extractor`` where only ``python -m extractor`` is at hand."""

from extractor.cli import main

if __name__ == "__main__":
    main()
