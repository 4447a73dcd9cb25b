"""Persons across documents: full names with agreeing parts, initials and bare surnames only with evidence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from extractor.entities.spelling import fold
from extractor.linking.compare import Evidence, agreement, formal, is_initial, middles_agree, shares_post
from extractor.linking.model import Cluster, Unit
from extractor.linking.names import Knowledge, person_words

# Points of agreement that a bare surname needs: with one bearer of the surname in the corpus, and with several.
_NEEDED_ALONE, _NEEDED_AMONG = 1, 2
# With equal points the one wins that is in so many times as many documents.
_FAR_MORE = 5
# Candidates listed for a name that stays apart.
_MOST_CANDIDATES = 5


@dataclass(slots=True)
class _Bearer:
    """Units that are one person while a block of one surname is being worked on."""

    first: str
    middle: tuple[str, ...]
    suffix: str
    units: list[Unit] = field(default_factory=list)
    candidates: list["_Bearer"] = field(default_factory=list)
    key: str = ""
    _evidence: Evidence | None = None

    def add(self, unit: Unit, middle: Sequence[str] = (), suffix: str = "") -> None:
        self.units.append(unit)
        self.middle = max(self.middle, tuple(middle), key=len)
        self.suffix = self.suffix or suffix
        self._evidence = None

    @property
    def evidence(self) -> Evidence:
        if self._evidence is None:
            self._evidence = Evidence.of(self.units)
        return self._evidence

    @property
    def documents(self) -> int:
        return self.units[0].documents if len(self.units) == 1 else sum(unit.documents for unit in self.units)

    def excludes(self, unit: Unit) -> bool:
        """Return whether one document knows the unit as somebody else than a member."""
        return any(unit.number in member.apart_from or member.number in unit.apart_from for member in self.units)


def link_people(block: str, units: Iterable[Unit], knowledge: Knowledge) -> list[Cluster]:
    """Return the persons among the units of one block, in the order of their keys; independent of the order of the units."""
    full: dict[str, list[tuple[Unit, tuple[str, ...]]]] = defaultdict(list)
    initials: list[tuple[Unit, tuple[str, ...]]] = []
    bare: list[Unit] = []
    for unit in sorted(units, key=lambda unit: (unit.name, unit.suffix, unit.country_code, unit.document_id, unit.number)):
        words = person_words(f"{unit.given_name} {unit.family_name}".strip() or unit.name)
        given = words[:-1]
        if not given or not unit.given_name:  # "Al-Hadi" is a family name of two words
            bare.append(unit)
        elif is_initial(given[0]) and (len(given) == 1 or all(map(is_initial, given))):
            initials.append((unit, given))
        else:
            full[formal(given[0], knowledge)].append((unit, given[1:]))
    bearers = [bearer for first in sorted(full) for bearer in _one_given_name(first, full[first])]
    bearers = _with_initials(bearers, initials)
    _assign_keys(bearers)
    bearers += _bare_surnames(bearers, bare)
    clusters = [
        Cluster("person", f"{block}|{bearer.key}", bearer.units, sorted(f"{block}|{other.key}" for other in bearer.candidates))
        for bearer in bearers
    ]
    return sorted(clusters, key=lambda cluster: cluster.key)


def _one_given_name(first: str, units: list[tuple[Unit, tuple[str, ...]]]) -> list[_Bearer]:
    """Return the bearers of one given name and surname: told apart by middle names and suffixes alone."""
    if len(units) == 1:  # as most are, in a large collection
        ((unit, middle),) = units
        return [_Bearer(first, middle, fold(unit.suffix), [unit])]
    bearers: list[_Bearer] = []
    plain: list[Unit] = []
    for unit, middle in sorted(units, key=lambda item: (-len(item[1]), -len(item[0].suffix), item[1], item[0].suffix)):
        suffix = fold(unit.suffix)
        if not middle and not suffix:
            plain.append(unit)
            continue
        for bearer in bearers:
            one = middles_agree(bearer.middle, middle) and _is_one_generation(bearer, suffix, [unit])
            if one and not bearer.excludes(unit):
                bearer.add(unit, middle, suffix)
                break
        else:
            bearers.append(_Bearer(first, tuple(middle), suffix, [unit]))
    if plain:
        together = _Bearer(first, (), "", plain)
        possible = [bearer for bearer in bearers if not any(bearer.excludes(unit) for unit in plain)]
        fitting = [bearer for bearer in possible if _is_one_generation(bearer, "", plain)]
        chosen = _choose(together.evidence, fitting, alone=0, among=_NEEDED_AMONG)
        if chosen is None:
            together.candidates = possible
            bearers.append(together)
        else:
            for unit in plain:
                chosen.add(unit)
    return bearers


def _is_one_generation(bearer: _Bearer, suffix: str, units: Sequence[Unit]) -> bool:
    """Return whether a suffix does not tell units from a bearer: a father is not his son of the same name.

    A suffix that one side leaves out ("Martin Hale", "Martin Hale Jr.") is overlooked only where the post is the same.
    """
    if not bearer.suffix or not suffix:
        return bearer.suffix == suffix or shares_post(bearer.evidence, Evidence.of(units))
    return bearer.suffix == suffix


def _with_initials(bearers: list[_Bearer], initials: list[tuple[Unit, tuple[str, ...]]]) -> list[_Bearer]:
    """Return the names with initials only ("J. R. Smith") join the one bearer that they fit; among several, evidence decides."""
    left: dict[tuple[str, ...], _Bearer] = {}
    for unit, given in initials:
        fitting = [
            bearer
            for bearer in bearers
            if bearer.first[0] == given[0] and middles_agree(bearer.middle, given[1:]) and not bearer.excludes(unit)
        ]
        chosen = _choose(Evidence.of([unit]), fitting, alone=0, among=_NEEDED_AMONG)
        if chosen is not None:
            chosen.units.append(unit)
        elif given in left:
            left[given].add(unit)
        else:
            left[given] = _Bearer(given[0], given[1:], fold(unit.suffix), [unit], candidates=fitting)
    return bearers + [left[given] for given in sorted(left)]


def _bare_surnames(bearers: list[_Bearer], bare: list[Unit]) -> list[_Bearer]:
    """Return the persons of whom a document knows the surname alone: with a bearer of a full name if the evidence agrees, with
    each other if role and affiliation or country are the same, else by themselves."""
    if not bare:
        return []
    by_role: dict[str, _Bearer] = {}
    known = _Bearers(bearers, bare)
    joined: list[tuple[_Bearer, Unit]] = []
    for unit in bare:
        chosen, fitting = known.find(unit)
        if chosen is not None:
            joined.append((chosen, unit))
            continue
        key = _role_key(unit) or f"@{unit.document_id}"
        if key in by_role:
            by_role[key].units.append(unit)
        else:
            by_role[key] = _Bearer("", (), "", [unit], candidates=fitting, key=key)
    for bearer, unit in joined:
        bearer.add(unit)
    _list_namesakes([by_role[key] for key in sorted(by_role)])
    return [by_role[key] for key in sorted(by_role)]


def _list_namesakes(bearers: list[_Bearer]) -> None:
    """Make bare surnames that nobody of a full name fits candidates of each other."""
    first = sorted(bearers, key=lambda bearer: (-bearer.documents, bearer.key))[: _MOST_CANDIDATES + 1]
    for bearer in bearers:
        if not bearer.candidates:
            bearer.candidates = [other for other in first if other is not bearer][:_MOST_CANDIDATES]


class _Bearers:
    """The bearers of full names of a block, to be found by what they share with a bare surname.

    A frequent surname has thousands of bearers and is alone in thousands of documents: only those are compared that share a
    role, its last word, an affiliation or a rare name. Others have one point at most, which is not enough among several.
    """

    def __init__(self, bearers: list[_Bearer], bare: Sequence[Unit]) -> None:
        self._by_documents = sorted(bearers, key=lambda bearer: (-bearer.documents, bearer.key))
        self._place = {bearer.key: place for place, bearer in enumerate(self._by_documents)}
        self._owner = {unit.number: bearer for bearer in bearers for unit in bearer.units}
        self._sharing: dict[tuple[str, str], list[_Bearer]] = defaultdict(list)
        wanted = set(_clues(Evidence.of(bare)))
        for bearer in self._by_documents:
            for clue in wanted.intersection(_clues(bearer.evidence)):
                self._sharing[clue].append(bearer)

    def find(self, unit: Unit) -> tuple[_Bearer | None, list[_Bearer]]:
        """Return the bearer whom the unit means, if the evidence tells, and those whom it could mean, best first."""
        excluded = {self._owner[number].key for number in unit.apart_from if number in self._owner}
        own = Evidence.of([unit])
        alike = {
            bearer.key: bearer for clue in _clues(own) for bearer in self._sharing.get(clue, ()) if bearer.key not in excluded
        }
        first = [bearer for bearer in self._by_documents[: _MOST_CANDIDATES + len(excluded)] if bearer.key not in excluded]
        # The only bearer needs one point, which the country can give.
        possible = first if len(first) == 1 else list(alike.values())
        chosen = _choose(own, possible, alone=_NEEDED_ALONE if len(first) == 1 else _NEEDED_AMONG, among=_NEEDED_AMONG)
        if chosen is not None:
            return chosen, []
        ranked = sorted(alike.values(), key=lambda bearer: (-agreement(own, bearer.evidence), self._place[bearer.key]))
        return None, list({bearer.key: bearer for bearer in (*ranked, *first)}.values())[:_MOST_CANDIDATES]


def _clues(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Yield what bearers are looked up by."""
    for kind in ("heads", "affiliations", "context"):
        for clue in getattr(evidence, kind):
            yield kind, clue


