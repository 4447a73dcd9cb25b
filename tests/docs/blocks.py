"""Blocks of code in the documentation, and running them as a reader would."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
# A block that cannot run in a test is preceded by this comment and says why.
BLOCK = re.compile(r"(?P<skip><!-- not run: [^>]+ -->\n)?```(?P<language>\w+)\n(?P<code>.*?)```", re.DOTALL)


def blocks(page: str, *languages: str) -> list[str]:
    """The code of the blocks in one of ``languages``, without those that are not to be run."""
    return [match["code"] for match in BLOCK.finditer(page) if match["language"] in languages and not match["skip"]]


def run(command: Sequence[str], folder: Path) -> None:
    """Run a command in ``folder`` with the command ``extractor`` at hand; its output is shown when it fails."""
    paths = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {name: value for name, value in os.environ.items() if not name.startswith("EXTRACTOR_")}
    done = subprocess.run(command, cwd=folder, env={**environment, "PATH": paths}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
