"""How good the names are on corpora that the weights were fitted to, and on corpora that they were not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.analysis.layout import find_layout
from extractor.api import TextExtractor
from extractor.articles import Article, RawDocument
from extractor.cleaning.clean import clean
from extractor.entities.gazetteer import Gazetteer
from extractor.entities.names import COARSE, Name
from extractor.entities.naming import Namer
from extractor.entities.view import View
from extractor.evaluation.entities import score_entities
from extractor.evaluation.gold import AnnotatedDocument, AnnotatedEntity, Corpus
from extractor.evaluation.weighing import Example, Fit, Weights, fit, fitted_weights, make_example

Examples = Mapping[str, Example]
# What the figures tell of: all names, and each label.
SHOWN = ("all", "PERSON", "ORG", "PLACE")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """F1 of the names of a corpus, of all and by label: of the model alone, with the corpus left out of the fit, and in it."""

    corpus: str
    model: dict[str, float]
    left_out: dict[str, float]
    fitted: dict[str, float]


def read_examples(corpus: Corpus, nlp: TextExtractor, namer: Namer) -> dict[str, Example]:
    """Return the documents of a corpus made ready for fitting, by id."""
    found = {}
    for doc_id, document in corpus.items():
        article = clean(RawDocument(source_path=doc_id, text=document.text), patterns=nlp.furniture, keep_text=True)
        if isinstance(article, Article):
            parse = nlp.extractor.parse(article)
            layout = find_layout(article, parse)
            view = View(parse, namer.lists, furniture=layout.furniture, title_end=layout.title_tokens)
            found[doc_id] = make_example(namer, view, document)
    return found


def measure(
    lists: Gazetteer, corpora: Mapping[str, Corpus], examples: Mapping[str, Examples], full: Fit, priors: Weights
) -> Iterator[LeftOut]:
    """Yield the figures of each corpus; ``full`` is the fit on all of them."""
    for name, corpus in corpora.items():
        rest = [example for other in examples if other != name for example in examples[other].values()]
        namers = [Namer(lists, fitted_weights(each)) for each in (fit(lists, rest, priors), full)]
        found = [{doc_id: namer.of(each.view) for doc_id, each in examples[name].items()} for namer in namers]
        bare = {doc_id: [Name(*each) for each in example.view.parse.names] for doc_id, example in examples[name].items()}
        yield LeftOut(name, *(_figures(corpus, examples[name], names) for names in (bare, *found)))


def _figures(corpus: Corpus, examples: Examples, names: Mapping[str, Sequence[Name]]) -> dict[str, float]:
    predicted = {
        doc_id: AnnotatedDocument(doc_id=doc_id, entities=list(_annotated(example, names[doc_id])))
        for doc_id, example in examples.items()
    }
    figures = score_entities(corpus, predicted, rules=("edges",)).rules["edges"]
    return {shown: figures[shown].f1 if shown in figures else 0.0 for shown in SHOWN}


def _annotated(example: Example, names: Sequence[Name]) -> Iterator[AnnotatedEntity]:
    parse = example.view.parse
    for name in names:
        kind = COARSE.get(name.label)
        if kind in SHOWN:
            yield AnnotatedEntity(start=parse.starts[name.start], end=parse.ends[name.end - 1], label=kind)
