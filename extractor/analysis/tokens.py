"""Tokens of stored texts, without a language model: spaCy's English tokenizer, which all English pipelines share."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractor.analysis.loading import ABBREVIATIONS, keep_abbreviations
from extractor.resources import find_models

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span


class Token(NamedTuple):
    """A token that is no white space; ``begins`` says that a sentence begins with it, by its punctuation."""

    start: int
    end: int
    begins: bool
    space: bool  # white space follows


class LabelledSpan(NamedTuple):
    """A stretch of text with a label and an id."""

    start: int
    end: int
    label: str
    id: str


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text with names and groups of spans, and facts about it."""

    text: str
    names: list[LabelledSpan] = field(default_factory=list)
    groups: dict[str, list[LabelledSpan]] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)


def load_tokenizer() -> Callable[[str], list[Token]]:
    """Return a function that gives the tokens of a text."""
    nlp = _blank()

    def tokenize(text: str) -> list[Token]:
        nlp.max_length = max(nlp.max_length, len(text) + 1)
        spans = ((token.idx, token.idx + len(token), bool(token.is_sent_start)) for token in nlp(text) if not token.is_space)
        return [Token(start, end, begins, text[end : end + 1].isspace()) for start, end, begins in spans]

    return tokenize


def write_docbin(texts: Iterable[AnnotatedText], path: Path) -> int:
    """Write texts as spaCy ``DocBin``: names as entities, groups as span groups, facts in ``user_data``.

    A span that does not fit the tokens is widened to them. Of names that overlap the longest stays; the others are counted.
    """
    from spacy.tokens import DocBin
    from spacy.util import filter_spans

    nlp = _blank()
    packed = DocBin(attrs=["ORTH", "SPACY", "SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_ID"], store_user_data=True)
    dropped = 0
    for each in texts:
        nlp.max_length = max(nlp.max_length, len(each.text) + 1)
        doc = nlp(each.text)
        names = list(_spans(doc, each.names))
        doc.ents = tuple(filter_spans(names))
        dropped += len(names) - len(doc.ents)
        for group, marked in each.groups.items():
            doc.spans[group] = list(_spans(doc, marked))
        doc.user_data.update(each.facts)
        packed.add(doc)
    packed.to_disk(path)
    return dropped


def _spans(doc: "Doc", marked: Iterable[LabelledSpan]) -> "Iterator[Span]":
    for start, end, label, key in marked:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            span.id_ = key
            yield span


def _blank() -> "Language":
    import spacy

    nlp = spacy.blank("en")
    keep_abbreviations(nlp, find_models().words(ABBREVIATIONS))
    nlp.add_pipe("sentencizer")
    return nlp
