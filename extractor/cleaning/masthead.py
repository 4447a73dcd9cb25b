"""What stands above an article: headline, byline, date; and the dateline of its first paragraph."""

import re
from dataclasses import dataclass
from itertools import dropwhile, islice

from extractor.cleaning.dates import parse_date
from extractor.cleaning.structure import Piece

_LONGEST_TITLE = 250
_MOST_TITLE_WORDS = 30
_TOP = 6
# Paragraphs in which the first speaker of a transcript speaks again.
_TURNS = 12
_FIRST_WORDS = 24  # code points
_NAME = r"(?:[^\W\d_a-z][\w.'’-]{0,30}|(?:de|van|von|der|den|la|le|al|bin|da|di|el|ter|ten|du)(?=\s))"
_NAMES = rf"{_NAME}(?:\s{_NAME}){{0,5}}(?:(?:,|,?\s(?:and|&|AND))\s{_NAME}(?:\s{_NAME}){{0,5}}){{0,5}}"
_JOBS = r"(?:[\w-]{1,20}\s){0,3}(?i:writer|correspondent|reporter|editor|columnist|contributor)"
_WHERE = rf"\s(?:in|for|of|at|from)\s(?:[Tt]he\s)?{_NAME}[^.!?]{{0,80}}"
_BYLINE = re.compile(
    rf"(?:(?:EXCLUSIVE )?[Bb]y|BY|(?:Words|Story|Written|Updates) by|Author):?\s(?P<names>{_NAMES})"
    rf"(?:(?P<rest>,\s[^.!?]{{1,60}})|(?P<more>{_WHERE}|\s{_JOBS}|,?\s(?:and|&|AND)\s(?i:agencies|wires|staff)))?"
)
_STAFF = re.compile(rf"(?P<names>{_NAME}(?:\s{_NAME}){{1,3}})(?P<more>,?\s{_JOBS})(?P<rest>)")
# A name, and a place, on a line of their own above the day of publication.
_NAME_LINE = re.compile(
    rf"{_NAME}(?:\s{_NAME}){{1,3}}(?:(?:,\s|\sand\s|\s&\s){_NAME}(?:\s{_NAME}){{1,3}}){{0,3}}(?:\sin\s{_NAME}[^.!?,]{{0,40}})?"
)
_DATE_LABEL = re.compile(
    r"(?P<update>(?:last )?updated|modified)?(?:(?:first )?published|posted|aired|date)?(?: on| at)?\s?:?\s{0,2}", re.I
)
_HEADER = re.compile(
    r"(?P<key>author|byline|by|date|published|source|publication|outlet|url|link)\s?:\s(?P<value>.{1,300})", re.I
)
_PARTS = re.compile(r"\s?[|•·]\s?|\s[–—-]\s")
_UNNAMED = re.compile(
    r"By (?:our|a|an|the)? ?(?:[\w-]{1,20} ){0,4}(?:writers?|correspondents?|reporters?|editors?|staff|agencies)", re.I
)
_BARE_NAME = re.compile(r"[A-Z][A-Z'’-]+(?: [A-Z]\.)?(?: [A-Z][A-Z'’-]+){1,2}")
_FIRST_PERSON = re.compile(r"(?<![\"“‘])\b(?:I|[Mm]y)\b")
_LABEL = re.compile(r"[^\W\d_](?:[\w.’'-]{0,30}(?: [\w.’'()-]{1,30}){0,3})?:\s\S")
_ADDRESS = re.compile(r"\S@\S{1,60}\.\w|https?://|\bwww\.")
# Marks that open a quotation, and what closes it.
_MARKS = {"“": "”", "„": "“", "‘": "’", '"': '"', "«": "»", "»": "«"}
_BULLET = re.compile(r"[*•·–-]\s")
_KICKER = re.compile(
    r"for immediate release|press release|opinion|comment|column|editorial|analysis|obituary|letters?|exclusive", re.I
)
_NO_NAME = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|"
    r"december|noon|midnight|contrast|comparison|law)\b|\d|^by\b",
    re.I,
)
_TURN = re.compile(r"[A-Z][\w.'’-]{0,30}(?:,? [A-Z][\w.'’-]{0,30}){0,5}:\s")
_CAPITAL = "A-ZÀ-ÖØ-ÞČŁŚŠŻŽ"
_PLACE = rf"[{_CAPITAL}][{_CAPITAL}.'’-]+(?:[ -][{_CAPITAL}][{_CAPITAL}.'’-]*){{0,3}}"
_PLACES = rf"{_PLACE}(?:(?:\s?/\s?|\sand\s|,\s){_PLACE}){{0,2}}"
_MIXED_PLACE = r"[^\W\d_a-z][\w.'’-]{1,25}(?:\s[^\W\d_a-z][\w.'’-]{1,25}){0,3}"
_REGION = r"(?:,\s[A-Z][\w.'’]{1,20}(?:\s[A-Z][\w.'’]{1,20}){0,2}){0,2}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:,?\s(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?\.?)"
_FULL_DAY = re.compile(rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}),?\s\d{{4}}")
_DAY_BEHIND_BYLINE = re.compile(rf"(?i:by)\s.{{1,200}}?\s(?P<day>(?i:{_MONTH})\s\d{{1,2}},\s\d{{4}})$")
_BARE_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:\s?[apAP]\.?[mM]\.?)?(?:\s[A-Z]{1,4})?")
_AGENCY = r"(?:\s?\((?P<agency>[^()]{2,30})\))"
_DASH = r"\s?(?:—|–|--|-)\s?"
_DATELINE = re.compile(rf"(?P<line>(?P<place>{_PLACES}){_REGION}{_DAY}?{_AGENCY}?){_DASH}(?=[A-Z\"“'‘\d])")
_MIXED_DATELINE = re.compile(rf"(?P<line>{_MIXED_PLACE}{_REGION}{_DAY}?{_AGENCY}){_DASH}(?=\S)")
_DATED_DATELINE = re.compile(
    rf"(?P<line>(?!(?:On|In|By|From|Since|Until|Before|After)\s){_MIXED_PLACE}{_REGION}{_DAY})(?P<agency>)(?:{_DASH}|(?<=\.)\s)(?=[A-Z\"“‘])"
)
_REGION_DATELINE = re.compile(
    r"(?P<line>[A-Z]\w{2,20}(?: [A-Z]\w{2,20})?, [A-Z]\w{2,20}(?: [A-Z]\w{2,20})?)(?P<agency>)\s?—\s?(?=[A-Z\"“‘])"
)
_PLACE_LINE = re.compile(rf"{_PLACE}(?:/{_PLACE})?,\s[A-Z][\w.'’ ]{{1,25}}")
_DATE_BEHIND_TITLE = re.compile(r"\s((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]{2,8} \d{1,2}, \d{4})$")
_NOT_PLACES = frozenset(
    {
        "BREAKING",
        "EXCLUSIVE",
        "UPDATE",
        "URGENT",
        "WATCH",
        "LIVE",
        "VIDEO",
        "ANALYSIS",
        "OPINION",
        "EXPLAINER",
        "FACTBOX",
        "CORRECTED",
        "NEWS",
        "RELEASE",
        "UPDATES",
        "COMMENT",
    }
)


