"""Scores of pronouns, and when two names count as one: was it said who "she" is?"""

import re
from collections.abc import Iterable

from extractor.evaluation.gold import AnnotatedPronoun, Corpus
from extractor.evaluation.tally import Figures, Tally

_WORD = re.compile(r"\w+")
_ARTICLES = frozenset(("the", "a", "an"))


def share_a_name(some: Iterable[str], others: Iterable[str]) -> bool:
    """Return whether a name of the first and one of the second are one: the words of the shorter are all in the longer.

    Gold annotation names a person as the text does at one place ("Lee"), the extractor by the fullest form ("Ann Lee").
    """
    wanted = [words for name in others if (words := _words(name))]
    return any(words <= other or other <= words for name in some if (words := _words(name)) for other in wanted)


def score_pronouns(gold: Corpus, predicted: Corpus) -> dict[str, Figures]:
    """Return the figures by group: ``all``, ``source`` (pronouns that speak) and the classes of the gold file ("he/she", "they").

    Counted are pronouns whose referent the text names. Recall is the share of them that was resolved rightly, precision that of
    those that were resolved at all.
    """
    tally = Tally()
    for doc_id, document in gold.items():
        answer = predicted.get(doc_id)
        answers = {(pronoun.start, pronoun.end): pronoun for pronoun in answer.pronouns} if answer else {}
        for pronoun in document.pronouns:
            if not pronoun.resolvable or not _names(pronoun):
                continue
            found = answers.get((pronoun.start, pronoun.end))
            right = found is not None and share_a_name(_names(found), _names(pronoun))
            tally.add("pronouns", _groups(pronoun), "gold", right)
            if found is not None and _names(found):
                tally.add("pronouns", _groups(pronoun), "predicted", right)
    return tally.figures().get("pronouns", {})


def _groups(pronoun: AnnotatedPronoun) -> list[str]:
    groups = ["all", *(["source"] if pronoun.speaker else [])]
    return [*groups, f"class:{pronoun.pronoun_class}"] if pronoun.pronoun_class else groups


def _names(pronoun: AnnotatedPronoun) -> list[str]:
    return [*pronoun.names, *([pronoun.name] if pronoun.name else [])]


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.casefold())) - _ARTICLES
