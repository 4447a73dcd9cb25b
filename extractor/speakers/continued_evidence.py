"""What is seen of a sentence that may go on with a statement, by the names of ``models/en/continued_weights.csv``."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.analysis.grammar import AUXILIARIES, FINITE, PLURAL, SUBJECTS
from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse
from extractor.mentions.coreference import Coreference
from extractor.mentions.model import DocumentEntities, Mention
from extractor.mentions.speech import Speech
from extractor.records import Kind
from extractor.speakers.documents import is_document
from extractor.speakers.model import Speaker
from extractor.statements.model import Statement

_LENGTHS = (8, 15, 25, 40)
_CLOSED = frozenset(("PRON", "DET", "CCONJ", "SCONJ", "ADV", "ADP"))
_BESIDE = frozenset(("acl", "relcl"))
_MARKS = frozenset("\"“”‘’'«»")
_OPEN = '"“«'


@dataclass(frozen=True, slots=True)
class Told:
    """An article with its statements, how likely each is right, and their speakers."""

    parse: Parse
    layout: Layout
    statements: Sequence[Statement]
    probabilities: Sequence[float]
    speakers: Sequence[Speaker]
    entities: DocumentEntities
    speech: Speech
    coreference: Coreference


def of_place(*, same: bool, long: bool, opens: bool, holds: bool) -> Iterator[str]:
    """Yield where the sentence stands, and whether it tells of a wish or belief itself.

    That two sentences share a ``long`` paragraph says little: such a text has lost its paragraphs.
    """
    yield "in a new paragraph" if not same else "in the same long paragraph" if long else "in the same paragraph"
    if opens and same:
        yield "the statement opens the paragraph"
    if holds:
        yield "tells of a wish or belief"


def of_statement(told: Told, number: int) -> Iterator[str]:
    """Yield what is seen of the statement that may go on."""
    parse, statement, speaker = told.parse, told.statements[number], told.speakers[number]
    head = statement.source_head
    yield "any"
    document = head is not None and is_document(parse, head, told.coreference)
    yield f"source: {'document' if document else speaker.kind}"
    yield f"statement is {statement.type}"
    yield f"statement: {statement.form}"
    if statement.cue:
        yield "cue behind" if statement.cue[0][0] > statement.content[0][0] else "cue before"
    yield f"statement by {statement.rule.partition('/')[0]}"
    if statement.cue_head is not None and parse.deps[statement.cue_head] in _BESIDE:
        yield "cue in a clause about a noun"


def of_sentence(told: Told, start: int, end: int, words: int, *, same: bool) -> Iterator[str]:
    """Yield what is seen of the sentence itself."""
    parse = told.parse
    yield f"words: {next((f'to {most}' for most in _LENGTHS if words <= most), 'more')}"
    first = next((token for token in range(start, end) if parse.pos[token] not in ("PUNCT", "SPACE")), start)
    yield f"begins with {parse.lowers[first] if parse.pos[first] in _CLOSED else parse.pos[first]}"
    if parse.lowers[first] == "for" and parse.lowers[first + 1 : first + 2] in (["example"], ["instance"]):
        yield "begins with an example"
    root = next((token for token in range(start, end) if parse.heads[token] == token and parse.pos[token] != "PUNCT"), first)
    auxiliaries = [child for child in parse.children[root] if parse.deps[child] in AUXILIARIES]
    finite = _finite(parse, root)
    yield f"verb: {'none' if finite is None else parse.lowers[finite] if parse.tags[finite] == 'MD' else parse.tags[finite]}"
    if same and finite is not None:
        yield f"verb: {parse.tags[finite]} in the same paragraph"
    if any(parse.lemmas[child] == "have" for child in auxiliaries):
        yield "verb: have done"
    if any(parse.deps[child] in SUBJECTS and parse.tags[child] in PLURAL for child in parse.children[root]):
        yield "subject: plural"
    if any(parse.tags[token] == "CD" for token in range(start, end)):
        yield "has a number"
    if any(parse.words[token] in _MARKS and parse.words[token] in _OPEN for token in range(start, end)):
        yield "has words in marks"
    if parse.words[end - 1] == "?":
        yield "asks"
    if any(parse.tags[token] in ("PRP", "PRP$") and _person(told, token) in ("1", "2") for token in range(start, end)):
        yield "has I, we or you"


def _finite(parse: Parse, verb: int) -> int | None:
    auxiliaries = (child for child in parse.children[verb] if parse.deps[child] in AUXILIARIES)
    return next((token for token in (*auxiliaries, verb) if parse.tags[token] in FINITE), None)


def _person(told: Told, token: int) -> str:
    pronoun = told.coreference.pronouns.get(told.parse.lowers[token])
    return pronoun.person if pronoun is not None else ""


def of_mentions(
    told: Told, number: int, start: int, end: int, mentions: Sequence[Mention], *, new: Collection[Kind]
) -> Iterator[str]:
    """Yield whom the sentence names, beside the speaker and those named in the statement."""
    parse, speaker = told.parse, told.speakers[number]
    if new:
        yield "names only new places" if set(new) == {"place"} else "names somebody new"
    if any(mention.kind == "person" and mention.form == "name" for mention in mentions):
        yield "names a person"
    for mention in mentions:
        if mention.entity is not None and mention.entity == speaker.entity:
            subject = any(parse.deps[token] in SUBJECTS for token in range(mention.start, mention.end))
            yield "the speaker is subject" if subject else "has the speaker"
    if _begins_with_another(told, number, start, mentions):
        yield "goes on with somebody who was not spoken of"
    if any(label in ("DATE", "TIME") and start <= first < end for first, _, label in parse.names):
        yield "has a date"
        if any(label in ("DATE", "TIME") and start <= first <= start + 1 for first, _, label in parse.names):
            yield "begins with a date"


def _begins_with_another(told: Told, number: int, start: int, mentions: Sequence[Mention]) -> bool:
    """Return whether a sentence begins with a pronoun for somebody whom the statement does not name."""
    parse, statement = told.parse, told.statements[number]
    first = next((mention for mention in mentions if mention.start == start and mention.form == "pronoun"), None)
    if first is None or first.entity is None or first.entity == told.speakers[number].entity:
        return False
    spans = [parse.token_range(span) for span in statement.content]
    named = (m.entity for m in told.entities.mentions if any(low <= m.start < high for low, high in spans))
    return first.entity not in named


def of_content(told: Told, number: int, start: int, end: int) -> Iterator[str]:
    """Yield what the sentence shares with what was said."""
    parse = told.parse
    content = [token for span in told.statements[number].content for token in range(*parse.token_range(span))]
    shared = _nouns(parse, range(start, end)) & _nouns(parse, content)
    if shared:
        yield "shares a noun with what was said"
    if _has_number(parse, range(start, end)) and _has_number(parse, content):
        yield "figures behind figures" if shared else "a number behind a number"
    if any(parse.deps[token] in SUBJECTS and parse.lemmas[token].lower() in shared for token in range(start, end)):
        yield "begins with what was spoken of"


def _has_number(parse: Parse, tokens: Iterable[int]) -> bool:
    return any(parse.tags[token] == "CD" for token in tokens)


def _nouns(parse: Parse, tokens: Iterable[int]) -> set[str]:
    return {parse.lemmas[token].lower() for token in tokens if parse.tags[token] in ("NN", "NNS")}


def of_next(told: Told, number: int, sentence: int, last_in: Mapping[int, int], paragraphs: Mapping[int, int]) -> Iterator[str]:
    """Yield what follows: the end of the paragraph, the same speaker again, another one."""
    following = sentence + 1
    same = following in paragraphs and paragraphs[following] == paragraphs[sentence]
    if not same:
        yield "ends its paragraph"
    number_of_next = last_in.get(following)
    if number_of_next is None:
        return
    entity, other = told.speakers[number].entity, told.speakers[number_of_next].entity
    if entity is not None and entity == other:
        yield "then the same speaker" if same else "then the same speaker in a new paragraph"
    elif same:
        yield "then another speaker"
