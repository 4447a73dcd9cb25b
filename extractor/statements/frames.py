"""The interpreter of the frames: from a cue token to the heads of content, source, target and addressee.

Nothing here knows a word: words are in the lexicon, constructions in the frames, and this module walks the parse.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.statements import control
from extractor.statements.lexicon import MARKED, PREPOSITIONS, Cue, Frame, Licence, Slot
from extractor.statements.model import Miss
from extractor.statements.sources import find_source
from extractor.statements.words import WordClasses

_VERBAL = ("VERB", "AUX")
_POINTING = frozenset(("this", "that", "there", "what"))


@dataclass(slots=True)
class Match:
    """A frame that holds for a cue; heads are token indices."""

    frame: Frame
    cue: int
    source: int | None = None
    contents: list[tuple[int, Slot]] = field(default_factory=list)
    target: int | None = None
    addressee: int | None = None
    preposition: int | None = None

    def parts(self) -> tuple[tuple[str, int], ...]:
        """The parts that were found, each with the token that heads it."""
        parts = [("content", head) for head, _ in self.contents]
        others = (("source", self.source), ("target", self.target), ("addressee", self.addressee))
        return (*parts, *((name, head) for name, head in others if head is not None))


def try_frames(parse: Parse, token: int, cue: Cue, words: WordClasses, *, trace: bool = False) -> Iterator[Match | Miss]:
    """Yield the first licensed frame that holds at the cue ``token``, in the order of frames.toml; none in another sense.

    With ``trace`` every licensed frame is tried, and each that does not hold tells what it lacks.
    """
    labels = {parse.deps[kid] for kid in parse.children[token]}
    if not trace and cue.needs is not None and cue.needs.isdisjoint(labels):
        return
    voice = "passive" if cue.pos == "VERB" and control.is_passive(parse, token, words) else "active"
    sense: str | None = None
    for licence in cue.licences:
        if not trace and licence.needs is not None and licence.needs.isdisjoint(labels):
            continue
        frame = licence.frame
        found: Match | Slot | str = (
            match_frame(parse, token, licence, words) if frame.voice in ("any", voice) else f"voice {frame.voice}"
        )
        if isinstance(found, Match):
            sense = sense or _other_sense(parse, found, cue, words)
            if sense is None:
                yield found
            if not trace:
                return
            found = f"the sense of a statement (here: {sense})" if sense is not None else ""
        if trace and found:
            yield Miss(frame.id, token, str(found))


def _other_sense(parse: Parse, found: Match, cue: Cue, words: WordClasses) -> str | None:
    """What the cue means here when it reports nothing."""
    content = found.contents[0][0]
    return next((sense.about for sense in cue.senses if sense.holds(parse, found.source, content, words)), None)


def match_frame(parse: Parse, token: int, licence: Licence, words: WordClasses) -> Match | Slot | str:
    """Fill the slots of one frame from the cue ``token``; else return the slot that stayed empty, or what is missing in words."""
    frame = licence.frame
    found = Match(frame, token)
    if frame.unless and any(parse.deps[kid] in frame.unless and kid > token for kid in parse.children[token]):
        return f"free of {', '.join(frame.unless)}"
    for slot in frame.slots:
        head = _fill(parse, slot, licence.prepositions, found, words)
        if head is None:
            if slot.optional:
                continue
            return slot
        if "content" in slot.fills:
            found.contents.append((head, slot))
        if "target" in slot.fills:
            found.target = head
        if "addressee" in slot.fills:
            found.addressee = head
    if frame.source != "none":
        found.source = find_source(parse, token, frame.source, words)
        if found.source is None and not frame.source.endswith("?"):
            return f"source: {frame.source}"
        if found.source is not None and not _may_speak(parse, found.source, token, words):
            return f"source: {parse.words[found.source]!r} does not speak"
        if frame.sources == "documents" and (found.source is None or not _is_document(parse, found.source, words)):
            return "source: a document"
    return found


def _may_speak(parse: Parse, source: int, token: int, words: WordClasses) -> bool:
    """Whether the source can be one: neither a thing ("the race promises") nor the "it" of "it appears that", "hard to say"."""
    word = parse.lowers[source]
    if word in grammar.RELATIVE and parse.deps[parse.heads[source]] == "relcl":
        return True
    if word in _POINTING:
        return False
    if word == "it":
        return parse.pos[token] == "VERB" and parse.tags[token] != "VB" and parse.lemmas[token] not in words.hedging_verbs
    return parse.pos[source] != "NOUN" or parse.lemmas[source].lower() not in words.things


def _is_document(parse: Parse, source: int, words: WordClasses) -> bool:
    """Whether the source is a poll, letter or the like, or the pronoun of a clause that says more of one."""
    if parse.lowers[source] in grammar.RELATIVE:
        source = parse.heads[parse.heads[source]]
    return parse.lemmas[source].lower() in words.documents


def _fill(parse: Parse, slot: Slot, prepositions: frozenset[str], found: Match, words: WordClasses) -> int | None:
    token, first = found.cue, slot.path[0]
    if first == "@host":
        return _host(parse, token, words)
    if first == "@antecedent":
        return _antecedent(parse, token)
    if first == "@relative":
        return _filler(parse, token)
    if first == "@subject":
        return control.subject(parse, token, words)
    for head in _walk(parse, slot, prepositions, found):
        if (slot.side == "after" and head < token) or (slot.side == "before" and head > token):
            continue
        if found.contents and any(head == taken for taken, _ in found.contents):
            continue
        if slot.form is None or _has_form(parse, head, slot.form):
            return head
    return None


def _has_form(parse: Parse, head: int, form: str) -> bool:
    if form == "complement":
        return _is_complement(parse, head)
    if form == "question":  # "asked the mayor if he would run": the parser takes the clause for a condition
        return any(parse.deps[kid] == "mark" and parse.lowers[kid] in ("if", "whether") for kid in parse.children[head])
    if form == "number":
        return parse.pos[head] == "NUM" or grammar.child(parse, head, "nummod", "quantmod") is not None
    if form == "renamed":  # "called her mother her hero": the second noun hangs on the first
        return any(parse.deps[kid] == "appos" and parse.words[parse.edges[0][kid] - 1] != "," for kid in parse.children[head])
    return form == _form(parse, head)


def _walk(parse: Parse, slot: Slot, prepositions: frozenset[str], found: Match) -> list[int]:
    token, path = found.cue, slot.path
    if path[0] == "@copula":
        copula = parse.heads[token]
        if parse.deps[token] != "nsubj" or parse.lemmas[copula] != "be":
            return []
        return grammar.follow(parse, copula, path[1:])
    if not prepositions or not path[0].startswith("prep"):
        return grammar.follow(parse, token, path)
    heads = []
    for preposition in parse.children[token]:
        if parse.deps[preposition] in PREPOSITIONS and parse.lowers[preposition] in prepositions:
            below = grammar.follow(parse, preposition, path[1:]) if len(path) > 1 else [preposition]
            if below:
                found.preposition = preposition
            heads.extend(below)
        elif len(path) > 1 and _marks_clause(parse, preposition, prepositions):
            heads.append(preposition)
    return heads


def _marks_clause(parse: Parse, clause: int, prepositions: frozenset[str]) -> bool:
    """ "called for the ministry to resign": the preposition marks a clause."""
    return parse.deps[clause] in MARKED and any(
        parse.deps[kid] == "mark" and parse.lowers[kid] in prepositions for kid in parse.children[clause]
    )


def _form(parse: Parse, head: int) -> str:
    """finite, infinitive, gerund or noun."""
    if parse.pos[head] not in _VERBAL:
        return "clause" if grammar.own_subject(parse, head) is not None else "noun"
    tag = parse.tags[head]
    kids = parse.children[head]
    if any(parse.tags[kid] == "TO" and parse.deps[kid] == "aux" for kid in kids):
        return "infinitive"
    auxiliaries = [kid for kid in kids if parse.deps[kid] in ("aux", "auxpass")]
    if (tag == "VBG" and not auxiliaries) or any(parse.tags[kid] == "VBG" for kid in auxiliaries[:1]):
        return "gerund"
    return "finite"


def _is_complement(parse: Parse, head: int) -> bool:
    """An infinitive, or a clause with a conjunction; a relative clause or participle says something else of the noun."""
    opens = parse.edges[0][head]
    if (
        parse.lowers[opens] == "that"
        and parse.deps[opens] == "dobj"
        and len([k for k in parse.children[head] if parse.deps[k] == "dobj"]) > 1
    ):
        return True  # "the allegation that he took bribes", with "that" taken for a second object
    return _form(parse, head) == "infinitive" or any(
        parse.deps[kid] == "mark" or (parse.tags[kid] in ("WRB", "WP") and kid < head) for kid in parse.children[head]
    )


def _host(parse: Parse, token: int, words: WordClasses) -> int | None:
    """Head of the clause into which the cue's clause is inserted ("The vote, X said, had ..."; "..., according to X")."""
    label, head = parse.deps[token], parse.heads[token]
    if head == token:
        return None
    if (
        label in ("parataxis", "dep", "intj")
        and parse.tags[token] not in ("VB", "VBG")
        and parse.pos[head] in (*_VERBAL, "NOUN", "PROPN", "ADJ")
    ):
        return head
    if label in ("advcl", "acl") and _is_as_clause(parse, token, words):
        while head != parse.heads[head] and parse.pos[head] not in _VERBAL:
            head = parse.heads[head]
        return head
    if label == "prep" or (label in ("advcl", "acl", "pcomp") and parse.lowers[token] == "according"):
        while head != parse.heads[head] and parse.pos[head] not in _VERBAL:
            head = parse.heads[head]
        return head
    return None


