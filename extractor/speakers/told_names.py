"""Names that statements and the author's line tell: labels of transcripts ("MS. HALE: ..."), the line that gives the author."""

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.analysis.parse import Parse
from extractor.articles import Block
from extractor.entities.gazetteer import Gazetteer
from extractor.entities.names import Name
from extractor.entities.titles import Titles
from extractor.mentions.model import DocumentEntities
from extractor.statements.model import Statement

LABEL, BYLINE, SOURCE = "label", "byline", "source"
_LONGEST = 5
_CUTS = frozenset(("(", ",", ":", "[", "/"))
SEVERAL = ";"  # between the names of a byline


def add_told_names(
    parse: Parse,
    names: Sequence[Name],
    statements: Sequence[Statement],
    titles: Titles,
    *,
    nouns: Collection[str] = (),
    gazetteer: Gazetteer | None = None,
    blocks: Sequence[Block] = (),
    author: str = "",
) -> list[Name]:
    """Return the names with those of labelled speakers, of the ``author`` above the text and of sources that the ``gazetteer``
    knows as organizations ("The Independent reported"), in text order.

    A name of another kind that is in a label becomes a person's where a title or the rest of the text says so, that of an
    organization also where nobody knows of it. ``nouns`` are words for people: a label such as "THE CHAIR" is a description, and
    names made of such words alone are dropped there.
    """
    people = {parse.lowers[name.end - 1] for name in names if name.label == "PERSON"}
    by_token = {token: name for name in names for token in range(name.start, name.end)}
    added: list[Name] = []
    dropped: set[int] = set()
    for statement in statements:
        if not statement.rule.startswith("label/transcript") or not statement.source:
            continue
        start, stop = parse.token_range(statement.source[0])
        begin, end = _label_name(parse, start, stop, titles)
        dropped.update(token for token in range(start, stop) if parse.lowers[token] in nouns)
        if not 0 < end - begin <= _LONGEST or any(not _is_name_word(parse, token, nouns) for token in range(begin, end)):
            continue
        if gazetteer is not None and all(parse.lowers[token] in gazetteer.words["junk"] for token in range(begin, end)):
            continue  # "QUESTION:", "ANSWER:"
        present = by_token.get(end - 1)
        misread = (
            present is not None and present.label == "ORG" and gazetteer is not None and not _is_known(parse, present, gazetteer)
        )
        if begin > start or present is None or present.label == "PERSON" or parse.lowers[end - 1] in people or misread:
            added.append(Name(begin, end, "PERSON", LABEL))
    added.extend(_byline_name(parse, blocks, author))
    if gazetteer is not None:
        added.extend(_known_sources(parse, statements, by_token, gazetteer))
    if not added and not dropped:
        return list(names)
    taken = {token for name in added for token in range(name.start, name.end)}
    kept = [
        name
        for name in names
        if taken.isdisjoint(range(name.start, name.end)) and not dropped.issuperset(range(name.start, name.end))
    ]
    return sorted((*kept, *added), key=lambda name: name.start)


def write_small(document: DocumentEntities) -> DocumentEntities:
    """Return the document in which persons known only from a label or byline in capitals are "Jane Roe" and not "JANE ROE"."""
    told = {mention.entity for mention in document.mentions if mention.origin in (LABEL, BYLINE)}
    if not told:
        return document
    entities = (
        replace(
            entity,
            name=entity.name.title(),
            given_name=entity.given_name.title(),
            family_name=entity.family_name.title(),
        )
        if number in told and entity.kind == "person" and entity.name.isupper()
        else entity
        for number, entity in enumerate(document.entities)
    )
    return replace(document, entities=tuple(entities))


def author_of(document: DocumentEntities) -> int | None:
    """Return the person that the byline names."""
    return next((mention.entity for mention in document.mentions if mention.origin == BYLINE), None)


def _label_name(parse: Parse, start: int, end: int, titles: Titles) -> tuple[int, int]:
    """Return the tokens of a label without the titles before the name and what stands in brackets or behind a comma."""
    end = next((token for token in range(start, end) if parse.words[token] in _CUTS), end)
    while start < end and (title := titles.at(parse.lowers, start, end)):
        start += len(title.tokens)
        start += start < end and parse.words[start] == "."
    return start, end


def _is_name_word(parse: Parse, token: int, nouns: Collection[str]) -> bool:
    word = parse.words[token]
    if word == "-":
        return True
    return word[0].isupper() and len(word) > 1 and parse.lowers[token] not in nouns and parse.pos[token] != "DET"


def _is_known(parse: Parse, name: Name, gazetteer: Gazetteer) -> bool:
    """Return whether an organization's name is in the lists, or its last word says that it is one ("MARLOW COUNCIL")."""
    last = parse.lowers[name.end - 1]
    heads = gazetteer.words["organization"] | gazetteer.words["organization_head"]
    return last in heads or any(entry.kind == "organization" for entry in gazetteer.find(parse.span_text(name.start, name.end)))


def _known_sources(
    parse: Parse, statements: Iterable[Statement], by_token: Container[int], gazetteer: Gazetteer
) -> Iterator[Name]:
    """Yield sources that no name covers and that the lists know as organizations, word for word; each once, whatever it says."""
    heads: set[int] = set()
    for statement in statements:
        head = statement.source_head
        if head is None or head in heads or head in by_token or not statement.source or not parse.words[head][0].isupper():
            continue
        start, end = parse.token_range(statement.source[0])
        if not start <= head < end or statement.rule.startswith("label/"):
            continue
        article = parse.lowers[start] == "the"
        for stop in dict.fromkeys((end, head + 1)):
            found = gazetteer.find(parse.span_text(start + article, stop), after_article=article)
            if any(entry.kind == "organization" for entry in found):
                heads.add(head)
                yield Name(start, stop, "ORG", SOURCE)
                break


def _byline_name(parse: Parse, blocks: Sequence[Block], author: str) -> list[Name]:
    """Return the author's name in a line above the text, if it is one person."""
    words = author.split()
    if len(words) < 2 or SEVERAL in author:
        return []
    for block in blocks:
        place = parse.text.find(author, block.start, block.end) if block.kind == "byline" else -1
        if place >= 0:
            start, end = parse.token_range((place, place + len(author)))
            return [Name(start, end, "PERSON", BYLINE)] if start < end else []
    return []
