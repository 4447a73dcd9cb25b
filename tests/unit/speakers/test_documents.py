"""Whom a document comes from, on parses made by hand."""

import pytest

from extractor.resources import find_models
from extractor.speakers.documents import issuers, load_document_words
from tests.unit.parsed import parsed

KNOWN = load_document_words(find_models())
SAID = "said/VBD/ROOT/0 so/RB/advmod/-1 ././punct/-2"
ISSUERS = {
    f"A/DT/det/+1 letter/NN/nsubj/+3 from/IN/prep/-1 Lee/NNP/pobj/-1 {SAID}": ["Lee"],
    f"Lee/NNP/poss/+2 's/POS/case/-1 letter/NN/nsubj/+1 {SAID}": ["Lee"],
    f"figures/NNS/nsubj/+4 published/VBN/acl/-1 by/IN/agent/-1 Norrail/NNP/pobj/-1 {SAID}": ["Norrail"],
    f"an/DT/det/+1 average/NN/nsubj/+6 of/IN/prep/-1 estimates/NNS/pobj/-1 compiled/VBN/acl/-1 by/IN/agent/-1 "
    f"Norrail/NNP/pobj/-1 {SAID}": ["estimates", "Norrail"],
    f"a/DT/det/+1 letter/NN/nsubj/+3 to/IN/prep/-1 Lee/NNP/pobj/-1 {SAID}": [],
}  # fmt: skip


@pytest.mark.parametrize("line", ISSUERS)
def test_issuers(line: str) -> None:
    parse = parsed(line)
    (head,) = [token for token, dep in enumerate(parse.deps) if dep == "nsubj"]
    assert [parse.words[token] for token in issuers(parse, head, KNOWN)] == ISSUERS[line]
