"""What plain nouns stand for: organizations, things, people or places."""

from extractor.entities.view import View


def noun_kind(view: View, token: int) -> str:
    """Return what a noun stands for: organizations, things, people or places; empty where the lists do not say, or say that it
    may be somebody or a thing ("model")."""
    lemma, lists = view.parse.lemmas[token].lower(), view.lists
    if lemma in lists.words["organization_noun"]:
        return "organizations"
    if lemma in lists.words["thing_noun"]:
        return "" if lemma in lists.person_nouns else "things"
    if lemma in lists.person_nouns:
        return "people"
    return "places" if lemma in lists.words["settlement"] else ""
