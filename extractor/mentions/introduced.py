"""Persons that a text describes before it names them: "A former minister has said ... . Ann Lee, who left in May, told ..."."""

from collections.abc import Iterator

from extractor.analysis.grammar import SUBJECTS, head_of
from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse
from extractor.mentions.coreference import Coreference
from extractor.mentions.gender import suggested
from extractor.mentions.model import DocumentEntities, Mention, Resolution
from extractor.mentions.speech import Speech

_AHEAD = 2  # sentences within which the name follows
_FIRST = 3  # sentences at the beginning of a text that may describe before they name
_BEFORE = 2  # headline and the line below it
_NEAR = 2  # tokens before the name in its sentence


def link_introduced(
    parse: Parse, document: DocumentEntities, knowledge: Coreference, layout: Layout, speech: Speech
) -> DocumentEntities:
    """Return the document with a mention for each description that speaks before its name is given.

    That is an indefinite description at the beginning of a text ("a woman who ..."), or that of somebody's relation or helper
    ("his lawyer"). The name follows in one of the next two sentences in full, as the subject at the beginning, and speaks, too.
    """
    heads = list(_introducing(parse, document, knowledge, layout, speech))
    if not heads:
        return document
    added, resolutions = [], []
    for head in heads:
        named = _named_behind(parse, document, layout, speech, head)
        if named is None or named.entity is None or not _fits(parse, document, knowledge, head, named):
            continue
        added.append(Mention(head, head + 1, "", "person", "nominal", named.entity, "coref", origin="description"))
        resolutions.append(Resolution(head, "description/introduced", named.entity, ((named.entity, 0.0),)))
    return document.adding(added, resolutions) if added else document


def _introducing(
    parse: Parse, document: DocumentEntities, knowledge: Coreference, layout: Layout, speech: Speech
) -> Iterator[int]:
    """Yield the heads of such descriptions."""
    taken = {token for mention in document.mentions for token in range(mention.start, mention.end)}
    heads = {head_of(parse, mention.start, mention.end) for mention in document.mentions}
    first = parse.sentence_of[layout.title_tokens] if layout.title_tokens < len(parse) else 0
    for head in sorted(speech.sources):
        if head in taken or head in speech.inside or head < layout.title_tokens or parse.tags[head] != "NN":
            continue
        if knowledge.means.get(parse.lemmas[head].lower()) != "person":
            continue
        children = parse.children[head]
        if any(child in heads and parse.deps[child] in ("appos", "compound", "nmod", "conj") for child in children):
            continue
        early = parse.sentence_of[head] - first <= _FIRST
        indefinite = early and any(parse.lowers[child] in ("a", "an") for child in children)
        if indefinite or any(parse.tags[child] == "PRP$" for child in children):
            yield head


def _named_behind(parse: Parse, document: DocumentEntities, layout: Layout, speech: Speech, head: int) -> Mention | None:
    """Return the first person named behind a description, if it is a subject, speaks, and is new to the text."""
    sentence = parse.sentence_of[head]
    block = next((start for start, end in layout.blocks if start <= head < end), 0)
    allowed = [end for _, end in layout.blocks[:_BEFORE]]
    for mention in document.mentions:
        if parse.sentence_of[mention.start] <= sentence or mention.kind != "person" or mention.form != "name":
            continue
        if mention.start in speech.inside:
            continue
        at = head_of(parse, mention.start, mention.end)
        if parse.sentence_of[mention.start] > sentence + _AHEAD or at not in speech.sources or parse.deps[at] not in SUBJECTS:
            return None
        early = mention.start - parse.sentences[parse.sentence_of[mention.start]][0] <= _NEAR or parse.heads[at] < at
        before = [each for each in document.mentions if each.entity == mention.entity and each.start < mention.start]
        known = any(each.start >= block or not allowed or each.start >= allowed[-1] for each in before)
        return mention if early and not known and mention.end - mention.start > 1 else None
    return None


def _fits(parse: Parse, document: DocumentEntities, knowledge: Coreference, head: int, named: Mention) -> bool:
    """Return whether gender and role of whom a name means do not speak against a description."""
    entity = document.entities[named.entity or 0]
    noun = parse.lemmas[head].lower()
    shown, gender = knowledge.genders.get(noun, ""), entity.gender or suggested(entity, knowledge.given_names)
    role = named.role_text.lower().split()
    return not (shown and gender and shown != gender) and (not role or noun in role)
