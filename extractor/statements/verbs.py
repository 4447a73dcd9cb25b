"""Reporting verbs that the parser took for a noun, a participle or a part of a name, so that nothing is reported.

"One of the nurses who signed called Oz a fraud" is read as a nurse who is called so, "Communities near the site report that
..." as a site report.
"""

from collections.abc import Iterator

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.statements.lexicon import Lexicon

_SHORT_HAS = frozenset(("'s", "’s"))
_OBJECTS = ("dobj", "oprd", "ccomp", "xcomp")


def with_verbs(parse: Parse, lexicon: Lexicon) -> Parse:
    """Return the parse with such words as verbs and what belongs to them; the same object when there is none."""
    parse = _nouns_between_commas(parse, lexicon)
    parse = _nouns_before_clauses(parse, lexicon)
    parse = _nouns_with_subjects(parse, lexicon)
    parse = _shortened(_parts_of_names(parse), lexicon)
    return _participles(parse, lexicon)


def _nouns_between_commas(parse: Parse, lexicon: Lexicon) -> Parse:
    """Find "Keller, the guild's director, disputes that ...": a noun between comma and that-clause that is a verb."""
    for clause, verb, lemma in _nouns_with_clauses(parse, lexicon):
        if parse.tags[verb] != "NNS" or parse.words[verb - 1] != "," or parse.heads[clause] != verb:
            continue
        noun = verb
        while parse.heads[noun] != noun and parse.pos[parse.heads[noun]] in ("NOUN", "PROPN"):
            noun = parse.heads[noun]
        if parse.heads[noun] == noun < verb:
            heads = {verb: verb, noun: verb} | {kid: verb for kid in parse.children[noun] if kid > verb}
            deps = {verb: "ROOT", noun: "nsubj", clause: "ccomp"}
            return parse.corrected(heads=heads, deps=deps, lemmas={verb: lemma}, verbs={verb: "VBZ"})
    return parse


def _nouns_before_clauses(parse: Parse, lexicon: Lexicon) -> Parse:
    """Find "People living near the site report that lorries have ...": a noun between two subjects of a verb."""
    for clause, verb, lemma in _nouns_with_clauses(parse, lexicon):
        subjects = [kid for kid in parse.children[clause] if parse.deps[kid] in grammar.SUBJECTS]
        if len(subjects) < 2 or not subjects[0] < verb < subjects[1] or parse.edges[1][subjects[0]] != verb:
            continue
        plural = parse.tags[subjects[0]] in grammar.PLURAL
        if plural != (parse.tags[verb] == "NN"):
            continue
        before = [kid for kid in parse.children[clause] if kid < verb]
        last = [kid for kid in parse.children[clause] if kid > clause and parse.pos[kid] == "PUNCT"]
        above = parse.heads[clause]
        noun = parse.heads[verb]
        left = [kid for kid in parse.children[verb] if kid < verb]
        heads = dict.fromkeys((*before, *last, clause), verb) | {verb: verb if above == clause else above}
        deps = {verb: parse.deps[clause], clause: "ccomp"}
        if left:  # what was before the noun ends the phrase now: "near [the site] report"
            heads |= {left[-1]: noun} | dict.fromkeys(left[:-1], left[-1])
            deps[left[-1]] = parse.deps[verb]
        return parse.corrected(heads=heads, deps=deps, lemmas={verb: lemma}, verbs={verb: "VBP" if plural else "VBZ"})
    return parse


def _nouns_with_subjects(parse: Parse, lexicon: Lexicon) -> Parse:
    """Find "One in five say that will not last": a noun with a subject and a clause is a verb."""
    verbs = {
        parse.heads[token]: "VBP"
        for token in parse.with_dep("nsubj")
        if parse.tags[token] in ("NNS", "NNPS", "CD")
        and parse.tags[parse.heads[token]] == "NN"
        and token < parse.heads[token]
        and parse.lemmas[parse.heads[token]] == parse.lowers[parse.heads[token]]
        and lexicon.reports(parse.lemmas[parse.heads[token]], "clause")
        and any(parse.deps[kid] == "ccomp" and kid > parse.heads[token] for kid in parse.children[parse.heads[token]])
    }
    return parse.corrected(verbs=verbs) if verbs else parse


