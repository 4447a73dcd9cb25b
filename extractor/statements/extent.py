"""From the heads of a match to the stretches of text: what belongs to a content, a cue and a source, and what does not.

Conventions (those of the attribution corpora): "that", "whether" and "if" belong to the content, the addressee and the comma
before "he said" do not; appositions and relative clauses that identify the source belong to it.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from extractor.analysis import grammar
from extractor.analysis.parse import Parse, Span
from extractor.statements import edges
from extractor.statements.edges import Range
from extractor.statements.frames import Match
from extractor.statements.lexicon import Cue
from extractor.statements.quotation_marks import Quotation, covering, start_of
from extractor.statements.words import WordClasses

_TRAILING = frozenset((",", ";", ":", ".", "!", "?", "-", "--", "–", "—", "―", "...", "…", "“", "``", "and", "but", "or"))
_LEADING = _TRAILING | {")", "]", "”", "''"}
_DASHES = frozenset(("-", "--", "–", "—"))


def content_ranges(parse: Parse, match: Match, words: WordClasses, cues: Mapping[int, Cue]) -> list[Range]:
    """Return the token ranges of the content of a match, in text order, joined where they touch.

    ``cues`` are the tokens that may be cues themselves: a clause joined to this cue belongs to its content unless it has its own.
    """
    ranges: list[Range] = []
    clause = clause_range(parse, match, words)
    for head, slot in match.contents:
        if slot.extent == "host" or slot.path[0] == "@host":
            ranges.extend(_host_ranges(parse, match, head, clause, words))
        elif slot.path[0] in ("@antecedent", "@relative"):
            ranges.append((parse.edges[0][head], max(head, _edge_before(parse, head, match.cue))))
        else:
            last = edges.with_complements(parse, match.cue, parse.edges[1][head], slot, words)
            last = edges.with_coordinates(parse, match, head, last, cues)
            if last == parse.edges[1][head]:
                last = edges.before_concession(parse, head, edges.before_aside(parse, head, last), words)
            last = edges.before_other_report(parse, parse.edges[0][head], last, cues, words)
            span = parse.edges[0][head], _colon_end(parse, last)
            ranges.extend(_without(parse, span, match))
            ranges.extend(_filler(parse, match, head))
    return [kept for part in _join(parse, edges.in_bracket(parse, ranges, match.cue)) if (kept := trim(parse, part))]


def _colon_end(parse: Parse, last: int) -> int:
    """Return the end of a clause that a colon carries on: that of its sentence ("said there was one way left: ...")."""
    if last + 2 < len(parse) and parse.words[last + 1] == ":":
        token = last + 2
        while token < len(parse) and parse.words[token] not in (".", "!", "?") and "\n" not in parse.words[token]:
            token += 1
        return token - 1
    return last


def _edge_before(parse: Parse, head: int, cue: int) -> int:
    """Return the last token of the noun phrase of ``head`` before the relative clause of ``cue``."""
    last = head
    for kid in parse.children[head]:
        if kid > head and kid != cue and parse.edges[1][kid] < parse.edges[0][cue]:
            last = max(last, parse.edges[1][kid])
    return last


def _without(parse: Parse, span: Range, match: Match) -> list[Range]:
    """Return the range without source and cue when these lie inside ("which he said would fail", reduced relative clauses)."""
    if not span[0] <= match.cue <= span[1]:
        return [span]
    first, last = grammar.verb_group(parse, match.cue)
    if match.source is not None and span[0] < match.source < first:
        first = max(span[0], parse.edges[0][match.source])
    return [part for part in ((span[0], first - 1), (last + 1, span[1])) if part[0] <= part[1]]


def _filler(parse: Parse, match: Match, head: int) -> list[Range]:
    """Return the noun that a relative clause is about, when it is missing in the content ("the last thing that he wants to
    hear").

    A relative pronoun in the content stands for it ("which he said would fail"); a content that has all it needs says nothing of
    it ("the day she decided to leave").
    """
    if parse.deps[match.cue] != "relcl" or match.source is None:
        return []
    noun, opens = parse.heads[match.cue], parse.edges[0][match.cue]
    kids = [kid for kid in parse.children[head] if parse.pos[kid] != "PUNCT"]
    if (
        not noun < match.source < match.cue < head
        or parse.lowers[match.source] in grammar.RELATIVE
        or parse.pos[noun] in ("VERB", "AUX")
        or parse.pos[head] not in ("VERB", "AUX")
        or parse.pos[opens - 1] == "PUNCT"
        or any(parse.tags[kid] in ("WDT", "WP", "WRB") for kid in kids)
        or (
            any(kid > head for kid in kids)
            and (parse.lowers[opens] in grammar.RELATIVE or not _lacks_subject(parse, head, match.cue))
        )
    ):
        return []
    return [(parse.edges[0][noun], opens - 1)]


def _lacks_subject(parse: Parse, head: int, cue: int) -> bool:
    """Return whether finite verbs stand right behind the cue: they tell of the noun before it ("a man police say ran")."""
    return parse.tags[cue + 1] in grammar.FINITE and cue + 1 in (head, *parse.children[head])


def clause_range(parse: Parse, match: Match, words: WordClasses) -> Range:
    """Return the cue with everything that depends on it and is no content: "X said in a statement".

    A clause after a comma with which the content goes on is none of it ("It was rich, X said, until it failed").
    """
    contents = [head for head, _ in match.contents]
    first = last = match.cue
    left, right = parse.edges
    kids, cue = parse.children[match.cue], match.cue
    for kid in reversed(kids):
        if kid > cue:
            continue
        if kid in contents or (kid > min(contents, default=kid) and parse.deps[kid] in ("ccomp", "conj")):
            break  # a second clause of what is said
        if parse.deps[kid] not in ("punct", "cc"):
            first = min(first, left[kid])
    for kid in kids:
        if kid < cue:
            continue
        if kid in contents or parse.deps[kid] in ("conj", "cc") or (parse.deps[kid] == "punct" and parse.words[kid] in ".;"):
            break
        if parse.deps[kid] == "advcl" and parse.words[left[kid] - 1] == "," and parse.lowers[left[kid]] in words.continuing:
            break
        if parse.deps[kid] != "punct":
            last = max(last, right[kid])
    return first, last


def _host_ranges(parse: Parse, match: Match, head: int, clause: Range, words: WordClasses) -> list[Range]:
    """Return the clause around or before the cue's clause.

    Attribution at the end of a sentence covers all of it, at the beginning all that follows; in the middle it covers the clause
    that it is in, so that "A, X said, but B" leaves B alone.
    """
    left, right = parse.edges
    start, end = left[head], right[head]
    first, stop = parse.sentences[parse.sentence_of[match.cue]]
    before = _first_word(parse, first, match.cue)
    after = [token for token in range(clause[1] + 1, stop) if parse.pos[token] not in ("PUNCT", "SPACE")]
    if start < clause[0]:
        start = before
        for token in range(before, clause[0]):
            opens = parse.words[token] == "(" and ")" not in parse.words[token : clause[0]]
            parts = parse.words[token] == ";" or (parse.words[token] == ":" and after)
            if (opens or parts) and token + 1 < clause[0] - 2:
                start = token + 1
    if not after:
        end = max(min(end, clause[0] - 1), _joined_before(parse, match.cue, end))
    elif before >= clause[0] or parse.lowers[after[0]] in words.continuing or parse.words[clause[1] + 1] == ":":
        end = stop - 1
    end = edges.before_concession(parse, clause[1] + 2, end, words)
    ranges = []
    if start < clause[0]:
        ranges.append((start, min(end, clause[0] - 1) if end < clause[0] else clause[0] - 1))
    if end > clause[1]:
        ranges.append((max(start, clause[1] + 1), end))
    return ranges


def _joined_before(parse: Parse, cue: int, end: int) -> int:
    """Return the last token of further clauses before the cue that the parser hung on it: "A has come, and B will go, X said"."""
    clauses = [kid for kid in parse.children[cue] if end < kid < cue and parse.deps[kid] in ("ccomp", "conj")]
    return max([end, *(parse.edges[1][kid] for kid in clauses)])


def _first_word(parse: Parse, start: int, cue: int) -> int:
    """Return the first token of the sentence that is no white space, dash or coordinating conjunction."""
    while start < cue and (parse.pos[start] in ("SPACE", "CCONJ") or parse.words[start] in (",", "-", "–", "—", "•")):
        start += 1
    return start


def _join(parse: Parse, ranges: Sequence[Range]) -> list[Range]:
    """Return the sorted ranges; those with nothing but punctuation or white space between them become one."""
    joined: list[Range] = []
    for first, last in sorted(ranges):
        if first > last:
            continue
        if joined and all(parse.pos[token] in ("PUNCT", "SPACE") for token in range(joined[-1][1] + 1, first)):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def trim(parse: Parse, span: Range) -> Range | None:
    """Return the range without punctuation and conjunctions at its edges and without half a bracket; None when nothing is
    left."""
    first, last = span
    words = parse.words
    while True:
        while first <= last and (parse.pos[first] == "SPACE" or parse.lowers[first] in _LEADING):
            first += 1
        while last >= first and (parse.pos[last] == "SPACE" or parse.lowers[last] in _TRAILING):
            last -= 1
        inside = words[first : last + 1]
        if inside.count("(") <= inside.count(")"):
            return (first, last) if first <= last else None
        if last + 1 < len(parse) and words[last + 1] == ")":
            return first, last + 1
        bracket = last
        while words[bracket] != "(":
            bracket -= 1
        if bracket == first:
            first += 1
        else:
            last = bracket - 1


def to_span(parse: Parse, span: Range) -> Span:
    """Return the code point offsets of a token range; a word with a hyphen is never cut ("de-escalation" is three tokens)."""
    first, last = span
    words = parse.words
    while (
        last + 2 < len(words)
        and words[last + 1] == "-"
        and parse.ends[last] == parse.starts[last + 1] == parse.starts[last + 2] - 1
    ):
        last += 2
    while first > 1 and words[first - 1] == "-" and parse.ends[first - 2] == parse.starts[first - 1] == parse.starts[first] - 1:
        first -= 2
    return parse.starts[first], parse.ends[last]


def fit_quotations(text: str, spans: Sequence[Span], quotations: Sequence[Quotation], cue: int) -> list[Span]:
    """Let quotation marks decide where the parse does not agree with them.

    ``cue`` is an offset. A span that enters a quotation ends or begins with it; when the cue itself is inside a quotation,
    its content stays there.
    """
    inside = covering(quotations, cue)
    if inside is not None and spans and spans[0][0] == inside.end + 1 and text.startswith("that ", spans[0][0]):
        inside = None  # half of them "strongly agree" that it is so
    low = max(0, bisect_right(quotations, spans[0][0], key=start_of) - 1) if spans else 0
    quotations = quotations[low : bisect_right(quotations, spans[-1][1], key=start_of)] if spans else ()
    fitted: list[Span] = []
    for start, end in spans:
        if inside is not None:
            start, end = max(start, inside.inner_start), min(end, inside.inner_end)  # noqa: PLW2901
        else:
            for quotation in quotations:
                if quotation.start < end < quotation.end and cue < end:
                    end = quotation.end  # noqa: PLW2901
                if quotation.start < start < quotation.end:
                    start = quotation.start  # noqa: PLW2901
                if end == quotation.inner_end:
                    end = quotation.end  # noqa: PLW2901
            while start < end and text[start] in '"“' and covering(quotations, start) is None:
                start += 1  # noqa: PLW2901  # nothing closes it
        if start < end:
            fitted.append((start, end))
    return union(fitted)


def union(spans: Sequence[Span]) -> list[Span]:
    """Return the sorted spans, overlapping ones joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def swallowed_subject(parse: Parse, match: Match, words: WordClasses) -> int | None:
    """Return the first token of the content's subject where the parser took it, or the first nouns of it, for an apposition of
    the source.

    "According to Ms. Roe, the price of bread doubled"; "According to the bank, reserves from Chile, Peru, and Bolivia fell": it
    begins after the first comma of the source after which nobody stands who may speak, else after the last.
    """
    if match.source is None or match.source < match.cue or not match.contents:
        return None
    host, slot = match.contents[0]
    if slot.path[0] != "@host":
        return None
    first, last = parse.edges[0][match.source], parse.edges[1][match.source]
    subject = grammar.own_subject(parse, host)
    joined = subject is not None and parse.pos[parse.edges[0][subject] - 1] == "CCONJ"
    if host < match.cue or (subject is not None and not joined) or parse.pos[host] not in ("VERB", "AUX"):
        return None
    commas = [token for token in range(match.source + 1, last) if parse.words[token] == ","]
    if not commas or first > match.source:
        return None
    begins = (token for token in commas if not _names_speaker(parse, token + 1, words))
    return next(begins, commas[-1]) + 1


def _names_speaker(parse: Parse, token: int, words: WordClasses) -> bool:
    """Return whether the noun phrase that begins with ``token`` is somebody who may speak."""
    opens = token
    while parse.heads[token] != token and parse.edges[0][parse.heads[token]] == opens:
        token = parse.heads[token]
    return parse.pos[token] == "PROPN" or parse.lemmas[token].lower() in words.speakers


def source_range(parse: Parse, head: int, cue: int) -> Range:
    """Return the noun phrase of the source: its subtree on its side of the cue, without trailing punctuation."""
    first, last = parse.edges[0][head], parse.edges[1][head]
    if first <= cue <= last:
        group = grammar.verb_group(parse, cue)
        if head < cue:
            last = max(head, group[0] - 1) if group[0] > head else head
            kid_ends = [parse.edges[1][kid] for kid in parse.children[head] if kid > head and parse.edges[1][kid] < group[0]]
            last = max([head, *kid_ends])
        else:
            first = min(head, group[1] + 1) if group[1] < head else head
    for token in range(first + 1, head):
        if parse.words[token] in _DASHES and parse.words[token - 1] == ")":
            first = token + 1  # a dateline: "RIVERTON (AP) - The mayor"
    trimmed = trim(parse, (first, last))
    return trimmed or (head, head)


def phrase_span(parse: Parse, head: int, cue: int, *, stop: int | None = None) -> Span:
    """Return the offsets of the noun phrase of a source, target or addressee, up to the token ``stop`` when one is given."""
    first, last = source_range(parse, head, cue)
    if stop is not None:
        first, last = trim(parse, (first, stop - 1)) or (first, last)
    return to_span(parse, (first, last))
