"""The document stage: from an article to all that it says, the only place that knows the order of the steps."""

from extractor.document.extractor import Extractor

__all__ = ["Extractor"]
