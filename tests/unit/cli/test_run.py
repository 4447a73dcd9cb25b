"""The command ``run``: options, messages, exit codes."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from line_runs import LINE_WORKER

from extractor.cli import main
from extractor.readers.base import Reader
from extractor.running import launch
from extractor.running.faults import VARIABLE


@pytest.fixture(autouse=True)
def workers_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "worker_command", lambda: LINE_WORKER)


def _write_articles(folder: Path) -> Path:
    folder.mkdir()
    (folder / "a.txt").write_text("Ana Kova said: yes", encoding="utf-8")
    (folder / "b.txt").write_text("Bo Lund said: no", encoding="utf-8")
    (folder / "\x1b[31mred.png").touch()
    return folder


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return _write_articles(tmp_path / "in")


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A folder with the articles and the output of their run, and what the command says."""
    folder = tmp_path_factory.mktemp("once")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(launch, "worker_command", lambda: LINE_WORKER)
        return folder, _run(_write_articles(folder / "in"), "--out", folder / "out")


@pytest.fixture
def finished(once: tuple[Path, Result], tmp_path: Path) -> Path:
    """The articles, with the output of their run in the folder ``out`` beside them."""
    return Path(shutil.copytree(once[0], tmp_path, dirs_exist_ok=True)) / "in"


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["run", "--workers", "1", "--format", "csv", *map(str, arguments)])


def test_the_summary_tells_what_was_made_and_where(once: tuple[Path, Result]) -> None:
    folder, result = once
    assert result.exit_code == 0
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines[0] == "3 documents found: 2 read, 1 skipped, 0 failed"
    assert lines[1:3] == [
        "Why some were not read (table errors):",
        "  1 unsupported: no reader for names that end in '.png'",
    ]
    assert lines[3].startswith("2 people, 0 organizations, 0 places, 2 statements in ")
    assert f"Tables, in {folder / 'out'}:" in lines
    assert [line.split()[0] for line in lines[5:] if line.startswith("  ")] == [
        "tables/statements_flat.csv",
        "tables/people.csv,",
    ]
    assert lines[-1].endswith("in/a.txt")


def test_verbose_lists_problems_with_escapes_shown(finished: Path, tmp_path: Path) -> None:
    result = _run(finished, "--out", tmp_path / "out", "-v")
    assert "in/\\x1b[31mred.png: no reader for names that end in '.png' [unsupported]" in result.stderr


def test_quiet_says_nothing(finished: Path, tmp_path: Path) -> None:
    assert _run(finished, "--out", tmp_path / "out", "--quiet").output == ""


def test_log_json(finished: Path, tmp_path: Path) -> None:
    line = json.loads(_run(finished, "--out", tmp_path / "out", "--log-json").stderr.splitlines()[-1])
    assert {key: line[key] for key in ("event", "found", "ok", "skipped", "failed", "statements")} == {
        "event": "done", "found": 3, "ok": 2, "skipped": 1, "failed": 0, "statements": 2,
    }  # fmt: skip


def test_nothing_read_is_code_4_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").touch()
    (tmp_path / "in" / "b.pages").touch()
    for _ in range(2):  # the second time from the stored results
        result = _run(tmp_path / "in", "--out", tmp_path / "out")
        assert result.exit_code == 4
        assert result.stderr.splitlines() == [
            "2 documents found, none of them an article to be read",
            "Nothing was read (table errors):",
            "  1 empty: there is nothing in it",
            "  1 unsupported: no reader for names that end in '.pages'",
        ]


def test_some_failed(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "raise=b.txt")
    result = _run(articles, "--out", tmp_path / "out")
    assert result.exit_code == 3
    assert "1 read, 1 skipped, 1 failed" in result.stderr


def test_strict_minds_skipped_inputs(finished: Path, tmp_path: Path) -> None:
    assert _run(finished, "--out", tmp_path / "out", "--strict").exit_code == 3


def test_dry_run(articles: Path, tmp_path: Path) -> None:
    result = _run(articles, "--out", tmp_path / "out", "--dry-run")
    assert result.stdout.splitlines()[0] == "2 files to read: 0 are stored already, 2 would be analysed"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nothing"], 4, "no such file or folder"),
        (["IN", "--model", "no_such_model"], 5, "'no_such_model' is not sm, md, lg or trf"),
        (["IN", "--out", "IN/a.txt/out"], 74, "cannot be written"),
        (["IN", "--limit", "0"], 2, "--limit"),
        ([], 2, "Missing argument"),
    ],
)
def test_errors(arguments: list[str], code: int, message: str, articles: Path, tmp_path: Path) -> None:
    given = [argument.replace("IN", str(articles)) for argument in arguments]
    out = [] if "--out" in given else ["--out", str(tmp_path / "out")]
    result = _run(*given, *out)
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_standard_input(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["run", "-", "--out", str(tmp_path / "out"), "--workers", "1", "--format", "csv"], input="Ana Kova said: yes"
    )
    assert result.exit_code == 0
    assert "1 document found: 1 read" in result.stderr
    assert not (tmp_path / "out" / "parts" / "stdin.input").exists()


def test_a_package_that_many_files_need_is_told_once(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "missing", lambda reader: "install it so" if reader.name == "pdf" else "")
    for number in range(3):
        (articles / f"{number}.pdf").write_bytes(b"%PDF-1.7")
    result = _run(articles, "--out", tmp_path / "out")
    assert result.exit_code == 3
    assert [line for line in result.stderr.splitlines() if "install it so" in line] == ["  3 missing_package: install it so"]


def test_fields_of_a_table(articles: Path, tmp_path: Path) -> None:
    table = tmp_path / "dump.csv"
    table.write_text('no,body\n7,"Ana Kova said: yes"\n', encoding="utf-8")
    result = _run(table, "--text-field", "body", "--id-field", "no", "--format", "csv", "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert (tmp_path / "out" / "tables" / "documents.csv").read_text("utf-8").splitlines()[1].split(",")[2] == '"7"'
