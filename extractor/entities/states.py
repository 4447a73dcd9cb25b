"""The rule for towns before an abbreviated state: "Marlow, Pa.", "Marlow, OH"."""

from extractor.entities.draft import PLACES, Draft, replaced
from extractor.entities.names import Name

_LONGEST, _LONGEST_STATE = 3, 6


def name_in_state(draft: Draft) -> list[Name]:
    """What stands before ", Pa." or ", PA" is a town, whatever the model says, and the abbreviation is its state."""
    parse, find = draft.parse, draft.gazetteer.find
    ends: dict[int, Name] | None = None
    added: list[Name] = []
    for token in draft.capitals:
        word = parse.words[token]
        comma = parse.words[token - 1 if token else 0] == ","
        if len(word) > _LONGEST_STATE or not (comma or word.endswith(".")):
            continue
        end = token - comma
        if end < 1 or not draft.is_capital(end - 1):
            continue
        code = end < token and bool(find(f", {word}"))
        if not code and not (word.endswith(".") and any(known.subkind == "region" for known in find(word))):
            continue
        if word.isupper() and "." not in word and parse.words[end - 1].isupper() and draft.is_capital(token + 1):
            continue  # a line in capitals: "SINK, OR SWIM"
        ends = ends if ends is not None else {name.end: name for name in draft.names}
        whole = ends.get(token + 1)
        if whole is not None and whole.start < end and not draft.known(whole.start, whole.end):
            added += [Name(whole.start, end, "GPE"), Name(token, token + 1, "GPE")]
            continue
        town = _town(draft, end, ends.get(end)) if end < token else None
        if town is None:
            continue
        before = ends.get(end)
        if before is None or before.label not in PLACES:
            added.append(Name(*town, "GPE"))
        if (code and not draft.covered()[token]) or (whole is not None and whole.label not in PLACES):
            added.append(Name(token, token + 1, "GPE"))
    if not added:
        return draft.names
    return replaced(draft.names, added)


def _town(draft: Draft, end: int, name: Name | None) -> tuple[int, int] | None:
    """Tokens of the town that ends before ``end``; None where somebody or an institution stands ("Sen. Ann Lee, Pa.")."""
    parse = draft.parse
    if name is not None:
        start = name.start
        text = parse.span_text(start, end)
        if name.label in PLACES:
            return start, end
        person = text in draft.people or text in draft.surnames or any(last == start for _, last, _ in draft.titles)
        given = end - start > 1 and parse.words[start] in draft.gazetteer.given_names
        institution = parse.lowers[end - 1] in draft.gazetteer.words["organization"] or draft.known(start, end)
        fits = name.label in ("PERSON", "ORG", "FAC", "PRODUCT", "WORK_OF_ART") and end - start <= _LONGEST
        return (start, end) if fits and not (person or given or institution) else None
    start, covered = end, draft.covered()
    while start > 0 and end - start < _LONGEST and draft.is_capital(start - 1) and parse.pos[start - 1] == "PROPN":
        if covered[start - 1]:
            return None
        start -= 1
    return (start, end) if start < end and not draft.is_mark(start) else None
