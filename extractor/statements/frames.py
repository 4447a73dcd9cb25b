"""The interpreter of the frames: from a cue token to the heads of content, source, target and addressee.

Nothing here knows a word: words are in the lexicon, constructions in the frames, and this module walks the parse.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from extractor.analysis import grammar
from extractor.analysis.grammar import VERBAL
from extractor.analysis.parse import Parse
from extractor.statements import control
from extractor.statements.lexicon import MARKED, PREPOSITIONS, Cue, Frame, Licence, Slot
from extractor.statements.model import LicenceKind, Miss
from extractor.statements.paths import follow
from extractor.statements.words import WordClasses


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
    licence: LicenceKind = "first"

    def parts(self) -> tuple[tuple[str, int], ...]:
        """Return the parts that were found, each with the token that heads it."""
        parts = [("content", head) for head, _ in self.contents]
        others = (("source", self.source), ("target", self.target), ("addressee", self.addressee))
        return (*parts, *((name, head) for name, head in others if head is not None))


def try_frames(
    parse: Parse,
    token: int,
    cue: Cue,
    words: WordClasses,
    *,
    open_licences: Sequence[Licence] = (),
    promises: Callable[[int, Cue, str], bool] | None = None,
    trace: bool = False,
) -> Iterator[Match | Miss]:
    """Yield the licensed frames that hold at the cue ``token``, in the order of frames.toml; none in another sense.

    A frame that names no source holds only where none before it does.
    When none holds, all frames of the cue's part of speech, the ``open_licences``, are tried without a licence if they
    ``promise`` enough. With ``trace`` each licensed frame that does not hold tells what it lacks.
    """
    label, below = parse.deps[token], {parse.deps[kid] for kid in parse.children[token]}
    voice = "passive" if cue.pos == "VERB" and control.is_passive(parse, token, words) else "active"
    holds = False
    sense: str | None = None
    for licence in cue.licences:
        if not trace and (not licence.may_hold(label, below) or (holds and licence.frame.source == "none")):
            continue
        found: Match | Slot | str = _try(parse, token, licence, voice, words)
        if isinstance(found, Match) and holds and licence.frame.source == "none":
            continue
        if isinstance(found, Match):
            found.licence = "further" if holds else "first"
            holds = True
            sense = sense or _other_sense(parse, found, cue, words)
            if sense is None:
                yield found
                continue
            found = f"the sense of a statement (here: {sense})"
        if trace:
            yield Miss(licence.frame.id, token, str(found))
    for licence in () if holds else open_licences:
        if licence.may_be_filled(below) and (promises is None or promises(token, cue, licence.frame.id)):
            found = _try(parse, token, licence, voice, words)
            if isinstance(found, Match) and _other_sense(parse, found, cue, words) is None:
                found.licence = "none"
                yield found


def _try(parse: Parse, token: int, licence: Licence, voice: str, words: WordClasses) -> Match | Slot | str:
    """Return a frame that holds at a cue, else what it lacks: a slot, or something told in words."""
    if licence.frame.voice not in ("any", voice):
        return f"voice {licence.frame.voice}"
    return match_frame(parse, token, licence, words)


def _other_sense(parse: Parse, found: Match, cue: Cue, words: WordClasses) -> str | None:
    """Return what the cue means here when it reports nothing."""
    first, *others = (head for head, _ in found.contents)
    heads = [first, *(head for head in others if parse.tags[head] == "VBN")]  # "he was found shot"
    return next((each.about for each in cue.senses if any(each.holds(parse, found.source, head, words) for head in heads)), None)


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
    if frame.sources_at:
        found.source = find_source(parse, token, frame, words)
        if found.source is None and not frame.source_optional:
            return f"source: {frame.written_source}"
        if found.source is not None and not _may_speak(parse, found.source, token, words):
            return f"source: {parse.words[found.source]!r} does not speak"
        if frame.sources == "documents" and (found.source is None or not _is_document(parse, found.source, words)):
            return "source: a document"
    return found


def find_source(parse: Parse, token: int, frame: Frame, words: WordClasses) -> int | None:
    """Return the head of the source of a frame at the cue ``token``: what the first of its paths leads to first."""
    for path in frame.sources_at:
        found = follow(parse, token, path, words)
        if found:
            return found[0]
    return None


def _may_speak(parse: Parse, source: int, token: int, words: WordClasses) -> bool:
    """Return whether the source can be one: neither a thing ("the race promises") nor the "it" of "it appears that", "hard to
    say"."""
    word = parse.lowers[source]
    if word in grammar.RELATIVE and parse.deps[parse.heads[source]] == "relcl":
        return True
    if word in words.demonstrative:
        return False
    if word == "it":
        infinitive = parse.tags[token] == "VB" and grammar.own_subject(parse, token) != source
        empty = infinitive or _is_what_it_comes_to(parse, token)
        return parse.pos[token] == "VERB" and not empty and parse.lemmas[token] not in words.hedging_verbs
    return parse.pos[source] != "NOUN" or parse.lemmas[source].lower() not in words.things or _is_number_of(parse, source, words)


