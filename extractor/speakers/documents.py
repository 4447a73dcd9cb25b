"""Documents that speak, and whom they come from: "the Harlow Institute published a survey ... The survey also found ..."."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from extractor.analysis.grammar import OWNERS, SUBJECTS, agent, clause_of, subject_of
from extractor.analysis.parse import Parse
from extractor.mentions.coreference import Coreference, meaning
from extractor.model_entries import read_entry
from extractor.resources import Models
from extractor.speakers.anonymous import FILE, SpeakerExample
from extractor.speakers.index import MentionIndex
from extractor.statements.model import Statement

_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_DEEP = 3
_MARKS = frozenset('"“‘')
_NEAR = 3


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The words around documents, as ``[documents]`` of ``anonymous_sources.toml`` has them.

    ``by`` are prepositions before the issuer, ``issuing`` lemmas of verbs whose subject issues their object, ``received`` those
    of verbs whose subject only has it; those ``about`` a person do not come from that person. ``stated_in`` are prepositions
    before the document in which somebody says something, ``kinds`` leads from a noun to the first of those that may stand for
    it, ``implied`` from a verb to the noun of a document that it tells of ("sued": the lawsuit).
    """

    by: frozenset[str]
    issuing: frozenset[str]
    received: frozenset[str]
    about: frozenset[str]
    stated_in: frozenset[str]
    kinds: Mapping[str, str]
    implied: Mapping[str, str]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")
    by: frozenset[str]
    issuing: frozenset[str]
    received: frozenset[str]
    about: frozenset[str]
    stated_in: frozenset[str]
    same: tuple[tuple[str, ...], ...]
    implied: dict[str, str]
    example: tuple[SpeakerExample, ...] = ()


