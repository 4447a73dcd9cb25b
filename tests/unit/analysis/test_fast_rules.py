"""What the rules of an attribute ruler are found to look at."""

import pytest

from extractor.analysis.fast.rules import Pattern, RuleSight
from extractor.analysis.fast.unsupported import UnsupportedError


def test_words_that_no_rule_names_are_alike() -> None:
    sight = RuleSight([[{"TAG": "NN"}], [{"LOWER": "but", "DEP": "advmod"}]])
    assert [sight.word_class(word) for word in ("house", "But", "but", "\n", "it")] == ["", "But", "but", " ", ""]


def test_words_of_lists_and_expressions_are_named() -> None:
    sight = RuleSight([[{"LOWER": {"IN": ["do", "does"]}}], [{"LOWER": {"REGEX": "^n'?t$"}}]])
    assert [word for word in ("do", "DOES", "n't", "nt", "not") if sight.word_class(word)] == ["do", "DOES", "n't", "nt"]


def test_relations_are_collected() -> None:
    sight = RuleSight([[{"DEP": "expl"}, {"LOWER": "is"}], [{"DEP": {"NOT_IN": ["det", ""]}}]])
    assert sight.relations == {"expl", "det", ""}
    assert sight.openings == [[{"DEP": "expl"}]]


def test_relations_that_matter_for_words_that_no_rule_names() -> None:
    named = [{"LOWER": "it", "DEP": "nsubj"}, {"LOWER": {"REGEX": "^n"}, "DEP": "neg"}, {"TEXT": {"IN": ["do"]}, "DEP": "conj"}]
    open_to_all = [
        {"TAG": "IN", "DEP": "mark"},
        {"LOWER": {"NOT_IN": ["to"]}, "DEP": {"IN": ["aux"]}},
        {"IS_SPACE": True, "DEP": "dep"},
    ]
    sight = RuleSight([[token] for token in named + open_to_all])
    assert sight.relations == {"nsubj", "neg", "conj", "mark", "aux", "dep"}
    assert sight.common == {"mark", "aux", "dep"}


@pytest.mark.parametrize(
    "pattern",
    [
        [{"LEMMA": "be"}],
        [{"LOWER": "a", "OP": "+"}],
        [{"TAG": "NN"}, {"TAG": "NN"}, {"TAG": "NN"}],
        [{"DEP": {"REGEX": "subj"}}],
        [{"_": {"known": True}}],
    ],
)
def test_other_rules_are_refused(pattern: Pattern) -> None:
    with pytest.raises(UnsupportedError):
        RuleSight([pattern])
