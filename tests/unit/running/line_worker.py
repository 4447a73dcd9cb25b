"""A worker process with the document stage of ``factories``."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from factories import LineStage

from extractor.running.worker import serve

if __name__ == "__main__":
    serve(LineStage)