def _nouns_with_clauses(parse: Parse, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Yield the verb of each that-clause, the noun right before "that", and the lemma it has if it is a reporting verb."""
    for mark in parse.with_dep("mark"):
        noun = mark - 1
        if parse.lowers[mark] == "that" and noun >= 0 and parse.pos[noun] in ("NOUN", "PROPN"):
            word = parse.lowers[noun]
            lemma = word.removesuffix("s") if parse.tags[noun] in grammar.PLURAL else word
            if lexicon.reports(lemma, "clause"):
                yield parse.heads[mark], noun, lemma


def _parts_of_names(parse: Parse) -> Parse:
    """Find "Ruiz backs Cole, warns Reed": a verb with a subject, taken for a part of a name, is a verb before another.

    Without this the one who is backed warns.
    """
    heads: dict[int, int] = {}
    deps: dict[int, str] = {}
    for verb in parse.with_tag("VBZ"):
        name = parse.heads[verb]
        following = parse.heads[name]
        if (
            parse.deps[verb] == "compound"
            and grammar.child(parse, verb, "nsubj") is not None
            and verb < name < following == parse.heads[following]
            and parse.deps[name] == "nsubj"
            and "," in parse.words[name:following]
        ):
            heads |= {verb: verb, name: verb, following: verb}
            deps |= {verb: "ROOT", name: "dobj", following: "conj"}
    return parse.corrected(heads=heads, deps=deps) if heads else parse


def _shortened(parse: Parse, lexicon: Lexicon) -> Parse:
    """Find "He's said he will stay", taken for a passive: "'s" is "has" where a verb has what no passive has."""
    deps: dict[int, str] = {}
    for auxiliary in parse.with_dep("auxpass"):
        verb = parse.heads[auxiliary]
        if parse.lowers[auxiliary] not in _SHORT_HAS or lexicon.get("VERB", parse.lemmas[verb]) is None:
            continue
        passive = [kid for kid in parse.children[verb] if parse.deps[kid] in ("auxpass", "agent")]
        subject = grammar.own_subject(parse, verb)
        impersonal = subject is not None and parse.lowers[subject] in lexicon.words.impersonal - grammar.RELATIVE
        if passive == [auxiliary] and not impersonal and _has_object(parse, verb, lexicon):
            deps[auxiliary] = "aux"
            if subject is not None:
                deps[subject] = "nsubj"
    return parse.corrected(deps=deps) if deps else parse


def _participles(parse: Parse, lexicon: Lexicon) -> Parse:
    """Find "One of the nurses who signed called Oz a fraud": a participle with an object in a sentence without another verb.

    A participle with an object of its own says nothing of the noun before it; neither does one that only speaks ("called on").
    """
    heads: dict[int, int] = {}
    deps: dict[int, str] = {}
    for verb in parse.with_tag("VBN"):
        noun = parse.heads[verb]
        start, stop = parse.sentences[parse.sentence_of[verb]]
        top = noun
        while parse.heads[top] != top:
            top = parse.heads[top]
        if (
            parse.deps[verb] not in ("acl", "conj")
            or not start <= noun < verb
            or parse.pos[noun] in grammar.VERBAL
            or lexicon.get("VERB", parse.lemmas[verb]) is None
            or not _takes_object(parse, verb, lexicon)
            or parse.words[stop - 1] not in (".", "”", '"', "?", "!")
        ):
            continue
        if parse.deps[verb] == "acl" and parse.pos[top] in grammar.NOMINAL:
            heads |= {verb: verb, top: verb} | {kid: verb for kid in parse.children[top] if kid > verb}
            deps |= {verb: "ROOT", top: "nsubj"}
        elif parse.deps[verb] == "conj" and grammar.is_finite(parse, top) and parse.words[verb - 1] == "and":
            heads |= {verb: top, verb - 1: top}
    verbs = {verb: "VBD" for verb in heads if parse.tags[verb] == "VBN"}
    return parse.corrected(heads=heads, deps=deps, verbs=verbs) if heads else parse


def _takes_object(parse: Parse, verb: int, lexicon: Lexicon) -> bool:
    """Return whether a past form has what no passive has: an object, a clause, or the preposition of the active verb."""
    if grammar.child(parse, verb, "auxpass", "aux") is not None or grammar.agent(parse, verb) is not None:
        return False
    return _has_object(parse, verb, lexicon)


def _has_object(parse: Parse, verb: int, lexicon: Lexicon) -> bool:
    """Return whether a past form has an object, a clause, or the preposition or infinitive of the active verb."""
    objects = [parse.deps[kid] for kid in parse.children[verb] if parse.deps[kid] in _OBJECTS]
    if "dobj" in objects or "ccomp" in objects or len(objects) > 1:
        return True
    cue = lexicon.get("VERB", parse.lemmas[verb])
    if cue is None:
        return False
    words: dict[str, set[str]] = {"preposition": set(), "passive-preposition": set(), "preposition-infinitive": set()}
    for licence in cue.licences:
        words.get(licence.frame.id, set()).update(licence.prepositions)
    infinitive = "infinitive" in cue.frames and "passive-infinitive" not in cue.frames
    active = (words["preposition"] | words["preposition-infinitive"]) - words["passive-preposition"]
    behind = {parse.lowers[kid] for kid in parse.children[verb] if parse.deps[kid] == "prep" and kid > verb}
    return ("xcomp" in objects and infinitive) or not active.isdisjoint(behind) or (" " in cue.lemma and bool(behind))
