"""Organizations across documents: by normalized name, by acronym with its expansion, by key of the word lists."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from extractor.linking.model import Cluster, Unit
from extractor.linking.names import Knowledge, acronym_of, is_generic, organization_key

# Shortest bare acronym that is taken for the one name in the corpus with these initials.
_SHORTEST_GUESSED_ACRONYM = 3
# A short name that documents use for several organizations means the one to which this share of the documents belongs.
_DOMINANT = 0.8
_MOST_CANDIDATES = 5


class _Keys(dict[str, str]):
    """The key of each name, computed once."""

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__()
        self.knowledge = knowledge

    def __missing__(self, name: str) -> str:
        key = self[name] = organization_key(name, self.knowledge)
        return key


def link_organizations(units: Iterable[Unit], knowledge: Knowledge) -> list[Cluster]:
    """Return the organizations among the units in the order of their keys; independent of the order of the units."""
    keys = _Keys(knowledge)
    groups = _by_name(sorted(units, key=lambda unit: (unit.name, unit.country_code, unit.known_as, unit.number)), keys)
    targets, candidates = _short_names(groups, keys)
    merged: dict[str, list[Unit]] = defaultdict(list)
    for key in sorted(groups):
        merged[_root(key, targets)] += groups[key]
    return [
        Cluster("organization", key, merged[key], [_root(other, targets) for other in candidates.get(key, ())])
        for key in sorted(merged)
    ]


def _by_name(units: Iterable[Unit], keys: _Keys) -> dict[str, list[Unit]]:
    """Return the units under a key: that of the word lists, or the normalized name, with the country where the name is a
    generic one."""
    named = [(unit, keys[unit.name]) for unit in units]
    known: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for unit, name in named:
        if unit.known_as:
            known[name].add(unit.known_as)
        elif unit.country_code and is_generic(name, keys.knowledge):
            countries[name].add(unit.country_code)
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit, name in named:
        if unit.known_as:
            groups[f"known {unit.known_as}"].append(unit)
        elif len(known.get(name, ())) == 1:
            groups[f"known {min(known[name])}"].append(unit)
        elif name in countries:
            choice = unit.country_code or (min(countries[name]) if len(countries[name]) == 1 else "")
            groups[f"{name}|{choice}"].append(unit)
        else:
            groups[name].append(unit)
    return groups


def _short_names(groups: Mapping[str, list[Unit]], keys: _Keys) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return for a key that is another's short name, the key it joins; for one that could be several's, those keys as
    candidates."""
    knowledge = keys.knowledge
    names = {key: {keys[unit.name] for unit in units} for key, units in groups.items()}
    weights = {key: sum(unit.documents for unit in units) for key, units in groups.items()}
    users: dict[str, set[str]] = defaultdict(set)
    initials: dict[str, set[str]] = defaultdict(set)
    for key, units in groups.items():
        called = _Names(names[key], knowledge)
        for unit in units:
            for text in unit.short_names | ({unit.acronym} if unit.acronym else set()):
                short = keys[text]
                if not is_generic(short, knowledge) and called.has_short(short):
                    users[short].add(key)
        for name in names[key]:
            if " " in name:
                initials[acronym_of(name, knowledge)].add(key)
    targets: dict[str, str] = {}
    candidates: dict[str, list[str]] = {}
    for key in sorted(groups):
        if key.startswith("known "):
            continue  # the lists tell what it is: no short name of another
        said = {other for name in names[key] for other in users.get(name, ()) if other != key}
        bare = {name for name in names[key] if " " not in name and len(name) >= _SHORTEST_GUESSED_ACRONYM}
        if not said and any(unit.name.isupper() for unit in groups[key]):
            said = {other for name in bare for other in initials.get(name, ()) if other != key}
        ranked = sorted(said, key=lambda other: (-weights[other], other))
        if not ranked:
            continue
        if weights[ranked[0]] >= _DOMINANT * sum(weights[other] for other in ranked):
            targets[key] = ranked[0]
        else:
            candidates[key] = ranked[:_MOST_CANDIDATES]
    return targets, candidates


class _Names:
    """The names of one organization, found by their acronyms and words: some have thousands in a large collection."""

    def __init__(self, names: Iterable[str], knowledge: Knowledge) -> None:
        self._by_acronym: dict[str, set[str]] = defaultdict(set)
        self._by_word: dict[str, list[frozenset[str]]] = defaultdict(list)
        for name in names:
            self._by_acronym[acronym_of(name, knowledge)].add(name)
            words = frozenset(name.split())
            for word in words:
                self._by_word[word].append(words)

    def has_short(self, short: str) -> bool:
        """Return whether a name by which a document also calls the organization is an acronym or a piece of one of its names."""
        words = frozenset(short.split())
        if not words:
            return False
        if any(name != short for name in self._by_acronym.get(short, ())):
            return True
        rarest = min((self._by_word.get(word, []) for word in words), key=len)
        return any(words < others for others in rarest)


def _root(key: str, targets: Mapping[str, str]) -> str:
    """Return the key at the end of the chain of short names; in a circle the first key by name."""
    seen = [key]
    while targets.get(seen[-1]) is not None:
        following = targets[seen[-1]]
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]