def _is_as_clause(parse: Parse, token: int, words: WordClasses) -> bool:
    """ "as X said", "as X told the Post", "as reported by X"; a verb with an object that is not spoken to, or with a complement,
    is temporal ("as he went on to speak", "as X warned of a flood").
    """
    labels = [
        parse.deps[kid]
        for kid in parse.children[token]
        if parse.lowers[kid] not in ("which", "that", "what") and not _is_addressee(parse, token, kid, words)
    ]
    marked = any(parse.lowers[kid] == "as" and parse.deps[kid] in ("mark", "advmod") for kid in parse.children[token])
    topic = any(
        parse.deps[kid] == "prep" and kid == token + 1 and parse.lowers[kid] in words.topics for kid in parse.children[token]
    )
    return marked and not topic and not {"dobj", "ccomp", "xcomp", "acomp"} & set(labels)


def _is_addressee(parse: Parse, token: int, kid: int, words: WordClasses) -> bool:
    """Whether an object is somebody who is told, not what is told."""
    is_somebody = parse.pos[kid] in ("PROPN", "PRON") or parse.lemmas[kid].lower() in words.speakers
    return parse.deps[kid] == "dobj" and parse.lemmas[token] in words.addressed and is_somebody


def _filler(parse: Parse, token: int) -> int | None:
    """Noun that a relative clause with a subject of its own says something of ("a plan that critics call a trap")."""
    subject = grammar.own_subject(parse, token)
    is_relative = parse.deps[token] in ("relcl", "acl") and parse.tags[token] != "VBG" and subject is not None
    return parse.heads[token] if is_relative and parse.lowers[subject or 0] not in grammar.RELATIVE else None


def _antecedent(parse: Parse, token: int) -> int | None:
    """Noun that a relative clause or participle without own object says something of ("a charge that they denied")."""
    if parse.deps[token] not in ("relcl", "acl") or (parse.deps[token] == "acl" and parse.tags[token] == "VBG"):
        return None
    for kid in parse.children[token]:
        if parse.deps[kid] == "dobj" and parse.lowers[kid] not in grammar.RELATIVE:
            return None
        if parse.deps[kid] in ("nsubj", "nsubjpass") and parse.lowers[kid] in grammar.RELATIVE:
            return None
        if parse.deps[kid] in ("ccomp", "xcomp"):
            return None
    return parse.heads[token]
