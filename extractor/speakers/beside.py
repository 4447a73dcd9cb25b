"""The name that stands beside a description in a source: "the nominee, Ann Lee", "a man called Tom"."""

from collections.abc import Sequence

from extractor.analysis.parse import Parse, Span
from extractor.mentions.coreference import Coreference
from extractor.mentions.model import Mention
from extractor.mentions.naming import given_name
from extractor.mentions.sightings import role_before
from extractor.speakers.index import MentionIndex


def name_beside(index: MentionIndex, head: int, spans: Sequence[Span], known: Coreference) -> int | None:
    """Return the name that a description inside the source gives ("a man called Tom"), or that it is in apposition to ("the
    nominee, Ann Lee")."""
    parse = index.parse
    given = given_name(parse, head, known.naming) if parse.tags[head] == "NN" else None
    for token in range(*given) if given is not None else ():
        number = index.heads.get(token)
        if number is not None and index.document.mentions[number].entity is not None:
            return number
    beside = [child for child in parse.children[head] if parse.deps[child] == "appos"]
    if parse.deps[head] == "appos":
        beside.append(parse.heads[head])
    beside.extend(child for child in parse.children[head] if parse.deps[child] in ("conj", "nmod", "compound"))
    for token in beside:
        number = index.heads.get(token)
        if (
            number is not None
            and any(start <= token < end for start, end in spans)
            and _is_name(index, number, token, head, known)
        ):
            return number
    for start, end in spans:
        number = index.ending.get(end)
        if (
            number is not None
            and start <= head < index.document.mentions[number].start
            and _is_name(index, number, end - 1, head, known)
        ):
            return number
    return None


def _is_name(index: MentionIndex, number: int, token: int, head: int, known: Coreference) -> bool:
    """Return whether a mention is the name of somebody that the noun ``head`` describes, not somebody it belongs to."""
    mention = index.document.mentions[number]
    if mention.entity is None or mention.form not in ("name", "acronym") or mention.kind == "other":
        return False
    parse = index.parse
    if mention.kind == "person" and parse.tags[head] == "NNS":  # "supporters of the minister, Ann Lee"
        return False
    if _explains_another(index.parse, head, mention, known):
        return False
    if parse.deps[token] == "appos" or parse.heads[head] == token or _has_role(index, mention, head):
        return True
    between = [parse.pos[token] for token in range(head + 1, mention.start)]
    if mention.kind != "person" or head >= mention.start or "VERB" in between:
        return False
    # "Ambassador to Norway Ann Lee" is a title before a name, and so is "A guard at the port, Ann Lee"; "a spokesman for Ann
    # Lee" is not.
    if parse.words[mention.start - 1] == ",":
        return known.means.get(parse.lemmas[head].lower()) == "person"
    titled = parse.words[head][0].isupper() and mention.start - 1 in index.covered
    return "ADP" not in between or (titled and parse.pos[mention.start - 1] == "PROPN")


def _has_role(index: MentionIndex, mention: Mention, head: int) -> bool:
    """Return whether the noun ``head`` is in a role right before a name: "the bank's head of product design Ann Lee"."""
    if mention.entity is None:
        return False
    role = role_before(index.parse, mention, index.document.entities[mention.entity])
    return role is not None and role.start <= index.parse.starts[head] < role.end


def _explains_another(parse: Parse, head: int, mention: Mention, known: Coreference) -> bool:
    """Return whether the noun right before a name is that of another person: "a spokesman for the mayor, Ann Lee"."""
    noun = mention.start - 2
    if noun <= head or parse.words[noun + 1] != "," or parse.pos[noun] != "NOUN":
        return False
    apart = parse.heads[noun] != head and parse.deps[parse.heads[noun]] == "prep"
    return apart and known.means.get(parse.lemmas[noun].lower()) == "person"


def titled(index: MentionIndex, number: int, spans: Sequence[Span], known: Coreference) -> int | None:
    """Return the person at the end of a source whose title begins with a name: "Norrail's economist, Ann Lee"."""
    parse, before = index.parse, index.document.mentions[number]
    for start, end in spans:
        behind = index.ending.get(end)
        person = None if behind is None else index.document.mentions[behind]
        if before.kind == "person" or person is None or not start <= before.start < before.end < person.start:
            continue
        noun = person.start - (2 if parse.words[person.start - 1] == "," else 1)
        means = known.means.get(parse.lemmas[noun].lower())
        if person.entity is not None and means == "person" and parse.pos[noun - 1] not in ("ADP", "DET"):
            return behind
    return None
