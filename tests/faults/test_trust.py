"""What a run does not do, seen by an audit hook in all its processes: connect, load pickles, obey what lies among articles."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.faults
ROOT = Path(__file__).parents[2]
TRAPS = (
    "click.py",
    "json.py",
    "spacy.py",
    "numpy.py",
    "sitecustomize.py",
    "usercustomize.py",
    "conftest.py",
    "models/en/cues.txt",
)


def test_a_run_connects_nowhere_and_trusts_no_input(tmp_path: Path) -> None:
    folder, log = tmp_path / "in", tmp_path / "audit.log"
    for name in TRAPS:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"open({str(tmp_path / 'sprung')!r}, 'w')\nraise SystemExit('a trap was sprung')\n", encoding="utf-8")
    (folder / "config.cfg").write_text('[nlp]\nlang = "en"\n', encoding="utf-8")
    article = "See http://example.invalid/a.png\n\n“The dam is safe,” said Anna Kovac, the mayor of Tarnby, on Tuesday.\n"
    (folder / "a.txt").write_text(article, encoding="utf-8")
    page = (
        f"<base href='http://example.invalid/'><img src=x.png><link rel=stylesheet href=x.css><p>{article}</p>"
        + "<p>More.</p>" * 9
    )
    (folder / "a.html").write_text(page + "<p>More.</p>" * 9, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{Path(__file__).with_name('audited')}:{ROOT}", "AUDIT_LOG": str(log)}
    code = "import sys; from extractor.cli import main; sys.argv[0] = 'extractor'; main()"
    command = [sys.executable, "-P", "-c", code, "run", ".", "--out", str(tmp_path / "out"), "--workers", "1"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 3}, done.stderr
    assert not (tmp_path / "sprung").exists()
    lines = log.read_text("utf-8").splitlines()
    assert any("spacy" in line for line in lines)  # the hook was there, also in the worker
    assert [line for line in lines if line.startswith("open ") and f"{folder}/" in line] == []
    # Numba keeps compiled functions in the user's cache folder; urllib3 looks whether there is IPv6.
    expected = ("open ", "pickle.find_class ('numba", "pickle.find_class ('copyreg'", "pickle.find_class ('builtins', 'object'")
    assert [line for line in lines if not line.startswith(expected) and not line.endswith("('::1', 0))")] == []
