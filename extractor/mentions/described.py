"""Names that a describing noun before them gives away: "the charity Doctors Afloat", "harbor pilot Tom Brandt"."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from extractor.analysis.parse import Parse
from extractor.entities.names import Name
from extractor.mentions.naming import Naming, given_name

DESCRIBED = "description"
_LABELS = {"organization": "ORG", "person": "PERSON"}
_TIMES = frozenset(("DATE", "TIME"))
_JOINING = frozenset(("&", "-"))
_LONGEST = 4


def add_described(
    parse: Parse,
    names: Sequence[Name],
    means: Mapping[str, str],
    *,
    given_names: Collection[str] = (),
    companies: Collection[str] = (),
    naming: Naming | None = None,
    kinds: Collection[str] = (),
) -> list[Name]:
    """Return the names with those that were missed or taken for something else, in text order.

    ``means`` says of the lemma of a noun whether it means a person or an organization. A name found so is one wherever the same
    words are in the text. That of a person begins with one of ``given_names``. A
    single word changes its kind only after one of the nouns ``companies`` ("the carmaker Norauto"), and if it is no surname.
    Behind one of the phrases ``naming`` ("a user called Tom") stands a person's name. One of the nouns ``kinds`` after "the" is
    no name ("the Sultanate").
    """
    names = [name for name in names if not _is_noun_of_kind(parse, name, kinds)]
    described = list(_described(parse, means))
    told = list(_told(parse, means, naming or {}))
    if not described and not told:
        return names
    starts = {name.start: name for name in names}
    covered = {token for name in names for token in range(name.start, name.end)}
    surnames = {parse.words[name.end - 1] for name in names if name.label == "PERSON" and name.end - name.start > 1}
    found: dict[tuple[str, ...], str] = {}
    for start, end, label in described:
        name = starts.get(start)
        if label == "PERSON" and parse.words[start] not in given_names:
            continue
        if name is not None and (name.end != end or name.label == label):
            continue
        single = end - start == 1
        if single and name is not None and (parse.lowers[start - 1] not in companies or name.label == "GPE"):
            continue
        if single and parse.words[start] in surnames:
            continue
        if name is None and not covered.isdisjoint(range(start, end)):
            continue
        found[tuple(parse.words[start:end])] = label
    for start, end in told:
        name = starts.get(start)
        if covered.isdisjoint(range(start, end)) or (name is not None and name.end == end and name.label != "PERSON"):
            found[tuple(parse.words[start:end])] = "PERSON"
    if not found:
        return names
    added = list(_everywhere(parse, found))
    taken = {token for name in added for token in range(name.start, name.end)}
    kept = [name for name in names if taken.isdisjoint(range(name.start, name.end))]
    return sorted((*kept, *added), key=lambda name: name.start)


def _is_noun_of_kind(parse: Parse, name: Name, kinds: Collection[str]) -> bool:
    last = name.end - 1
    whole = last == name.start or (last == name.start + 1 and parse.lowers[name.start] == "the")
    return whole and parse.lowers[last] in kinds and last > 0 and parse.lowers[last - 1] == "the"


def _told(parse: Parse, means: Mapping[str, str], naming: Naming) -> Iterator[tuple[int, int]]:
    """Yield the names of persons behind a noun for one and a phrase of naming."""
    dates = {token for start, end, label in parse.names if label in _TIMES for token in range(start, end)}
    for noun in parse.with_tag("NN"):
        found = given_name(parse, noun, naming) if means.get(parse.lowers[noun]) == "person" else None
        if found is not None and found[0] not in dates:  # not of "her opponent, called Friday for talks"
            yield found


def _described(parse: Parse, means: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield runs of two or more capitalised words after a describing noun that belongs to them, with their label."""
    last = len(parse.words) - 1
    for noun in parse.with_tag("NN", "NNP"):
        start = noun + 1
        if noun == last or not parse.words[start][0].isupper() or not _continues(parse, start):
            continue
        label = _LABELS.get(means.get(parse.lowers[noun], ""))
        if label is None or not (parse.words[noun].islower() or noun == parse.sentences[parse.sentence_of[noun]][0]):
            continue
        end = start
        while end < len(parse) and end - start < _LONGEST and _continues(parse, end):
            end += 1
        head = end - 1
        belongs = parse.heads[noun] in range(start, end) or (parse.heads[head] == noun and parse.deps[head] == "appos")
        whole = end == len(parse) or not parse.words[end][0].isupper()
        person = label == "PERSON" and (end - start < 2 or "&" in parse.words[start:end])
        if (
            parse.pos[head] == "PROPN"
            and belongs
            and whole
            and not person
            and not any(parse.lowers[token] in means for token in range(start, end - 1))
        ):
            yield start, end, label


def _continues(parse: Parse, token: int) -> bool:
    return parse.words[token] in _JOINING or (parse.words[token][0].isupper() and parse.pos[token] in ("PROPN", "NOUN", "ADJ"))


def _everywhere(parse: Parse, found: Mapping[tuple[str, ...], str]) -> Iterator[Name]:
    """Yield every place where the words of a name stand."""
    first = {words[0] for words in found}
    end = 0
    for token, word in enumerate(parse.words):
        if word not in first or token < end:
            continue
        for words, label in found.items():
            if tuple(parse.words[token : token + len(words)]) == words:
                end = token + len(words)
                yield Name(token, end, label, DESCRIBED)
                break
