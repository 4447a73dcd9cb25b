"""Rules that look at the whole document: surnames of people named in full, one label for one name, names passed over."""

from collections import Counter, defaultdict

from extractor.entities.draft import PLACES, Draft, placed
from extractor.entities.names import Name

# Rules that see a person by what stands around: such a name need not stand there twice.
_EVIDENCE = frozenset(("repair/age", "repair/behind-title", "repair/speaking"))
_NOUN_RELATIONS = frozenset(("nsubj", "nsubjpass", "poss", "conj", "appos"))
_SURNAME_TAGS = frozenset(("PROPN", "NOUN", "X", "ADJ", "VERB"))
_REPEATED = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC"))


def set_full_name_label(draft: Draft, name: Name) -> list[Name] | None:
    """ "Eden Marlow" as a building is a person, if "Marlow" alone is one in this document."""
    if name.label in ("PERSON", "ORG") or name.end - name.start != 2 or draft.known(name.start, name.end):
        return None
    words, lowers = draft.parse.words, draft.parse.lowers
    last = words[name.end - 1]
    if last not in draft.bare_people or not words[name.start].isalpha() or not draft.is_capital(name.start) or last.isupper():
        return None
    return None if lowers[name.start] in draft.gazetteer.words["direction"] else [Name(name.start, name.end, "PERSON")]


def set_given_and_family_label(draft: Draft) -> list[Name]:
    """ "Eden Marlow" as an organization or place is a person, if she is also "Marlow" alone, without an article, or that is a
    common family name."""
    parse, gazetteer = draft.parse, draft.gazetteer
    single: dict[str, bool] = {}
    for name in draft.names:
        if name.end - name.start == 1 and name.label in ("ORG", "PERSON"):
            article = name.start > 0 and parse.lowers[name.start - 1] in ("the", "a", "an")
            single[parse.words[name.start]] = single.get(parse.words[name.start], True) and not article
    found = []
    for name in draft.names:
        given, family = parse.words[name.start], parse.words[name.end - 1]
        is_person = (
            name.label in ("ORG", *PLACES)
            and name.end - name.start == 2
            and (single.get(family, False) or family in gazetteer.family_names)
            and parse.lowers[name.start - 1 if name.start else 0] not in ("the", "a", "an", "in", "at")
            and given in gazetteer.given_names
            and not gazetteer.find(given)
            and not draft.known(name.start, name.end)
            and not gazetteer.find(family)
            and not family.isupper()
            and parse.lowers[name.end - 1] not in gazetteer.words["organization"]
            and not (name.end < len(parse) and parse.pos[name.end] == "PROPN")
        )
        found.append(Name(name.start, name.end, "PERSON") if is_person else name)
    return found


def set_surname_label(draft: Draft) -> list[Name]:
    """The surname of somebody named in full is that person, whatever the label ("Vance" as a place), except behind "in", and
    where the text also names a company so ("Ford" beside "Ford Motor Company")."""
    words, surnames = draft.parse.words, draft.surnames
    wrong = {
        name
        for name in draft.names
        if name.label != "PERSON" and name.end - name.start == 1 and words[name.start] in surnames and _may_be_person(draft, name)
    }
    if not wrong:
        return draft.names
    firms = _known_firms(draft)
    return [
        Name(name.start, name.end, "PERSON") if name in wrong and words[name.start] not in firms else name for name in draft.names
    ]


def set_double_surname_label(draft: Draft) -> list[Name]:
    """ "Vance-Lund" is the person "Ann Vance-Lund" of the same document; the parts of a double name are several tokens."""
    double = {text.rpartition(" ")[2] for text in draft.people if "-" in text or "’" in text or "'" in text}
    if not double:
        return draft.names
    return [
        Name(name.start, name.end, "PERSON") if name.label not in ("PERSON", "LAW") and draft.text(name) in double else name
        for name in draft.names
    ]


def set_family_label(draft: Draft) -> list[Name]:
    """ "the Vances" are a family, no single person and no organization."""
    parse = draft.parse
    known = draft.surnames | draft.bare_people
    found = []
    for name in draft.names:
        word = parse.words[name.start]
        family = (
            name.label in ("PERSON", "ORG", "PRODUCT", "GPE", "FAC")
            and name.end - name.start == 1
            and word.endswith("s")
            and word not in draft.surnames
            and (word[:-1] in known or (word.endswith("es") and word[:-2] in known))
            and not draft.known(name.start, name.end)
        )
        found.append(Name(name.start, name.end, "NORP") if family else name)
    return found


def add_surnames(draft: Draft) -> list[Name]:
    """Surnames of people named in full that the model passed over."""
    words, pos, surnames, covered = draft.parse.words, draft.parse.pos, draft.surnames, draft.covered()
    missed = [
        token for token in draft.capitals if words[token] in surnames and not covered[token] and pos[token] in _SURNAME_TAGS
    ]
    firms = _known_firms(draft) if missed else ()
    added = [
        Name(token, token + 1, "PERSON")
        for token in missed
        if words[token] not in firms and _is_free(draft, token, token + 1, covered) and _has_name_context(draft, token)
    ]
    return placed([*draft.names, *added]) if added else draft.names


def cut_tail(draft: Draft) -> list[Name]:
    """ "Ann Lee Goes" of a headline is "Ann Lee", if she stands in the text by that name and the longer one only once.

    By her surname alone is enough where the text writes the last word small ("Lee Speech").
    """
    longer = [name for name in draft.names if _may_lose_tail(draft, name)]
    if not longer:
        return draft.names
    counts = Counter([draft.text(name) for name in draft.names])
    cut = [name for name in longer if counts[draft.text(name)] == 1]
    return [Name(name.start, name.end - 1, "PERSON") if name in cut else name for name in draft.names]


