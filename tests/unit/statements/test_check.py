import re
from pathlib import Path

import pytest

from extractor.resources import Models, find_models
from extractor.statements import check
from extractor.statements.check import WRITTEN_RULES, check_rules


def append(models: Models, name: str, text: str) -> None:
    with (models.root / "en" / name).open("a", encoding="utf-8") as file:
        file.write(text)


def test_cues_frames_and_examples_fit_together() -> None:
    assert check_rules(find_models()) == []


def test_the_written_rules_are_those_of_the_code() -> None:
    folder = Path(check.__file__).parent
    code = "".join(path.read_text("utf-8") for path in folder.glob("*.py") if path.name != "check.py")
    found = set(re.findall(r'"((?:quote|label|clause)/[a-z-]+)"', code))
    # A quotation that goes on is joined to the statement that it continues, whatever rule found that.
    assert found - {"quote/continued"} == set(WRITTEN_RULES)


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        pytest.param("cues.csv", "zap,VERB,say,assertion,neutral,zip\n", "no frame 'zip'", id="unknown frame"),
        pytest.param("cues.csv", "zap,VERB,say,assertion,neutral,\n", "zap (VERB) has no frame", id="cue without frames"),
        pytest.param(
            "cues.csv", "zap,VERB,say,assertion,neutral,clause clause\n", "zap (VERB) lists clause twice", id="frame twice"
        ),
        pytest.param(
            "frames.toml",
            '\n[[frame]]\nid = "zap"\ncue = "VERB"\nsource = "none"\nslots = [{ part = "content", path = ["dobj"] }]\n',
            "no cue licenses the frame 'zap'",
            id="frame without cues",
        ),
        pytest.param(
            "frames.toml",
            '\n[[frame]]\nid = "zap"\ncue = "VERB"\nsource = "none"\nslots = [{ part = "content", path = ["dobj"] }]\n',
            "'zap' has 0 'yes' sentences, 2 are needed",
            id="frame without examples",
        ),
        pytest.param(
            "examples/zap.toml",
            '[[example]]\nrule = "zap"\nabout = "zap"\nno = ["It rained."]\n',
            "no rule has the id 'zap'",
            id="rule",
        ),
        pytest.param(
            "examples/zap.toml", '[[example]]\nrule = "clause"\nno = ["It rained."]\n', "zap, example 1: about", id="key"
        ),
        pytest.param("examples/zap.toml", "zap\n", "zap.toml", id="no TOML"),
        pytest.param(
            "examples/zap.toml",
            '[[example]]\nrule = "clause"\nabout = "twice"\nno = ["It rained.", "It rained."]\n',
            "'It rained.' is there twice (also zap, example 1)",
            id="sentence twice",
        ),
    ],
)
def test_problems_are_named(models: Models, file: str, text: str, problem: str) -> None:
    append(models, file, text)
    assert any(problem in line for line in check_rules(models))


def test_one_broken_example_does_not_hide_the_others(models: Models) -> None:
    append(
        models,
        "examples/zap.toml",
        '[[example]]\nrule = "clause"\n\n[[example]]\nrule = "zip"\nabout = "zip"\nno = ["It rained."]\n',
    )
    problems = check_rules(models)
    assert any("zap, example 1" in line for line in problems)
    assert any("zap, example 2: no rule has the id 'zip'" in line for line in problems)
