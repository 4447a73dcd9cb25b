"""``extractor`` with workers that need no model: what is tested is how a run ends and goes on, not what it finds."""

import sys
from functools import partial
from pathlib import Path

from extractor.cli import main
from extractor.running import run

WORKER = Path(__file__).parents[1] / "unit" / "running" / "line_worker.py"

if __name__ == "__main__":
    run.run = partial(run.run, worker_command=(sys.executable, "-P", str(WORKER)))
    main()
