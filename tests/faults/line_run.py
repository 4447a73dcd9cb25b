"""``extractor`` with workers that need no model: what is tested is how a run ends and goes on, not what it finds."""

import sys
from pathlib import Path

from extractor.cli import main
from extractor.running import pool

WORKER = Path(__file__).parents[1] / "unit" / "running" / "line_worker.py"

if __name__ == "__main__":
    pool.worker_command = lambda: (sys.executable, "-P", str(WORKER))
    main()
