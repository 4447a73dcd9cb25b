"""``extractor`` with workers that need no model: what is tested is how a run ends and goes on, not what it finds."""

import os
import sys
from functools import partial
from pathlib import Path

from extractor.cli import main
from extractor.running import corpus, launch, run

COMMAND = (sys.executable, "-P", str(Path(__file__).parents[1] / "unit" / "running" / "line_worker.py"))

if __name__ == "__main__":
    launch.worker_command = lambda: COMMAND
    corpus._WORTH_A_PROCESS = 0  # with two workers another process has its part in all tables
    if "CHANGE_DATABASE" in os.environ:
        corpus._WORTH_CHANGING = 0
    run.run = partial(run.run, worker_command=COMMAND)  # goes to the nodes of a cluster too
    main()