def _may_lose_tail(draft: Draft, name: Name) -> bool:
    """Whether a person's name of several words is one that the text has without the last of them, which is no suffix."""
    last = name.end - 1
    return (
        name.label == "PERSON"
        and name.end - name.start > 1
        and draft.parse.lowers[last] not in draft.gazetteer.words["suffixes"]
        and (
            draft.parse.span_text(name.start, last) in draft.people
            or (draft.writes_small(draft.parse.lowers[last]) and _stands_alone(draft, last - 1))
        )
    )


def _stands_alone(draft: Draft, token: int) -> bool:
    """Whether the word is also a person by itself, and not by a given name."""
    word = draft.parse.words[token]
    return word in draft.bare_people and (word not in draft.gazetteer.given_names or word in draft.surnames)


def set_majority_label(draft: Draft) -> list[Name]:
    """A name has one label in a document: the one that it has most often; a place and an organization of one name stay."""
    texts, groups = [draft.text(name) for name in draft.names], [_group(name.label) for name in draft.names]
    first_group = dict(zip(texts, groups, strict=True))
    disputed = {text for text, group in zip(texts, groups, strict=True) if group != first_group[text]}
    if not disputed:
        return draft.names
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for text, group in zip(texts, groups, strict=True):
        votes[text][group] += 1
    found = []
    for name, text, group in zip(draft.names, texts, groups, strict=True):
        label, labels = group, votes[text]
        if text in disputed:
            (first, most), (_, next_most) = labels.most_common(2)
            if most > next_most and first in ("PERSON", "ORG", "PLACE") and group not in ("NORP", "LAW"):
                label = first
        found.append(name if label == group else Name(name.start, name.end, "GPE" if label == "PLACE" else label))
    return found


def add_repeated(draft: Draft) -> list[Name]:
    """A name that the model found elsewhere in the document, twice if it is one word, is a name here too."""
    parse = draft.parse
    counts: dict[str, int] = {}
    labels: dict[str, str] = {}
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in draft.names:
        if name.label in _REPEATED:
            text = draft.text(name)
            counts[text] = counts.get(text, 0) + (2 if name.label == "PERSON" and name.origin in _EVIDENCE else 1)
            labels.setdefault(text, name.label)
            single = name.end - name.start == 1
            if counts[text] >= (2 if single else 1) and not (single and name.label == "ORG"):
                lengths[parse.words[name.start]].add(name.end - name.start)
    covered = draft.covered()
    added: list[Name] = []
    last = 0
    for token in draft.capitals:
        if token < last or covered[token] or parse.words[token] not in lengths:
            continue
        for length in sorted(lengths[parse.words[token]], reverse=True):
            end = token + length
            label = labels.get(parse.span_text(token, end)) if end <= len(parse) else None
            if label and _is_free(draft, token, end, covered) and (length > 1 or parse.pos[token] == "PROPN"):
                added.append(Name(token, end, label))
                last = end
                break
    return placed([*draft.names, *added]) if added else draft.names


def _known_firms(draft: Draft) -> set[str]:
    """Surnames by which the lists know a company, where the text has a longer name with the word or the word mostly as one."""
    firms = {word for word in draft.surnames if any(known.subkind == "company" for known in draft.gazetteer.find(word))}
    if not firms:
        return firms
    longer = {draft.parse.words[name.start] for name in draft.names if name.label == "ORG" and name.end - name.start > 1}
    votes = Counter[str]()
    for name in draft.names:
        if name.end - name.start == 1:
            votes[draft.parse.words[name.start]] += 1 if name.label == "ORG" else -1
    mostly = {word for word, count in votes.items() if count > 0}
    return firms & (longer | mostly)


def _group(label: str) -> str:
    return "PLACE" if label in PLACES else label


def _may_be_person(draft: Draft, name: Name) -> bool:
    """Not behind a locative preposition, and not as a modifier of another name ("Lincoln Center")."""
    parse = draft.parse
    text = parse.words[name.start]
    if draft.gazetteer.names.get(text) and name.label in PLACES:
        before = parse.lowers[name.start - 1] if name.start else ""
        if before in draft.gazetteer.words["locative"] or any(known.subkind == "country" for known in draft.gazetteer.find(text)):
            return False
    return not (draft.is_capital(name.end) and parse.pos[name.end] == "PROPN")


def _is_free(draft: Draft, start: int, end: int, covered: bytearray) -> bool:
    """Whether no name and no further capitalised word stands directly before or after (then it is part of a longer name)."""
    if any(covered[start:end]):
        return False
    parse = draft.parse
    if draft.is_capital(end) and parse.pos[end] == "PROPN" and not draft.is_mark(end):
        return False
    before = start - 1
    if not draft.is_capital(before) or parse.pos[before] != "PROPN":
        return True
    return parse.lowers[before] in draft.gazetteer.titles.by_first or draft.starts_sentence(before)


def _has_name_context(draft: Draft, token: int) -> bool:
    """Not a plain word at the start of a sentence: one that stands as a noun does, and that the text never writes small."""
    parse = draft.parse
    if parse.pos[token] == "PROPN" or not draft.starts_sentence(token):
        return True
    return parse.deps[token] in _NOUN_RELATIONS and not draft.writes_small(parse.lowers[token])
