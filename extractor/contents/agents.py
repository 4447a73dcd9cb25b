"""Who may be behind what a content tells of."""

from extractor.analysis import grammar
from extractor.contents.view import Document, owner


def can_be_accused(document: Document, doer: int) -> bool:
    """Return whether somebody acts, is behind a thing, or in it: "the guards", "the firm's works", "its works", "a boat"."""
    parse = document.parse
    crewed = parse.lemmas[doer].lower() in document.words.crewed
    if crewed or document.acts(doer) or owner(document, doer) is not None:
        return True
    its = grammar.child(parse, doer, "poss")
    return its is not None and body_meant(document, its) is not None


def body_meant(document: Document, token: int) -> int | None:
    """Return the noun for a body without a name that "it" or "its" means: the subject of a clause above, if no other noun that
    could be meant stands between ("A mining firm was criticized by villagers who say its works poison the lake")."""
    parse, means = document.parse, document.coreference.means
    pronoun = document.coreference.pronouns.get(parse.lowers[token])
    if (
        pronoun is None
        or pronoun.gender != "n"
        or document.entity_at(token) is not None
        or parse.deps[token] not in ("poss", "nsubj")
    ):
        return None
    clause = grammar.clause_of(parse, token)
    for _ in range(4):
        subject = grammar.own_subject(parse, clause)
        if subject is not None and subject < token and parse.tags[subject] == "NN" and parse.edges[1][subject] < token:
            body = means.get(parse.lemmas[subject].lower()) == "organization" and document.entity_at(subject) is None
            between = (each for each in range(parse.edges[1][subject] + 1, token) if parse.tags[each] in ("NN", "NNP"))
            alone = not any(parse.deps[each] != "compound" and not _reports(document, each) for each in between)
            return subject if body and alone else None
        if parse.deps[clause] == "ROOT":
            return None
        clause = grammar.clause_of(parse, parse.heads[clause])
    return None


def _reports(document: Document, noun: int) -> bool:
    """Return whether a noun tells of speech, as "criticism" does: that is not what "its" means."""
    return document.lexicon.get("NOUN", document.parse.lemmas[noun].lower()) is not None
