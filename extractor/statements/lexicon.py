"""The cue lexicon and the frames, read from ``models/en/`` and validated.

``cues.csv`` lists cue words with the frames that each licenses; ``frames.toml`` describes the frames. A journalist can edit both;
every mistake is reported with file and entry.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, cast, get_args

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass as checked_dataclass

from extractor.errors import ResourceError
from extractor.model_entries import read_entry
from extractor.records import Act
from extractor.resources import Models
from extractor.statements.label_evidence import LabelKnowledge
from extractor.statements.named_steps import NAMED_STEPS
from extractor.statements.paths import Path, read_path
from extractor.statements.senses import FILE as SENSES
from extractor.statements.senses import Sense, load_senses
from extractor.statements.words import WordClasses, load_word_classes

# Words that a licence may demand, and clauses that they may mark.
PREPOSITIONS = frozenset(("prep", "dative", "agent", "mark", "prt"))
MARKED = frozenset(("advcl", "ccomp", "xcomp", "acl"))
_STRICT = ConfigDict(extra="forbid")
Form = Literal["finite", "infinitive", "gerund", "noun", "clause", "complement", "number", "question", "renamed"]


@checked_dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Slot:
    """A part of a frame: which parts of the statement it fills (``fills``) and the path that leads to its head.

    ``manner`` tells slots apart that have other words with the same head.
    """

    part: Annotated[str, Field(pattern=r"^(content|target|addressee)( (content|target|addressee))*$")]
    path: Annotated[tuple[str, ...], Field(min_length=1)]
    side: Literal["before", "after", "any"] = "any"
    form: Form | None = None
    optional: bool = False
    extent: Literal["subtree", "host"] = "subtree"
    complements: tuple[str, ...] = ()
    fills: frozenset[str] = field(init=False)
    steps: Path = field(init=False)
    manner: tuple[str, str] = field(init=False)

    def __str__(self) -> str:
        return f"{self.part}: {' > '.join(self.path)}"

    def __post_init__(self) -> None:
        object.__setattr__(self, "fills", frozenset(self.part.split()))
        object.__setattr__(self, "steps", read_path(self.path, NAMED_STEPS))
        object.__setattr__(self, "manner", (self.extent, self.path[0] if self.path[0].startswith("@") else ""))


@checked_dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Frame:
    """A reporting construction; ``sources_at`` are the paths that may lead to its source, empty when it has none.

    ``example`` holds its entries with example sentences, which ``extractor.statements.examples`` reads.
    """

    id: str
    cue: Literal["VERB", "NOUN", "ADJ", "ADP"]
    voice: Literal["active", "passive", "any"] = "any"
    source: Literal["none"] | tuple[str, ...] | tuple[tuple[str, ...], ...]
    source_optional: bool = False
    slots: Annotated[tuple[Slot, ...], Field(min_length=1)]
    unless: tuple[str, ...] = ()
    sources: Literal["any", "documents"] = "any"
    example: tuple[dict[str, Any], ...] = ()
    sources_at: tuple[Path, ...] = field(init=False)

    def __post_init__(self) -> None:
        paths = [] if self.source == "none" else [self.source] if isinstance(self.source[0], str) else self.source
        read = tuple(read_path([str(step) for step in path], NAMED_STEPS) for path in paths)
        object.__setattr__(self, "sources_at", read)

    @property
    def written_source(self) -> str:
        """The paths to the source, for people."""
        paths = [self.source] if isinstance(self.source[0], str) else self.source
        return " or ".join(" > ".join(map(str, path)) for path in paths)


@dataclass(frozen=True, slots=True)
class Licence:
    """A frame that a cue may fire in, with the prepositions it demands there (empty: those of the frame).

    ``needs`` are labels for each slot that must be filled, of which one has to be among those right below the cue, the fewest
    first; ``stands`` those of which the cue has to have one itself, None where any may be: most frames fail here.
    """

    frame: Frame
    prepositions: frozenset[str] = frozenset()
    needs: tuple[frozenset[str], ...] = field(init=False)
    stands: frozenset[str] | None = field(init=False)

    def __post_init__(self) -> None:
        slots = [slot for slot in self.frame.slots if not slot.optional]
        below = [
            PREPOSITIONS | MARKED if self.prepositions and slot.path[0].startswith("prep") else slot.steps[0].below
            for slot in slots
        ]
        needs: list[frozenset[str]] = [labels for labels in below if labels is not None]
        stands = [labels for slot in slots if (labels := slot.steps[0].stands) is not None]
        object.__setattr__(self, "needs", tuple(sorted(needs, key=len)))
        object.__setattr__(self, "stands", min(stands, key=len, default=None))

    def may_hold(self, label: str, below: AbstractSet[str]) -> bool:
        """Return whether the labels of the cue and of the tokens right below it leave the frame a chance."""
        return (self.stands is None or label in self.stands) and self.may_be_filled(below)

    def may_be_filled(self, below: AbstractSet[str]) -> bool:
        """Return whether the labels of the tokens right below the cue leave the slots of the frame a chance."""
        for labels in self.needs:  # noqa: SIM110  (asked for every frame of every cue)
            if labels.isdisjoint(below):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word: what it does, and the constructions it needs to do so.

    ``acts`` holds what it does in single frames where that differs ("asked whether", "asked him to"), ``senses`` what else it may
    mean, ``frames`` the ids of its frames.
    """

    lemma: str
    pos: str
    act: Act
    attitude: str
    stance: str
    quotes: bool
    licences: tuple[Licence, ...]
    acts: dict[str, Act] = field(default_factory=dict)
    senses: tuple[Sense, ...] = ()
    frames: frozenset[str] = field(init=False)
    prepositions: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "frames", frozenset(licence.frame.id for licence in self.licences))
        object.__setattr__(self, "prepositions", frozenset().union(*(licence.prepositions for licence in self.licences)))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cues by part of speech and lemma, frames by id in the order of their priority, word classes, lemmas by word form, the
    particles of phrasal cues ("lay out"), and what is known of ``labels`` before a colon. ``by_tag`` has the cues by the part of
    speech of a token, then by its lemma, ``lemmas`` are those of all cues, ``relabelling`` the words by which a lemma may be put
    right, ``open_licences`` all frames with a source by the part of speech of their cue.
    """

    cues: dict[tuple[str, str], Cue]
    frames: dict[str, Frame] = field(default_factory=dict)
    words: WordClasses = field(default_factory=WordClasses)
    corrected: dict[str, str] = field(init=False)
    mistagged: dict[str, str] = field(init=False)
    particles: frozenset[str] = frozenset()
    labels: LabelKnowledge = field(default_factory=LabelKnowledge)
    by_tag: dict[str, dict[str, Cue]] = field(init=False)
    lemmas: frozenset[str] = field(init=False)
    relabelling: frozenset[str] = field(init=False)
    open_licences: Mapping[str, Sequence[Licence]] = field(init=False)
    _standing: dict[tuple[str, str], Sequence[Licence]] = field(init=False, default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        licences: dict[str, list[Licence]] = {}
        for frame in self.frames.values():
            if frame.source == "none":
                continue  # without a licence there must be somebody who says it
            licences.setdefault(frame.cue, []).append(Licence(frame))
        object.__setattr__(self, "open_licences", licences)
        by_tag: dict[str, dict[str, Cue]] = {}
        for (pos, lemma), cue in self.cues.items():
            by_tag.setdefault(pos, {})[lemma] = cue
        object.__setattr__(self, "by_tag", {"AUX": by_tag.get("VERB", {}), **by_tag})
        object.__setattr__(self, "lemmas", frozenset(lemma for _, lemma in self.cues))
        for name, entries in (("corrected", self.words.corrected_lemmas), ("mistagged", self.words.mistagged)):
            object.__setattr__(self, name, dict(entry.split("=", 1) for entry in entries))
        object.__setattr__(self, "relabelling", self.particles | self.corrected.keys())

    @property
    def ordinary(self) -> frozenset[str]:
        """Words that are seldom names: cues, and nouns for what is no person."""
        words = self.words
        known = self.lemmas.union(words.things, words.measures, words.documents, words.occasions, words.receiving, words.voicing)
        return known - words.calendar

    def get(self, pos: str, lemma: str) -> Cue | None:
        """Return the cue of this part of speech and lemma."""
        return self.cues.get((pos, lemma))

    def open_at(self, pos: str, label: str) -> Sequence[Licence]:
        """Return the open licences that a cue with this part of speech and label has a chance in."""
        if (pos, label) not in self._standing:
            found = tuple(each for each in self.open_licences.get(pos, ()) if each.stands is None or label in each.stands)
            self._standing[pos, label] = found
        return self._standing[pos, label]

    def reports(self, lemma: str, *frames: str) -> bool:
        """Return whether a verb is a cue that may fire in all of these frames."""
        cue = self.cues.get(("VERB", lemma))
        return cue is not None and cue.frames.issuperset(frames)

    def demands(self, lemma: str, preposition: str) -> bool:
        """Return whether a verb is a cue that a preposition may belong to ("bristled at the idea that")."""
        cue = self.cues.get(("VERB", lemma))
        return cue is not None and preposition in cue.prepositions


COLUMNS = ("lemma", "pos", "act", "attitude", "stance", "frames")
ATTITUDES = ("assertion", "belief", "intention", "decree", "other")
STANCES = ("neutral", "doubting", "endorsing")


def load_lexicon(models: Models) -> Lexicon:
    """Return the lexicon of ``models/en/cues.csv`` and ``models/en/frames.toml``.

    Raises:
        ResourceError: an entry does not validate; the message names it.
    """
    frames = _load_frames(models)
    order = {frame_id: number for number, frame_id in enumerate(frames)}
    senses = load_senses(models)
    cues: dict[tuple[str, str], Cue] = {}
    for place, row in models.placed_table("en/cues.csv", *COLUMNS):
        where = f"{place} ({row['lemma']})"
        key = (row["pos"], row["lemma"])
        if key in cues:
            raise ResourceError(f"{where}: listed twice")
        act, acts = _read_acts(row["act"], frames, where)
        for column, allowed in (("attitude", ATTITUDES), ("stance", STANCES)):
            if row[column] not in allowed:
                raise ResourceError(f"{where}: {column} {row[column]!r} is none of {', '.join(allowed)}")
        licences, quotes = [], False
        for entry in row["frames"].split():
            frame_id, _, forms = entry.partition(":")
            if frame_id == "quote":
                quotes = True
                continue
            if frame_id not in frames:
                raise ResourceError(f"{where}: no frame {frame_id!r} in frames.toml")
            if frames[frame_id].cue != row["pos"]:
                raise ResourceError(f"{where}: frame {frame_id!r} is for {frames[frame_id].cue}, not {row['pos']}")
            licences.append(Licence(frames[frame_id], frozenset(forms.split("|")) if forms else frozenset()))
        licences.sort(key=lambda licence: order[licence.frame.id])
        cues[key] = Cue(
            row["lemma"],
            row["pos"],
            act,
            row["attitude"],
            row["stance"],
            quotes,
            tuple(licences),
            acts,
            senses.get(row["lemma"], ()),
        )
    if unknown := sorted(senses.keys() - {lemma for _, lemma in cues}):
        raise ResourceError(f"{models.root / SENSES}: no cue of cues.csv: {', '.join(unknown)}")
    words = load_word_classes(models)
    particles = frozenset(lemma.split()[1] for _, lemma in cues if " " in lemma)
    return Lexicon(cues, frames, words, particles, LabelKnowledge.load(models))


def _read_acts(cell: str, frames: Mapping[str, Frame], where: str) -> tuple[Act, dict[str, Act]]:
    """Return the act of a cue, and those of single frames: ``question infinitive=demand``."""
    default, *special = cell.split()
    acts = dict(entry.split("=", 1) for entry in special)
    for frame_id, act in [("", default), *acts.items()]:
        if act not in get_args(Act):
            raise ResourceError(f"{where}: act {act!r} is none of {', '.join(get_args(Act))}")
        if frame_id and frame_id not in frames:
            raise ResourceError(f"{where}: no frame {frame_id!r} in frames.toml")
    return cast(Act, default), cast(dict[str, Act], acts)


def _load_frames(models: Models) -> dict[str, Frame]:
    frames: dict[str, Frame] = {}
    for entry in models.toml("en/frames.toml").get("frame", []):
        frame = read_entry(Frame, entry, f"{models.root / 'en/frames.toml'}, frame {entry.get('id', '?')!r}")
        if frame.id in frames:
            raise ResourceError(f"{models.root / 'en/frames.toml'}: frame {frame.id!r} is there twice")
        frames[frame.id] = frame
    return frames
