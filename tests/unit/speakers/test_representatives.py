"""For whom a source speaks, on parses made by hand."""

from pathlib import Path

import pytest

from extractor.errors import ResourceError
from extractor.resources import Models, find_models
from extractor.speakers.representatives import load_on_behalf, principals
from tests.unit.parsed import parsed

KNOWN = load_on_behalf(find_models())
SAID = "said/VBD/ROOT/0 so/RB/advmod/-1 ././punct/-2"
PRINCIPALS = {
    f"A/DT/det/+1 spokesman/NN/nsubj/+3 for/IN/prep/-1 Norrail/NNP/pobj/-1 {SAID}": ["Norrail"],
    f"A/DT/det/+2 Norrail/NNP/compound/+1 spokesman/NN/nsubj/+1 {SAID}": ["Norrail"],
    f"Lee/NNP/poss/+2 's/POS/case/-1 office/NN/nsubj/+1 {SAID}": ["Lee"],
    f"The/DT/det/+1 government/NN/nsubj/+3 of/IN/prep/-1 Norland/NNP/pobj/-1 {SAID}": ["Norland"],
    f"A/DT/det/+2 tired/JJ/amod/+1 spokesman/NN/nsubj/+1 {SAID}": [],
    f"A/DT/det/+1 spokesman/NN/nsubj/+3 near/IN/prep/-1 Lund/NNP/pobj/-1 {SAID}": [],
}


@pytest.mark.parametrize("line", PRINCIPALS)
def test_principals(line: str) -> None:
    parse = parsed(line)
    (head,) = [token for token, dep in enumerate(parse.deps) if dep == "nsubj"]
    assert [parse.words[token] for token in principals(parse, head, KNOWN)] == PRINCIPALS[line]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("[on_behalf]\nclass = 'x'\n", "anonymous_sources.toml: on_behalf: offices: Field required"),
        ("[elsewhere]\n", "anonymous_sources.toml: on_behalf: class: Field required"),
    ],
)
def test_a_missing_list_is_told_with_file_and_key(tmp_path: Path, table: str, message: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "anonymous_sources.toml").write_text(table, "utf-8")
    with pytest.raises(ResourceError, match=message):
        load_on_behalf(Models(tmp_path))