def _choose(evidence: Evidence, bearers: list[_Bearer], *, alone: int, among: int) -> _Bearer | None:
    """Return the bearer that the evidence points to: enough points, and more than any other has or as many as a far rarer one."""
    if not bearers:
        return None
    scored = [(agreement(evidence, bearer.evidence), bearer.documents, bearer) for bearer in bearers]
    scored.sort(key=lambda item: item[:2], reverse=True)
    best, documents, chosen = scored[0]
    if len(scored) == 1:
        return chosen if best >= alone else None
    ahead = best > scored[1][0] or documents >= _FAR_MORE * scored[1][1]
    return chosen if best >= among and ahead else None


def _role_key(unit: Unit) -> str:
    places = sorted(unit.affiliations) or ([unit.country_code] if unit.country_code else [])
    return f"@{min(unit.roles)}@{places[0]}" if unit.roles and places else ""


def _assign_keys(bearers: list[_Bearer]) -> None:
    """Give each bearer of a name its key: the given name where no namesake has about as many documents, else with what tells
    them apart.

    So the key does not change when a further document adds a middle name, and namesakes do not change places.
    """
    taken: set[str] = set()
    with_middle: dict[str, list[_Bearer]] = defaultdict(list)
    without_suffix = {bearer.first for bearer in bearers if not bearer.suffix}
    for bearer in bearers:
        if bearer.middle and not bearer.suffix:
            with_middle[bearer.first].append(bearer)
    for bearer in sorted(bearers, key=lambda bearer: (-bearer.documents, bearer.middle, bearer.suffix)):
        full = " ".join((bearer.first, *bearer.middle, bearer.suffix)).strip()
        if bearer.suffix:
            told = bearer.first in without_suffix
        else:
            told = bool(bearer.middle) and any(_is_rival(other, bearer) for other in with_middle[bearer.first])
        keys = chain((full,) if told else (bearer.first, full), (f"{full} {number}" for number in count(2)))
        bearer.key = next(key for key in keys if key not in taken)
        taken.add(bearer.key)
        bearer.candidates.sort(key=lambda other: (-other.documents, other.middle, other.suffix))
        del bearer.candidates[_MOST_CANDIDATES:]


def _is_rival(other: _Bearer, bearer: _Bearer) -> bool:
    """Return whether they are two, neither of whom stands in far more documents."""
    fewer, more = sorted((other.documents, bearer.documents))
    return other is not bearer and more < _FAR_MORE * fewer
