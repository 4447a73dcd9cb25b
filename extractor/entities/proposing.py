"""Generators of candidates: stretches of text that may be a name, each offered generously."""

from collections.abc import Iterator

from extractor.analysis.grammar import POSSESSIVES
from extractor.entities.definitions import definitions, explained
from extractor.entities.names import COARSE
from extractor.entities.particles import behind_particles
from extractor.entities.stage_names import staged
from extractor.entities.trimming import edited, without_titles
from extractor.entities.view import HYPHENS, View
from extractor.entities.work_titles import owned_titles

_LONGEST_RUN = 5
_LONGEST_JOINED = 18
# Letters after a hyphen that belong to a name ("Jae-in").
_LONGEST_SYLLABLE = 4
# Given names before a nickname in brackets, and words of the nickname.
_LONGEST_GIVEN = 2
_LONGEST_NICKNAME = 3
_QUOTES = frozenset("\"“”‘’'")
# Small words of a body ("general prosecutor's office").
_LONGEST_BODY = 4
_ATTRIBUTES = ("compound", "amod")
Span = tuple[int, int]
# The name of a generator for each candidate.
Candidates = dict[Span, str]


def propose(view: View, model: dict[Span, str]) -> Candidates:
    """Return all candidates, each with the generator that offered it first.

    ``model`` are the edited names of the model with their labels; numbers and dates are no candidates.
    """
    found: Candidates = {span: "model" for span, label in model.items() if label in COARSE}
    runs = list(find_runs(view))
    for span in (*listed(view), *listed_people(view)):
        found.setdefault(span, "list")
    for run in runs:
        for span in parts(view, run, model):
            found.setdefault(span, "capitals")
    for span in joined(view, runs):
        found.setdefault(span, "joined")
    for span in nicknamed(view, runs):
        found.setdefault(span, "nickname")
    for span in definitions(view):
        found.setdefault(span, "definition")
    for span in explained(view):
        found.setdefault(span, "definition")
    for span in followed(view, runs):
        found.setdefault(span, "head")
    found.update(dict.fromkeys(staged(view), "stage"))
    found.update(dict.fromkeys(owned_titles(view, runs), "work"))
    return found


def model_names(view: View) -> dict[Span, str]:
    """Return the names of the model after editing, with their labels."""
    found: dict[Span, str] = {}
    for start, end, label in view.parse.names:
        for span in edited(view, start, end, label) if label in COARSE else ((start, end),):
            found.setdefault(span, label)
    return found


def find_runs(view: View) -> Iterator[Span]:
    """Yield the longest stretches of capitalised words, with particles ("bin"), initials, and what hangs on them by hyphens."""
    parse = view.parse
    count, words, lowers = len(parse), parse.words, parse.lowers
    joining = view.lists.words["hyphenated"]
    last = 0
    for token in view.capitals:
        if token < last or not view.may_name(token):
            continue
        start, end = token, token + 1
        if start - 1 > last and words[start - 1] in HYPHENS and view.glued(start) and view.glued(start - 1):
            if lowers[start - 2] in joining:
                start -= 2  # el-Sisi
            elif words[start - 2].islower():
                start = token  # anti-Hale: the name alone
        while end < count:
            if words[end] in HYPHENS and view.glued(end) and view.glued(end + 1) and words[end + 1][0].isalnum():
                end += 2
            elif words[end][0].isupper() and view.may_name(end) and not _stops(view, end - 1):
                end += 1
            else:
                behind = behind_particles(view, end)
                if behind == end:
                    break
                end = behind
        last = end
        yield start, end


def _stops(view: View, token: int) -> bool:
    """Return whether a sentence ends with an abbreviation ("Inc."), so that no name goes on; none ends with initials behind a
    title ("Inspector W.A. Hale")."""
    word = view.parse.words[token]
    initials = word.count(".") * len("A.") == len(word) and (token in view.titles or len(word) == len("A."))
    return word.endswith(".") and token + 1 in view.firsts and not initials


def parts(view: View, run: Span, model: dict[Span, str]) -> Iterator[Span]:
    """Yield the run, what is left behind titles, and, unless the model is sure of the whole, its beginnings and ends."""
    start, end = run
    yield run
    if end - start == 1:
        return
    behind = without_titles(view, start, end)
    if start < behind < end and view.is_capital(behind):
        yield behind, end
    words = view.parse.words
    sure = model.get(run) in ("PERSON", "GPE") and end - start <= _LONGEST_RUN - 2 and start >= view.title_end
    if sure and not view.opens_plainly(start):
        return
    for cut in view.titles:
        if start < cut < end and words[cut] not in HYPHENS:
            yield cut, end
            if start < view.titles[cut][0]:
                yield start, view.titles[cut][0]
    if end - start <= _LONGEST_RUN:
        for token in range(start + 1, end):
            if words[token] not in HYPHENS and words[token - 1] not in HYPHENS:
                yield token, end
                yield start, token
            elif words[token] in HYPHENS and (token == start + 1 or len(words[token + 1]) > _LONGEST_SYLLABLE):
                yield start, token


