"""The unit of systemd in docs/how-to/serve.md: its command is one of ours, and systemd understands all of it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from blocks import ROOT
from click.testing import CliRunner

from extractor.cli import main

UNIT = re.search(
    r'```ini title="(?P<path>[^"]+)"\n(?P<text>.+?)```', (ROOT / "docs/how-to/serve.md").read_text("utf-8"), re.DOTALL
)
COMMAND = "/opt/extractor/bin/extractor"


def test_its_command_has_options_of_ours() -> None:
    assert UNIT
    command = re.search(rf"^ExecStart={COMMAND} (.+)$", UNIT["text"], re.MULTILINE)
    assert command
    known = CliRunner().invoke(main, ["serve", "--help"]).output
    assert all(option in known for option in re.findall(r"--[\w-]+", command[1]))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_understands_it(tmp_path: Path) -> None:
    assert UNIT
    path = tmp_path / Path(UNIT["path"]).name
    path.write_text(UNIT["text"].replace(COMMAND, str(shutil.which("true"))), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
