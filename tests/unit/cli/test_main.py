"""The command group: errors become one line and an exit code."""

import errno
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from extractor import __version__, cli
from extractor.cli.terminal import entities_counted, safe
from extractor.errors import ExtractorError, InputError, OutputError


def _run_raising(monkeypatch: pytest.MonkeyPatch, error: BaseException, *options: str) -> tuple[int, str]:
    @click.command()
    def failing() -> None:
        raise error

    monkeypatch.setattr(cli.CommandGroup, "get_command", lambda self, ctx, name: failing)
    result = CliRunner().invoke(cli.main, [*options, "failing"])
    return result.exit_code, result.stderr


@pytest.mark.parametrize(("error", "code"), [(InputError, 4), (OutputError, 74), (ExtractorError, 1)])
def test_own_errors_are_one_line(monkeypatch: pytest.MonkeyPatch, error: type[ExtractorError], code: int) -> None:
    assert _run_raising(monkeypatch, error("no such\x1b[31m folder 'x'")) == (code, "extractor: no such\\x1b[31m folder 'x'\n")


def test_unexpected_errors_show_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    code, message = _run_raising(monkeypatch, KeyError("x"))
    assert code == 1
    assert message.splitlines() == ["extractor: unexpected error: KeyError: 'x' (extractor --debug ... shows where)"]


def test_a_full_disk_is_an_output_error(monkeypatch: pytest.MonkeyPatch) -> None:
    code, message = _run_raising(monkeypatch, OSError(errno.ENOSPC, "No space left on device", "x.jsonl"))
    assert (code, message) == (74, "extractor: output cannot be written: No space left on device (x.jsonl)\n")


def test_debug_keeps_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    error = InputError("gone")

    def fail() -> None:
        raise error

    monkeypatch.setattr(cli.CommandGroup, "get_command", lambda self, ctx, name: click.Command("fail", callback=fail))
    assert CliRunner().invoke(cli.main, ["--debug", "fail"]).exception is error


def test_interrupt_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run_raising(monkeypatch, KeyboardInterrupt()) == (130, "extractor: stopped\n")


def test_version() -> None:
    assert CliRunner().invoke(cli.main, ["--version"]).output == f"extractor {__version__}\n"


def test_unknown_command_is_wrong_use() -> None:
    result = CliRunner().invoke(cli.main, ["exprot"])
    assert result.exit_code == 2
    assert "No such command 'exprot'. Did you mean 'export'?" in result.stderr
    assert "'extractor -h' lists the commands" in CliRunner().invoke(cli.main, ["\x1b[1m"]).stderr


def test_each_command_is_told_in_a_line() -> None:
    lines = CliRunner().invoke(cli.main, ["-h"], terminal_width=80).output.partition("Commands:\n")[2].splitlines()
    told = dict(line.split(maxsplit=1) for line in lines[: len(cli.COMMANDS)])
    assert list(told) == list(cli.COMMANDS)
    assert not any(text.endswith("...") for text in told.values())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["exp"], {"explain", "export"}),
        (["export", "--as", "ge"], {"geojson", "gexf"}),
        (["run", "--for"], {"--force", "--format"}),
    ],
)
def test_a_shell_completes(words: list[str], expected: set[str]) -> None:
    *before, last = words
    completed = ShellComplete(cli.main, {}, "extractor", "_EXTRACTOR_COMPLETE").get_completions(before, last)
    assert {item.value for item in completed} == expected


def test_numbers_have_their_nouns() -> None:
    assert entities_counted({"people": 1, "organizations": 1_200, "places": 0}) == "1 person, 1,200 organizations, 0 places"


@given(st.text(st.characters(codec=None)))
def test_safe_leaves_nothing_that_a_terminal_obeys(text: str) -> None:
    shown = safe(text)
    assert not any((ord(char) < 32 and char not in "\n\t") or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert shown.encode("utf-8").decode("utf-8") == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("\x1b]0;x\x07", "\\x1b]0;x\\x07"), ("a\u202eb", "a\\u202eb"), ("é “x”\n", "é “x”\n")]
)
def test_safe_shows_escapes(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize("closed", ["<&-", "<&- >&-", "<&- >&- 2>&-"])
def test_streams_that_the_caller_closed(closed: str) -> None:
    code = "import sys; sys.argv = ['extractor', 'schema']; from extractor.cli import main; main()"
    done = subprocess.run(["bash", "-c", f'"{sys.executable}" -c "{code}" {closed}'], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("option", [["--limit", "3"], ["--shard", "1/2"], ["--no-keep-parts"], ["--dry-run"]], ids=" ".join)
def test_a_watch_takes_no_option_of_a_single_run(option: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(cli.main, ["run", str(tmp_path), "--watch", *option])
    assert result.exit_code == 2
    assert f"--watch cannot be combined with {option[0]}" in result.output


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "extractor", "--version"], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()[0]) == (0, "extractor")
