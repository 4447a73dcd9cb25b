"""The file ``extractor.toml``: what it may say, how mistakes are reported, and what it changes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.cli import main
from extractor.cli.config import load_config, option_defaults


def _invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with articles in a folder of their own."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.jsonl").write_text('{"body": "Ana Ruiz said the dam is safe."}\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(project: Path, text: str, name: str = "extractor.toml") -> Path:
    path = project / name
    path.write_text(text, "utf-8")
    return path


def test_values_become_defaults_of_options(project: Path) -> None:
    path = _write(project, 'model = "sm"\nout = "tables"\nformats = ["csv"]\n[reading]\ntext_field = "body"\n')
    assert option_defaults(load_config(path)) == {
        "run": {"model": "sm", "out": "tables", "formats": ("csv",), "text_field": "body"},
        **{command: {"model": "sm"} for command in ("show", "explain", "predict", "serve")},
    }


def test_run_obeys_the_file_and_the_command_line_first(project: Path) -> None:
    _write(project, 'model = "no_such_model_a"\n')
    assert "no_such_model_a" in _invoke("run", "articles").output
    assert "no_such_model_b" in _invoke("run", "articles", "--model", "no_such_model_b").output


def test_environment_names_file_and_model(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _write(project, 'model = "no_such_model_a"\n', "other.toml")
    monkeypatch.setenv("EXTRACTOR_CONFIG", str(path))
    assert "no_such_model_a" in _invoke("show", "articles/a.jsonl").output
    monkeypatch.setenv("EXTRACTOR_MODEL", "no_such_model_b")
    assert "no_such_model_b" in _invoke("show", "articles/a.jsonl").output


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("worker = 2", "unknown setting 'worker'; did you mean 'workers'?"),
        ('text_field = "body"', "unknown setting 'text_field'; it belongs under [reading]"),
        ('[reading]\ntxt_field = "body"', "unknown setting 'reading.txt_field'; did you mean 'text_field'?"),
        ("qqqqqqqq = 1", "unknown setting 'qqqqqqqq'"),
        ('workers = "many"', "workers: Input should be a valid integer"),
        ("workers = ", "Invalid value"),
    ],
)
def test_mistakes_are_errors_of_use(project: Path, text: str, message: str) -> None:
    _write(project, text)
    result = _invoke("run", "articles")
    assert result.exit_code == 2
    assert message in result.output


def test_missing_file_is_an_error(project: Path) -> None:
    result = _invoke("--config", "nowhere.toml", "run", "articles")
    assert result.exit_code == 2
    assert "there is no such file" in result.output


def test_settings_that_came_with_articles_are_not_obeyed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(project / "articles", 'out = "elsewhere"\n')
    monkeypatch.chdir(project / "articles")
    refused = _invoke("run", ".")
    assert refused.exit_code == 2
    assert "--config extractor.toml" in refused.output
    named = _invoke("--config", "extractor.toml", "run", ".", "--dry-run")
    assert named.exit_code == 0, named.output


def test_schema_of_the_file() -> None:
    schema = json.loads(_invoke("schema", "--config").output)
    assert {"model", "out", "reading"} <= set(schema["properties"])
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_for_shells(shell: str) -> None:
    result = _invoke("completion", shell)
    assert result.exit_code == 0
    assert "_EXTRACTOR_COMPLETE" in result.output
