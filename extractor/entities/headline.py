"""The rule for names in headlines, in which every word has a capital letter."""

from collections import Counter

from extractor.entities.draft import PLACES, Draft, placed
from extractor.entities.names import Name

_LONG_WORD = 4
# Words of a name of the body that are enough to cut a name of which the last word tells what it is.
_SURE = 2
_TITLE_CASE = 0.6


def cut_headline(draft: Draft) -> list[Name]:
    """A name of the headline that only adds words to a name of the body is that name: "Rip Ann Lee", "Hale Sees".

    What the body does not have at all is dropped from a headline in title case, unless it is a known name, a person, or
    has the head of an organization's or place's name.
    """
    title_end = draft.title_end
    if all(name.end > title_end or draft.known(name.start, name.end) for name in draft.names):
        return draft.names
    counts = Counter([(draft.text(name), name.label) for name in draft.names if name.start >= title_end])
    if not counts:
        return draft.names
    body: dict[str, str] = {}
    for text, label in counts:
        if counts[text, label] > counts[text, body.get(text, "")]:
            body[text] = label
    title_case = _is_title_case(draft)
    found = []
    for name in draft.names:
        if name.end > title_end or draft.text(name) in body or draft.known(name.start, name.end):
            found.append(name)
            continue
        part = _part(draft, name, body)
        if _has_head(draft, name) and (part is None or part.end < name.end or part.end - part.start < _SURE):
            found.append(name)
        elif part is not None:
            found.append(name if (part.start, part.end) == (name.start, name.end) else part)
        elif not title_case or name.label not in ("ORG", *PLACES) or not _is_plain(draft, name):
            found.append(name)
    return placed(found)


def _part(draft: Draft, name: Name, body: dict[str, str]) -> Name | None:
    """The longest name of the body or the lists inside a name, with a given name before it; a person keeps what stands before."""
    spans = [(start, end) for start in range(name.start, name.end) for end in range(start + 1, name.end + 1)]
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        label = body.get(draft.parse.span_text(start, end))
        if label is None and end - start >= _SURE and (known := draft.known(start, end)):
            label = known[0].label
        if label is None or label not in ("PERSON", "ORG", *PLACES):
            continue
        if label == "PERSON" and end - start == 1:
            whole = name.label == "PERSON"
            given = start > name.start and draft.parse.words[start - 1] in draft.gazetteer.given_names
            return Name(name.start if whole else start - given, end, label)
        return Name(start, end, label)
    return None


def _is_title_case(draft: Draft) -> bool:
    words = [word for word in draft.parse.words[: draft.title_end] if len(word) >= _LONG_WORD and word.isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > _TITLE_CASE * len(words)


def _has_head(draft: Draft, name: Name) -> bool:
    words, last = draft.gazetteer.words, draft.parse.lowers[name.end - 1]
    return any(last in words[kind] for kind in ("organization", "organization_head", "facility", "place", "event"))


def _is_plain(draft: Draft, name: Name) -> bool:
    """Whether no word of the name stands with a capital letter inside a sentence of the body."""
    own = {word for word in draft.parse.words[name.start : name.end] if word[0].isupper()}
    return not any(
        draft.parse.words[token] in own and not draft.starts_sentence(token)
        for token in draft.capitals
        if token >= draft.title_end
    )