@dataclass(slots=True)
class Masthead:
    """What the text itself says of the article; empty where it says nothing."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    dateline: str = ""


def title_key(text: str) -> str:
    """Return the letters and digits of a headline in lower case, for comparing."""
    return "".join(filter(str.isalnum, text.casefold()))


def _has_key(text: str, key: str) -> bool:
    """Return whether a text has this key; most are long and differ in their first words."""
    return key.startswith(title_key(text[:_FIRST_WORDS])) and title_key(text) == key


def find_title(pieces: list[Piece], given: str) -> Piece | None:
    """Return the piece that is the headline; ``given`` is the one that the container names.

    Without one, the first piece is taken when it is repeated, or when it looks like a headline: a short line with more than one
    word that does not end like a sentence, or ends so but is written as headlines are, and text follows. A word above it that
    names the kind of text ("OPINION") becomes a line of kind ``byline``.
    """
    if given:
        key = title_key(given)
        return next((piece for piece in islice(pieces, 3) if _same_title(key, given, piece.text)), None)
    if len(pieces) > 1 and _KICKER.fullmatch(pieces[0].text):
        pieces[0].kind = "byline"
        pieces = pieces[1:]
    if pieces and pieces[0].kind == "title":
        return pieces[0]
    if not pieces or pieces[0].kind not in {"paragraph", "heading"}:
        return None
    first = pieces[0]
    words = first.text.split()
    if len(first.text) > _LONGEST_TITLE or not 2 <= len(words) <= _MOST_TITLE_WORDS or len(pieces) < 2:
        return None
    key = title_key(first.text)
    if first.kind == "heading" or any(_has_key(piece.text, key) for piece in islice(pieces, 1, 4)):
        return first
    if _is_talk(first.text, pieces[1].text) or _ADDRESS.search(first.text):
        return None
    if _byline(first.text) or _is_date(first.text) or _dateline(first.text) or first.text.endswith((":", ",")):
        return None
    if (turn := _TURN.match(first.text)) and any(piece.text.startswith(turn[0]) for piece in islice(pieces, 1, _TURNS)):
        return None  # a transcript that begins with a turn of somebody who speaks again
    if first.text.rstrip("\"'”’)").endswith("."):
        return first if _is_headlinese(words, [piece.text for piece in pieces[1:3]]) else None
    return first if first.text[0].isupper() or not first.text[0].isalpha() else None


def _is_talk(first: str, second: str) -> bool:
    """Return whether the first line is part of what somebody says: a turn under a label like the next one, a quotation that
    goes on in the next line, or a sentence round a quotation."""
    if _LABEL.match(first) and _LABEL.match(second):
        return True
    closing = _MARKS.get(first[0])
    if closing is None:
        return False
    end = first.find(closing, 1)
    goes_on = end < len(first) - 1 and first[-1] in ".!?" and not _is_capitalized(first.split())
    return end < 0 or second[0] in _MARKS or goes_on


def _is_headlinese(words: list[str], following: list[str]) -> bool:
    """Return whether a sentence is a headline: in capitals, or before a dateline, or short, without an article and before a
    longer one."""
    if _is_capitalized(words) or any(map(_dateline, following)):
        return True
    has_article = any(word.lower() in {"the", "a", "an"} for word in words)
    return len(words) <= 14 and not has_article and any(len(text.split()) >= 20 for text in following)


def _is_capitalized(words: list[str]) -> bool:
    """Return whether words have the capitals of a headline."""
    long_words = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long_words) >= 3 and sum(word[0].isupper() for word in long_words) >= 0.8 * len(long_words)


def find_masthead(pieces: list[Piece], agencies: dict[str, str]) -> Masthead:
    """Return the bylines, dates and header lines among the first pieces, whose kind becomes ``byline``, and the dateline."""
    found = Masthead()
    body = [piece for piece in pieces if piece.kind not in {"title", "furniture", "byline"}]
    title = next((piece for piece in pieces if piece.kind == "title"), None)
    if title and (date := _DATE_BEHIND_TITLE.search(title.text)):
        found.published = date[1]
    top = body[:_TOP]
    lines = list(zip(top, (*(piece.text for piece in top[1:]), ""), strict=False))
    if title and len(lines) > 1 and not _is_above(lines[0], Masthead(), agencies) and _is_above(lines[1], Masthead(), agencies):
        lines = lines[1:]  # a sentence or two between headline and byline
    for line in lines:
        if not _is_above(line, found, agencies):
            break
        line[0].kind = "byline"
    text = [piece for piece in body if piece.kind == "paragraph"]
    if text and not found.author and _is_bare_byline(text):
        found.author = text[0].text
        text.pop(0).kind = "byline"
    _find_dateline(text, found, agencies)
    return found


def _is_above(line: tuple[Piece, str], found: Masthead, agencies: dict[str, str]) -> bool:
    """Take over what a line above the text says, also a bare name over the date that follows; False when it says something
    else."""
    text, following = line[0].text, line[1]
    if len(text) > _LONGEST_TITLE:
        return False
    if (
        not found.author
        and _NAME_LINE.fullmatch(text)
        and not _NO_NAME.search(text)
        and text not in agencies
        and _is_date(following)
    ):
        found.author = text
        return True
    return _read_line(text, found, agencies)


def _find_dateline(text: list[Piece], found: Masthead, agencies: dict[str, str]) -> None:
    """Find the place before the first paragraph, on a line of its own or at its start; points in a list above it are passed
    over."""
    first = next(islice(dropwhile(lambda piece: _BULLET.match(piece.text), text), 1), None)
    if first is None:
        return
    if _PLACE_LINE.fullmatch(first.text):
        first.kind = "byline"
        found.dateline = first.text
    match = _dateline(first.text)
    if match:
        found.dateline = match["line"]
        found.outlet = found.outlet or agencies.get(match["agency"] or "", "")
        day = _FULL_DAY.search(match["line"])
        found.published = found.published or (day[0] if day else "")


def _is_bare_byline(text: list[Piece]) -> bool:
    """Return whether a line is a name in capitals, and nothing else, above a column: a text in the first person."""
    if not _BARE_NAME.fullmatch(text[0].text) or not _NOT_PLACES.isdisjoint(text[0].text.split()):
        return False
    return any(_FIRST_PERSON.search(piece.text) for piece in text[1:3])


def _read_line(text: str, found: Masthead, agencies: dict[str, str]) -> bool:
    """Take over what a line above the text says; False when it says something else."""
    text = text.strip("*_ ")
    header = _HEADER.fullmatch(text)
    if header:
        value, key = header["value"].strip(), header["key"].lower()
        field = {"author": "author", "byline": "author", "by": "author", "url": "url", "link": "url"}.get(key, "outlet")
        field = "published" if key in {"date", "published"} else field
        if field == "published" and not parse_date(value)[0]:
            return False
        setattr(found, field, getattr(found, field) or value)
        return True
    day = _DAY_BEHIND_BYLINE.match(text)
    parts = [*_PARTS.split(text[: day.start("day")]), day["day"]] if day else _PARTS.split(text)
    parts = [part.strip() for part in parts if part.strip()]
    if len(parts) > 1:  # the hour says nothing without its day
        parts = [part for part in parts if not _BARE_TIME.fullmatch(part)]
    if not parts or not all(_byline(part) or _is_date(part) or part in agencies for part in parts):
        return _UNNAMED.fullmatch(text) is not None
    for part in parts:
        if part in agencies:
            found.outlet = found.outlet or agencies[part]
        elif _is_date(part):
            label = _DATE_LABEL.match(part)
            if label and not label["update"]:
                found.published = found.published or part[label.end() :].strip()
        elif byline := _byline(part):
            rest = (byline["rest"] or "").strip(" ,")
            names = byline["names"] + (byline["more"] or "")
            agency = rest if rest in agencies else next((name for name in agencies if names.endswith(f" {name}")), "")
            found.author = found.author or names.removesuffix(agency)
            found.outlet = found.outlet or agencies.get(agency, "")
    return True


def _byline(text: str) -> re.Match[str] | None:
    match = _BYLINE.fullmatch(text) or _STAFF.fullmatch(text)
    if not match or _NO_NAME.search(match["names"]):
        return None
    return match if " " in match["names"] or match["rest"] else None


def _is_date(text: str) -> bool:
    label = _DATE_LABEL.match(text)
    value = text[label.end() :].strip() if label else text
    return 8 <= len(value) <= 60 and parse_date(value)[1] in {"day", "minute"}


def _dateline(text: str) -> re.Match[str] | None:
    match = _DATELINE.match(text)
    if match and (match["place"] in _NOT_PLACES or len(match["place"]) < 4):
        return None
    return match or _MIXED_DATELINE.match(text) or _DATED_DATELINE.match(text) or _REGION_DATELINE.match(text)


def _same_title(key: str, given: str, text: str) -> bool:
    """Return true for the same words, also when the given title has the name of the site after them."""
    if len(text) > len(given) + 3:
        return False
    here = title_key(text)
    if here == key:
        return True
    rest = given[len(text) :].lstrip()
    return len(text.split()) >= 3 and key.startswith(here) and given.startswith(text) and rest[:1] in "-–—|«:·"
