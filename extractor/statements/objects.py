"""What belongs to the objects of a cue and was hung elsewhere: who is called what, who is asked to do what.

"Called Reed “unhinged”" is read as Reed who is so, "called for pay to be cut" as a call whose purpose is the cut.
"""

from extractor.analysis import grammar
from extractor.analysis.grammar import FINITE
from extractor.analysis.parse import Parse
from extractor.statements.clauses import Changes, changed, joins
from extractor.statements.lexicon import Lexicon

_OPENING = frozenset(('"', "“", "''", "``", "‘"))
_CLOSING = frozenset(('"', "”", "''", "’"))
_NAMING = frozenset(("oprd", "acomp", "xcomp", "ccomp"))
_APART = frozenset((",", ";", ":", "(", "-", "–", "—", "as", "for"))
_FARTHEST = 25  # tokens from an object to the quotation that names it
_LONGEST = 10  # tokens of that quotation
_NEAR = 2  # tokens from the object to the adjective after it; a quotation mark may be between them


def with_objects(parse: Parse, lexicon: Lexicon) -> Parse:
    """Return the parse with such words hung where they belong; the same object when there is none."""
    for find in (_named, _called, _quoted, _twice, _accused, _urged, _demanded, _infinitives, _participles):
        parse = changed(parse, find(parse, lexicon))
    return parse


