"""What plain nouns stand for: organizations, things, people or places."""

from extractor.entities.view import View


def noun_kind(view: View, token: int) -> str:
    """Return what a noun stands for: organizations, things, people or places; empty where the lists do not say."""
    lemma, lists = view.parse.lemmas[token].lower(), view.lists
    if lemma in lists.words["organization_noun"]:
        return "organizations"
    if lemma in lists.words["thing_noun"]:
        return "things"
    if lemma in lists.person_nouns:
        return "people"
    return "places" if lemma in lists.words["settlement"] else ""
