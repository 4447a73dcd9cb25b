"""What the program knows may be added to by folders of the user and by other packages."""

import sys
from pathlib import Path

import pytest

from extractor.errors import ResourceError
from extractor.resources import Models, find_models
from extractor.statements.lexicon import load_lexicon

HEADER = "lemma,pos,act,attitude,stance,frames\n"


def _folder(root: Path, **files: str) -> Path:
    (root / "en").mkdir(parents=True)
    for name, text in files.items():
        (root / "en" / name.replace("__", ".")).write_text(text, "utf-8")
    return root


def test_words_rows_and_entries_are_put_one_behind_the_other(tmp_path: Path) -> None:
    first = _folder(tmp_path / "a", w__txt="one\n", t__csv="x,y\n1,2\n", c__toml='[k]\nwords = "a b"\n[[e]]\nn = 1\n')
    second = _folder(tmp_path / "b", w__txt="two # second\n", t__csv="x,y\n3,4\n", c__toml='[k]\nwords = "c"\n[[e]]\nn = 2\n')
    models = Models(first, (second,))
    assert models.words("en/w.txt") == ["one", "two"]
    assert models.table("en/t.csv", "x", "y") == ({"x": "1", "y": "2"}, {"x": "3", "y": "4"})
    assert models.toml("en/c.toml") == {"k": {"words": "a b\nc"}, "e": [{"n": 1}, {"n": 2}]}
    assert models.sha256() not in (Models(first).sha256(), Models(second).sha256())


def test_a_cue_word_of_the_user_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = _folder(tmp_path / "mine", cues__csv=HEADER + "kvetch,VERB,criticize,assertion,neutral,quote clause\n")
    monkeypatch.setenv("EXTRACTOR_MODELS_MORE", str(mine))
    cue = load_lexicon(find_models()).cues["VERB", "kvetch"]
    assert (cue.act, cue.quotes) == ("criticize", True)
    assert find_models().sha256() != Models(find_models().root).sha256()


def test_a_mistake_is_named_with_its_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = _folder(tmp_path / "mine", cues__csv=HEADER + "say,VERB,say,assertion,neutral,clause\n")
    monkeypatch.setenv("EXTRACTOR_MODELS_MORE", str(mine))
    with pytest.raises(ResourceError, match=r"mine/en/cues\.csv, line 2 \(say\): listed twice"):
        load_lexicon(find_models())


def test_packages_bring_folders_without_being_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "harbour_words"
    _folder(package / "data", w__txt="quay\n")
    (package / "__init__.py").write_text("raise RuntimeError('imported')\n")
    info = tmp_path / "harbour_words-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: harbour_words\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[extractor.models]\nharbour = harbour_words.data\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert find_models().more == (package / "data",)
    assert "harbour_words" not in sys.modules


def test_a_folder_that_adds_nothing_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACTOR_MODELS_MORE", str(tmp_path))
    with pytest.raises(ResourceError, match="adds nothing"):
        find_models()


def test_a_table_is_read_once_by_one_object(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    file = tmp_path / "en" / "names.csv"
    file.write_text("name,gender\nAda,f\n")
    models = Models(tmp_path)
    rows = models.table("en/names.csv", "name", "gender")
    assert models.table("en/names.csv", "name", "gender") is rows
    with pytest.raises(ResourceError, match="expected name"):
        models.table("en/names.csv", "name")
    file.write_text("name,gender\nBo,m\n")
    assert [row["name"] for row in Models(tmp_path).table("en/names.csv", "name", "gender")] == ["Bo"]
    assert Models(tmp_path) == models