def load_document_words(models: Models) -> DocumentWords:
    """Read the table ``[documents]``.

    Raises:
        ResourceError: the table is missing, or a key of it is missing or unknown.
    """
    read = read_entry(_Table, models.toml(FILE).get("documents", {}), f"{models.root / FILE}: documents")
    kinds = {noun: nouns[0] for nouns in read.same for noun in nouns}
    return DocumentWords(read.by, read.issuing, read.received, read.about, read.stated_in, kinds, read.implied)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A document that a text has brought in: the head token of its issuer, and the words that tell it from others."""

    issuer: int | None
    words: frozenset[str]


def find_issuers(
    index: MentionIndex, statements: Sequence[Statement], coreference: Coreference, known: DocumentWords
) -> Mapping[int, int]:
    """Return, by the token of a noun for a document, the head token of the mention of whom it comes from.

    A document that is only taken up ("the report", "that poll") comes from whom the last one of its kind came from, unless other
    words next to it say that it is another one.
    """
    parse = index.parse
    sources = {
        statement.cue_head: statement.source_head
        for statement in statements
        if statement.cue_head is not None and statement.source_head is not None
    }
    nouns = [token for token in parse.with_tag(*_NOUNS) if is_document(parse, token, coreference)]
    found: dict[int, int] = {}
    seen: dict[str, _Seen] = {}  # by noun
    issued: dict[str, _Seen] = {}  # by kind, the last one whose issuer is known
    for token in sorted(nouns):
        noun = parse.lemmas[token].lower()
        kind = known.kinds.get(noun, noun)
        words = frozenset(parse.lowers[child] for child in parse.children[token] if parse.deps[child] in OWNERS)
        taken_up = _is_taken_up(parse, token, coreference)
        before = seen.get(noun, issued.get(kind)) if taken_up else None
        if before is not None and before.issuer is not None and words <= before.words:
            found[token] = before.issuer  # whoever else shares or cites it
            continue
        issuer = _own_issuer(index, token, sources, known)
        if issuer is None and taken_up and before is None:
            issuer = _implied(index, token, kind, known)
        if issuer is None and before is None and not taken_up and not _is_brought_in(parse, token):
            continue
        seen[noun] = _Seen(issuer, words)
        if issuer is not None:
            found[token] = issuer
            issued[kind] = seen[noun]
    return found


def spoken_by_documents(
    parse: Parse, heads: Sequence[int], coreference: Coreference, outside: Mapping[int, int]
) -> Mapping[int, int]:
    """Return, by the token of a source, the noun for a document that speaks there; "it" goes on with the document before.

    ``heads`` are the tokens of all sources in text order; tokens ``outside`` the narrator's voice are keys of that mapping.
    """
    found: dict[int, int] = {}
    previous: int | None = None
    for token in heads:
        if token in outside:
            continue
        if is_document(parse, token, coreference):
            found[token] = token
        elif previous in found and parse.lowers[token] == "it" and _follows(parse, previous, token):
            found[token] = found[previous]
        previous = token
    return found


def _follows(parse: Parse, before: int | None, token: int) -> bool:
    """Return whether a source stands in the sentence of the one before or in the next, and begins it."""
    if before is None or parse.deps[token] not in SUBJECTS:
        return False
    sentence = parse.sentence_of[token]
    if sentence == parse.sentence_of[before]:
        return True
    return sentence == parse.sentence_of[before] + 1 and token - parse.sentences[sentence][0] <= 1


def is_document(parse: Parse, token: int, coreference: Coreference) -> bool:
    """Return whether a noun means a document."""
    return meaning(parse, token, coreference) == "document"


def _is_taken_up(parse: Parse, token: int, coreference: Coreference) -> bool:
    """Return whether "the", "this" or "that" stands before a noun."""
    return any(parse.lowers[child] in coreference.definite for child in parse.children[token])


def _is_brought_in(parse: Parse, token: int) -> bool:
    """Return whether a text speaks of another document there, and does not only say what the known one is ("a draft report")."""
    marked = any(parse.words[near] in _MARKS for near in range(max(token - _NEAR, 0), token))
    as_what = parse.deps[token] == "pobj" and parse.lowers[parse.heads[token]] == "as"
    return not marked and not as_what and parse.deps[token] not in ("attr", "compound", "conj")


def _own_issuer(index: MentionIndex, token: int, sources: Mapping[int, int], known: DocumentWords) -> int | None:
    """Return the head token of the issuer that the words around a document name."""
    for candidate in (*issuers(index.parse, token, known), *_tellers(index.parse, token, sources, known)):
        mention = index.mention(candidate)
        # "Ohio polls", "surveys of Ohio voters", "the Lee tapes": what they are about.
        noun = index.parse.lemmas[token].lower()
        about = index.parse.deps[candidate] in ("compound", "nmod") or (
            noun in known.about and index.parse.heads[candidate] == token
        )
        if mention is not None and not (about and mention.kind in ("place", "person")):
            return candidate
    return None


def issuers(parse: Parse, head: int, known: DocumentWords, *, deep: int = _DEEP) -> Iterator[int]:
    """Yield the head tokens of those from whom a document may come: "X's letter", "figures published by X"."""
    for child in parse.children[head]:
        dep = parse.deps[child]
        if dep in OWNERS:
            yield child
        elif dep == "acl" and parse.lemmas[child] in known.received:
            origins = (kid for kid in parse.children[child] if parse.deps[kid] == "prep" and parse.lowers[kid] in known.by)
            yield from (token for origin in origins for token in parse.children[origin])
        elif dep == "acl" and parse.tags[child] == "VBN":
            agents = (preposition for preposition in parse.children[child] if parse.deps[preposition] == "agent")
            yield from (token for agent in agents for token in parse.children[agent] if parse.deps[token] == "pobj")
        elif parse.lowers[child] in known.by:
            for token in parse.children[child]:
                yield token
                if deep and parse.lowers[child] == "of":
                    yield from issuers(parse, token, known, deep=deep - 1)


def _tellers(parse: Parse, token: int, sources: Mapping[int, int], known: DocumentWords) -> Iterator[int]:
    """Yield those who issue a document or say something in it, by the verb: "X sent a letter", "X said in a statement"."""
    head, dep = parse.heads[token], parse.deps[token]
    if dep == "pobj" and parse.lowers[head] in known.stated_in and (source := sources.get(parse.heads[head])) is not None:
        yield source
    if any(parse.tags[child] == "PRP$" for child in parse.children[token]):
        subject = subject_of(parse, clause_of(parse, token))
        if subject is not None and subject != token:
            yield subject
    verbs = [(head, dep)] if dep in ("dobj", "nsubjpass") else []
    verbs.extend((child, "dobj") for child in parse.children[token] if parse.deps[child] == "relcl")
    for verb, role in verbs:
        if parse.lemmas[verb] in known.issuing:
            by = agent(parse, verb) if role == "nsubjpass" else subject_of(parse, verb)
            if by is not None and by != token:
                yield by


def _implied(index: MentionIndex, token: int, kind: str, known: DocumentWords) -> int | None:
    """Return who issued a document of which only a verb has told: "X sued Y ... The lawsuit says"."""
    parse = index.parse
    verbs = {verb for verb, noun in known.implied.items() if known.kinds.get(noun, noun) == kind}
    if not verbs:
        return None
    for verb in range(token - 1, -1, -1):
        if parse.lemmas[verb] in verbs and parse.pos[verb] == "VERB":
            subject = subject_of(parse, verb)
            if index.mention(subject) is not None:
                return subject
    return None
