"""Persons that a text describes without a name, and which of these descriptions may take up somebody known."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from extractor.analysis.grammar import SUBJECTS
from extractor.analysis.parse import Parse
from extractor.mentions.coreference import Coreference
from extractor.mentions.model import Mention
from extractor.mentions.naming import given_name

_NAME_WITHIN = 9
_BEHIND = frozenset(("prep", "relcl", "acl", "appos"))
_MODIFIERS = frozenset(("amod", "compound", "nummod"))
_LOOSE = frozenset(("attr", "compound", "nmod", "amod", "npadvmod"))
_OWN = frozenset(("det", "poss", "nummod"))
_ARTICLES = frozenset(("a", "an", "another", "one"))
_OPEN = frozenset((",", "("))
_CLOSED = frozenset((",", ")", "."))
_AGE = 4  # tokens before "old" in "37-year-old"


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase for one person without a name.

    ``noun`` is the lemma of its head, ``number`` what comes after "of" in "the mother of four", ``age`` the years of "the
    37-year-old"; ``once`` is true of "the former governor", ``is_new`` of "a governor". A phrase
    that ``takes_up`` says more of somebody known; the others, if ``definite``, only go on with their noun.
    """

    head: int
    noun: str
    gender: str = ""
    definite: bool = False
    is_new: bool = False
    takes_up: bool = False
    age: str = ""
    number: str = ""
    once: bool = False


def find_descriptions(
    parse: Parse, taken: Collection[int], starts: Collection[int], sources: Collection[int], knowledge: Coreference
) -> Iterator[Description]:
    """Yield the descriptions outside the tokens ``taken``.

    ``starts`` are the first tokens of names, ``sources`` the heads of sources.
    """
    for token in parse.with_tag("NN", "JJ"):
        if token in taken or parse.deps[token] in _LOOSE or _says_more(parse, token, knowledge):
            continue
        age = _age(parse, token) if parse.lowers[token] == "old" else ""
        noun = parse.lemmas[token].lower()
        if not age and (parse.tags[token] == "JJ" or knowledge.means.get(noun) != "person"):
            continue
        definite = any(parse.lowers[child] in knowledge.definite for child in parse.children[token])
        number = _number(parse, token)
        yield Description(
            token,
            noun,
            knowledge.genders.get(noun, ""),
            definite,
            not _ARTICLES.isdisjoint(parse.lowers[child] for child in parse.children[token]),
            definite and _takes_up(parse, token, starts, sources, knowledge, special=bool(age or number)),
            age or _age_before(parse, token),
            number,
            not knowledge.standing.isdisjoint(parse.lowers[child] for child in parse.children[token]),
        )


def _says_more(parse: Parse, noun: int, knowledge: Coreference) -> bool:
    """Return whether a noun says more of somebody described before it: "the senator and presidential candidate"."""
    above = parse.heads[noun]
    if parse.deps[noun] != "conj" or parse.tags[above] != "NN":
        return False
    definite = any(parse.lowers[kid] in knowledge.definite for kid in parse.children[above])
    return definite and all(parse.deps[kid] not in _OWN for kid in parse.children[noun])


def named_beside(
    parse: Parse, names: Collection[int], taken: Collection[int], knowledge: Coreference
) -> Iterator[tuple[int, int]]:
    """Yield heads of names with the noun that describes them from afar: "a man who is called Tom", "the head of the port, Ann
    Lee, said".

    ``names`` are the heads of names of persons; descriptions that hold one of the tokens ``taken`` are described already.
    """
    for noun in parse.with_tag("NN"):
        if noun in taken or parse.deps[noun] in _LOOSE or knowledge.means.get(parse.lemmas[noun].lower()) != "person":
            continue
        given = given_name(parse, noun, knowledge.naming)
        end = parse.edges[1][noun] + 1
        found = [head for head in (range(*given) if given else range(noun + 2, end)) if head in names]
        if given is None:
            found = [head for head in found if _ends(parse, head, noun, end)]
        if len(found) == 1:
            yield found[0], noun


def _ends(parse: Parse, head: int, noun: int, end: int) -> bool:
    """Return whether a name stands between a comma and the end of a phrase: "the head of the port, Ann Lee,"."""
    left = parse.edges[0][head]
    closed = parse.edges[1][head] + 1 in (end, end - 1)
    return (
        parse.deps[head] == "appos"
        and closed
        and left - 1 > noun
        and parse.words[left - 1] == ","
        and parse.deps[noun] in SUBJECTS
    )


def stated_age(parse: Parse, mention: Mention) -> str:
    """Return the age that stands behind a name, or an empty string: "Ann Lee, 37,"."""
    end = mention.end
    if (
        end + 2 < len(parse)
        and parse.words[end] in _OPEN
        and parse.words[end + 2] in _CLOSED
        and parse.words[end + 1].isdecimal()
    ):
        return parse.words[end + 1]
    return ""


def _takes_up(
    parse: Parse, noun: int, starts: Collection[int], sources: Collection[int], knowledge: Coreference, *, special: bool
) -> bool:
    """Return whether a definite description says more of somebody known ("the Tarnby senator").

    Bare ones often bring in somebody new ("the pilot"), and so do those that are explained after ("the head of the union"); but
    not a ``special`` one with an age or number, a general word of a source ("the woman said"), or who adds something.
    """
    children = parse.children[noun]
    verb = parse.heads[noun]
    speaks = noun in sources
    general = speaks and knowledge.general.intersection((parse.lemmas[noun].lower(),))
    inverted = speaks and verb < noun
    if any(parse.lowers[child] in knowledge.another for child in children):
        return False
    explained = any(child > noun and parse.deps[child] in _BEHIND and parse.lowers[child] != "of" for child in children)
    belongs = any(child > noun and parse.lowers[child] == "of" for child in children)
    if (belongs and not special) or (explained and not (inverted and (special or general)) and not special):
        return False
    for token in range(noun + 1, min(noun + _NAME_WITHIN, parse.sentences[parse.sentence_of[noun]][1])):
        if token in starts:
            return False
        if parse.pos[token] in ("VERB", "AUX"):
            break
    adds = speaks and parse.lemmas[verb] in knowledge.adding
    return special or bool(general) or adds or any(parse.deps[child] in _MODIFIERS for child in children)


def _age(parse: Parse, token: int) -> str:
    """Return the years of "37-year-old", which ends with a token."""
    start = token - _AGE
    return parse.words[start] if start >= 0 and parse.lowers[token - 2] == "year" and parse.words[start].isdecimal() else ""


def _age_before(parse: Parse, noun: int) -> str:
    """Return the years in "the 37-year-old singer"."""
    ages = (_age(parse, child) for child in parse.children[noun] if parse.lowers[child] == "old")
    return next(filter(None, ages), "")


def _number(parse: Parse, noun: int) -> str:
    """Return the number behind "of": "the mother of four"."""
    for child in parse.children[noun]:
        if parse.lowers[child] == "of" and child == noun + 1:
            return next((parse.lowers[token] for token in parse.children[child] if parse.tags[token] == "CD"), "")
    return ""