def listed(view: View) -> Iterator[Span]:
    """Yield the longest name of the lists at each capitalised word."""
    parse, lists = view.parse, view.lists
    words, lowers, first_words, count = parse.words, parse.lowers, lists.first_words, len(parse)
    starts, ends = parse.starts, parse.ends
    text, names, with_article = parse.text, lists.names, lists.with_article
    last = 0
    for start in view.capitals:
        if start < last or words[start] not in first_words:
            continue
        first = starts[start]
        limit = first + first_words[words[start]]
        article = start > 0 and lowers[start - 1] == "the"
        unusual = words[start].isupper()  # looked up in more ways than one, as names with these marks are
        end, best = start + 1, 0
        while end <= count and ends[end - 1] <= limit and "\n" not in words[end - 1]:
            name = text[first : ends[end - 1]]
            if (
                name in names
                or (article and name in with_article)
                or ((unusual or "’" in name or "  " in name) and view.known(start, end))
            ):
                best = end
            end += 1
        if best and (best > start + 1 or view.may_name(start)):
            yield start, best
            last = best


def listed_people(view: View) -> Iterator[Span]:
    """Yield the names of people of the list, whatever letter they begin with."""
    parse, people = view.parse, view.lists.people
    if view.words.isdisjoint(people):
        return
    for first in sorted(view.words & people.keys()):
        start = parse.words.index(first)
        while start >= 0:
            for words in people[first]:
                if tuple(parse.words[start : start + len(words)]) == words:
                    yield start, start + len(words)
            start = parse.words.index(first, start + 1) if first in parse.words[start + 1 :] else -1


def joined(view: View, runs: list[Span]) -> Iterator[Span]:
    """Yield runs with small words between ("Ministry of Health and Sport"), if one of them has the head of a longer name."""
    lowers = view.parse.lowers
    joining, heads = view.lists.words["joining"], view.lists.words["joined_head"]
    naming, links, legal, calendar = (view.lists.words[name] for name in ("joining_alone", "kind_link", "legal_form", "calendar"))
    for number, (start, end) in enumerate(runs):
        last, chain = end, number
        headed = {kind for kind, token in (("first", start), ("last", end - 1)) if lowers[token] in heads}
        while chain + 1 < len(runs) and last - start < _LONGEST_JOINED:
            following = runs[chain + 1]
            gap = lowers[last : following[0]]
            owner = len(gap) == 1 and gap[0] in POSSESSIVES
            if gap == [","] and lowers[following[0]] in legal and following[1] == following[0] + 1:
                yield start, following[1]  # "Kestrel, Inc."
            dated = lowers[following[0]] in calendar and following[1] == following[0] + 1  # "Tarnby Bank on Monday"
            if not owner and (dated or not 1 <= len(gap) <= 2 or not all(word in joining for word in gap)):
                break
            chain, last = chain + 1, following[1]
            head_later = not owner and (lowers[last - 1] in heads or lowers[following[0]] in heads) and links.isdisjoint(gap)
            alone = headed == {"last"} and links.isdisjoint(gap)  # "the Labour Party and Komeito" are two
            if (headed and not alone) or head_later or (owner and lowers[last - 1] in heads) or not naming.isdisjoint(gap):
                yield start, last


def nicknamed(view: View, runs: list[Span]) -> Iterator[Span]:
    """Find "Bo "Tiger" Hale", "Jane (JJ) Hale": two runs with a name in quotation marks or brackets between them."""
    words, given = view.parse.words, view.lists.given_names
    starts = dict(runs)
    for start, end in runs:
        inner, opening = starts.get(end + 1, 0), words[end] if end < len(words) else ""
        if not inner or inner + 1 not in starts:
            continue
        quoted = opening in _QUOTES and words[inner] in _QUOTES and inner - end - 1 <= _LONGEST_NICKNAME
        short = max(end - start, inner - end - 1) <= _LONGEST_GIVEN
        if quoted or (opening == "(" and words[inner] == ")" and short and words[start] in given):
            yield start, starts[inner + 1]


def followed(view: View, runs: list[Span]) -> Iterator[Span]:
    """Find "Harlan administration", "Serbian government", "Tarnby high court": a run and small words that make it a body."""
    lowers, count, lists = view.parse.lowers, len(view.parse), view.lists
    led, national, local, demonyms = lists.words["led"], lists.words["national"], lists.words["local"], lists.demonyms
    for start, end in runs:
        if end >= count:
            continue
        of_state = view.text(start, end) in demonyms or view.text(end - 1, end) in demonyms
        if lowers[end] in led and not of_state and not view.place_at(start):
            yield start, end + 1  # "the Harlan campaign", but not "the US administration"
            continue
        for size in range(min(_LONGEST_BODY, count - end), 0, -1):
            body = view.text(end, end + size).lower()
            if (of_state and body in national) or body in local:
                if not _is_attribute(view, end + size):  # "Chinese police stations"
                    yield start, end + size
                break


def _is_attribute(view: View, end: int) -> bool:
    """Return whether the noun before ``end`` only describes another that means nobody."""
    parse = view.parse
    if end >= len(parse) or parse.pos[end] != "NOUN" or parse.words[end].isupper() or parse.deps[end - 1] not in _ATTRIBUTES:
        return False
    return parse.lemmas[end] not in view.lists.person_nouns and parse.lowers[end] not in view.lists.words["post"]