def _is_what_it_comes_to(parse: Parse, token: int) -> bool:
    """Return whether nobody is meant by "it": "when it comes to defending the plan"."""
    to = parse.heads[token]
    return parse.deps[token] == "pcomp" and parse.lowers[to] == "to" and parse.lemmas[parse.heads[to]] == "come"


def _is_number_of(parse: Parse, source: int, words: WordClasses) -> bool:
    """Return whether a noun only counts people: "a wide array of economists"."""
    article = grammar.child(parse, source, "det")
    of = next((kid for kid in parse.children[source] if kid == source + 1 and parse.lowers[kid] == "of"), None)
    people = None if of is None else grammar.child(parse, of, "pobj")
    return (
        people is not None
        and article is not None
        and parse.lowers[article] == "a"
        and parse.tags[people] in grammar.PLURAL
        and parse.lemmas[people].lower() in words.persons
    )


def _is_document(parse: Parse, source: int, words: WordClasses) -> bool:
    """Return whether the source is a poll, letter or the like, or the pronoun of a clause that says more of one."""
    if parse.lowers[source] in grammar.RELATIVE:
        source = parse.heads[parse.heads[source]]
    return parse.lemmas[source].lower() in words.documents


def _fill(parse: Parse, slot: Slot, prepositions: frozenset[str], found: Match, words: WordClasses) -> int | None:
    token = found.cue
    for head in _walk(parse, slot, prepositions, found, words):
        if (slot.side == "after" and head < token) or (slot.side == "before" and head > token):
            continue
        if found.contents and slot.steps[0].named is None and any(head == taken for taken, _ in found.contents):
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


def _walk(parse: Parse, slot: Slot, prepositions: frozenset[str], found: Match, words: WordClasses) -> Sequence[int]:
    """Return the tokens that the path of a slot leads to; the words of a licence stand for a preposition at its beginning."""
    token, steps = found.cue, slot.steps
    if not prepositions or not slot.path[0].startswith("prep"):
        return follow(parse, token, steps, words)
    heads: list[int] = []
    for preposition in parse.children[token]:
        if parse.deps[preposition] in PREPOSITIONS and parse.lowers[preposition] in prepositions:
            below = follow(parse, preposition, steps[1:], words)
            if below:
                found.preposition = preposition
            heads.extend(below)
        elif len(steps) > 1 and _marks_clause(parse, preposition, prepositions):
            heads.append(preposition)
    return heads


def _marks_clause(parse: Parse, clause: int, prepositions: frozenset[str]) -> bool:
    """Return whether the preposition marks a clause: "called for the ministry to resign"."""
    return parse.deps[clause] in MARKED and any(
        parse.deps[kid] == "mark" and parse.lowers[kid] in prepositions for kid in parse.children[clause]
    )


def _form(parse: Parse, head: int) -> str:
    """Return finite, infinitive, gerund or noun."""
    if parse.pos[head] not in VERBAL:
        return "clause" if grammar.own_subject(parse, head) is not None else "noun"
    tag = parse.tags[head]
    kids = parse.children[head]
    if any(parse.tags[kid] == "TO" and parse.deps[kid] == "aux" for kid in kids):
        return "infinitive"
    auxiliaries = [kid for kid in kids if parse.deps[kid] in grammar.AUXILIARIES]
    if (tag == "VBG" and not auxiliaries) or any(parse.tags[kid] == "VBG" for kid in auxiliaries[:1]):
        return "gerund"
    return "finite"


def _is_complement(parse: Parse, head: int) -> bool:
    """Return whether it is an infinitive, or a clause with a conjunction; a relative clause or participle says something else
    of the noun."""
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