def _named(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "called the report outdated": an adjective after the object, and nothing after it, is what the object is called."""
    found: Changes = {}
    for adjective in parse.with_dep("amod", "acl"):
        named = parse.heads[adjective]
        while parse.deps[named] in ("pobj", "prep") and named < adjective:
            named = parse.heads[named]
        verb = parse.heads[named]
        bare = parse.tags[adjective] == "VBN" and not parse.children[adjective]
        if not (bare or parse.pos[adjective] == "ADJ") or not verb < named < adjective or parse.deps[named] != "dobj":
            continue
        first, last = parse.edges[0][adjective], parse.edges[1][adjective]
        if (
            first - parse.heads[adjective] <= _NEAR
            and (last + 1 == len(parse) or parse.pos[last + 1] in ("PUNCT", "SPACE"))
            and lexicon.reports(parse.lemmas[verb], "object-predicate")
            and grammar.child(parse, verb, "oprd", "ccomp", "xcomp") is None
        ):
            found[adjective] = verb, "oprd"
    return found


def _called(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "called Reed “unhinged”": who is called so, taken for the subject of the word behind."""
    found: Changes = {}
    for noun in parse.with_dep("nsubj"):
        name = parse.heads[noun]
        verb = parse.heads[name]
        if (
            verb < noun < name
            and parse.pos[name] not in grammar.VERBAL
            and parse.deps[name] in ("oprd", "ccomp", "xcomp")
            and parse.edges[0][noun] == grammar.verb_group(parse, verb)[1] + 1
            and lexicon.reports(parse.lemmas[verb], "object-predicate")
        ):
            found[noun] = verb, "dobj"
            found[name] = verb, "oprd"
    return found


def _quoted(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "called the claim that he fled a “ridiculous idea”": a noun or adjective in marks behind the object names it."""
    found: Changes = {}
    for named in parse.with_dep("dobj", "oprd"):
        verb = parse.heads[named]
        if not verb < named or not lexicon.reports(parse.lemmas[verb], "object-predicate"):
            continue
        others = {parse.deps[kid] for kid in parse.children[verb] if kid != named}
        if others & _NAMING or (parse.deps[named] == "oprd" and "dobj" in others):
            continue
        opens = _opening(parse, named)
        closes = None if opens is None else _closing(parse, opens)
        if opens is None or closes is None:
            continue
        name = grammar.head_of(parse, opens + 1, closes)
        if parse.pos[name] in ("NOUN", "PROPN", "ADJ"):
            found[named] = verb, "dobj"
            found[name] = verb, "oprd"
    return found


def _opening(parse: Parse, named: int) -> int | None:
    """Return the mark that opens a quotation behind a noun phrase; in it no other verb speaks."""
    for token in range(named + 1, min(named + _FARTHEST, parse.sentences[parse.sentence_of[named]][1] - 1)):
        if parse.words[token] in _OPENING:
            article = parse.lowers[token - 1] in ("a", "an")
            before = parse.pos[token - 1 - article]
            return token if before in grammar.NOMINAL or (article and before == "VERB") else None
        if parse.deps[token] in ("cc", "conj") or parse.lowers[token] in _APART:
            return None
    return None


def _closing(parse: Parse, opens: int) -> int | None:
    """Return the mark that closes a short quotation which no noun follows."""
    for token in range(opens + 2, min(opens + _LONGEST, len(parse) - 1)):
        if parse.words[token] in _CLOSING:
            return token if parse.pos[token + 1] in ("PUNCT", "SPACE", "CCONJ", "ADP", "SCONJ", "ADV") else None
    return None


def _twice(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "declared him the winner": of two objects of a verb that names somebody the second is the name."""
    found: Changes = {}
    for name in parse.with_dep("dobj"):
        verb = parse.heads[name]
        named = grammar.child(parse, verb, "dobj")
        if (
            named is not None
            and named < name
            and parse.edges[1][named] + 1 == parse.edges[0][name]
            and parse.pos[named] in ("PRON", "PROPN")
            and parse.pos[name] == "NOUN"
            and lexicon.reports(parse.lemmas[verb], "object-predicate")
            and grammar.child(parse, verb, "oprd", "xcomp", "ccomp") is None
        ):
            found[name] = verb, "oprd"
    return found


def _accused(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "accused Ann Hale of fraud": what somebody is accused of, taken for part of the name; "Bank of Norland" stays one."""
    found: Changes = {}
    for link in parse.with_dep("prep"):
        noun = parse.heads[link]
        verb = parse.heads[noun]
        if (
            parse.deps[noun] == "dobj"
            and verb < noun < link
            and lexicon.reports(parse.lemmas[verb], "object-preposition")
            and lexicon.demands(parse.lemmas[verb], parse.lowers[link])
            and _is_charge(parse, link, is_name=parse.pos[noun] == "PROPN")
        ):
            found[link] = verb, "prep"
    return found


def _is_charge(parse: Parse, link: int, *, is_name: bool) -> bool:
    """Return whether an action stands behind a preposition, or behind that of a name a small noun."""
    kid = grammar.child(parse, link, "pcomp", "pobj")
    if kid is None or parse.words[kid][0].isupper():
        return False
    acts = parse.tags[link + 1] == "VBG" or (kid > link + 1 and parse.lowers[link + 1].endswith("ing"))  # taken for a noun
    return acts or (is_name and parse.pos[kid] == "NOUN")


def _urged(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "Residents urged to leave": a verb that needs somebody to be told, and has nobody, is passive."""
    found: Changes = {}
    for infinitive in parse.with_dep("xcomp"):
        verb = parse.heads[infinitive]
        subject = grammar.own_subject(parse, verb)
        if (
            parse.tags[verb] == "VBD"
            and parse.lemmas[verb] in lexicon.words.told_to
            and subject is not None
            and parse.deps[subject] == "nsubj"
            and parse.lowers[parse.edges[0][infinitive]] == "to"
            and grammar.child(parse, verb, *grammar.OBJECTS) is None
        ):
            found[subject] = verb, "nsubjpass"
    return found


def _demanded(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "called for pay to be cut": "for" and the noun open the infinitive that is asked for."""
    found: Changes = {}
    for infinitive in parse.with_dep("advcl"):
        verb = parse.heads[infinitive]
        opens = parse.edges[0][infinitive]
        if not (verb < opens and parse.tags[opens] == "TO" and lexicon.reports(parse.lemmas[verb], "infinitive-adverbial")):
            continue
        phrase = next(
            (kid for kid in parse.children[verb] if parse.deps[kid] == "prep" and parse.edges[1][kid] == opens - 1), None
        )
        noun = None if phrase is None else grammar.child(parse, phrase, "pobj")
        if phrase is not None and noun is not None and parse.lowers[phrase] == "for" and not _is_time(parse, noun, lexicon):
            found |= {phrase: (infinitive, "mark"), noun: (infinitive, "nsubj")}
    return found


def _is_time(parse: Parse, noun: int, lexicon: Lexicon) -> bool:
    return parse.lemmas[noun].lower() in lexicon.words.calendar


def _infinitives(parse: Parse, _: Lexicon) -> Changes:
    """Find "urged them to stay calm, follow advice and keep away": an infinitive without "to" goes on with the one before it."""
    found: Changes = {}
    for token in parse.with_dep("conj"):
        verb = parse.heads[token]
        if parse.tags[token] != "VB" or parse.tags[verb] == "VB" or grammar.child(parse, token, "aux", "nsubj") is not None:
            continue
        before = [kid for kid in parse.children[verb] if verb < kid < token]
        first = next((kid for kid in before if parse.deps[kid] in ("xcomp", "ccomp", "advcl") and parse.tags[kid] == "VB"), None)
        if first is not None and parse.lowers[parse.edges[0][first]] == "to":
            found[token] = first, "conj"
            found |= {kid: (first, parse.deps[kid]) for kid in before if kid > first and joins(parse, kid)}
    return found


def _participles(parse: Parse, _: Lexicon) -> Changes:
    """Find "saying he would fight those who voted against it and calling them cowards": a participle goes with a participle."""
    found: Changes = {}
    for token in parse.with_dep("conj"):
        head = parse.heads[token]
        if parse.tags[token] != "VBG" or parse.tags[head] not in FINITE or grammar.child(parse, token, "aux") is not None:
            continue
        if grammar.child(parse, head, "aux") is not None or grammar.own_subject(parse, token) is not None:
            continue
        above = parse.heads[head]
        while above != parse.heads[above] and parse.tags[above] != "VBG":
            above = parse.heads[above]
        if parse.tags[above] == "VBG" and above < head and grammar.child(parse, above, "aux") is None:
            found[token] = above, "conj"
            found |= {kid: (above, parse.deps[kid]) for kid in parse.children[head] if head < kid < token and joins(parse, kid)}
    return found
