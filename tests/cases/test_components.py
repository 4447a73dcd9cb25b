"""The components for pipelines of spaCy, on the real language model."""

import subprocess
import sys

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extractor import components
from extractor.analysis.loading import load_language

TEXT = "Mayor Ana Ruiz said the dam is safe. “It holds,” Ruiz told reporters. The White House denied that it leaks."


@pytest.fixture(scope="module")
def nlp() -> Language:
    language, _ = load_language("md")
    language.add_pipe("statements")
    language.add_pipe("entity_repair")
    return language


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def test_statements_are_rows_and_spans(doc: Doc) -> None:
    rows = doc._.statements
    assert [(row.speaker_name, row.cue_lemma, row.type) for row in rows] == [
        ("Ana Ruiz", "say", "indirect"),
        ("Ana Ruiz", "tell", "direct"),
        ("White House", "deny", "indirect"),
    ]
    assert [(span.text, span.label_) for span in doc.spans["statements"]] == [(row.content, row.type) for row in rows]
    assert [span._.statement.act for span in doc.spans["statements"]] == ["say", "say", "deny"]
    assert [span.text for span in doc.spans["statement_cues"]] == ["said", "told", "denied"]
    assert [span.text for span in doc.spans["statement_sources"]] == ["Mayor Ana Ruiz", "Ruiz", "The White House"]


def test_names_are_repaired_and_grouped(doc: Doc) -> None:
    names = {ent.text: (ent.label_, ent.id_) for ent in doc.ents}
    assert names["White House"][0] == "ORG"
    assert names["Ana Ruiz"] == names["Ruiz"]
    assert names["Ana Ruiz"][0] == "PERSON"


def test_both_orders_agree(nlp: Language, doc: Doc) -> None:
    language = spacy.blank("en", vocab=nlp.vocab)
    for name in nlp.pipe_names[:-2]:
        language.add_pipe(name, source=nlp)
    language.add_pipe("entity_repair")
    language.add_pipe("statements")
    assert [row.model_dump() for row in language(TEXT)._.statements] == [row.model_dump() for row in doc._.statements]


def test_result_survives_serialization(nlp: Language, doc: Doc) -> None:
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    assert again._.extraction == doc._.extraction
    assert [span._.statement.content for span in again.spans["statements"]] == [row.content for row in doc._.statements]


@pytest.mark.parametrize("text", ["", "  \n ", "Rain."])
def test_texts_without_statements(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc._.statements == []
    assert len(doc.spans["statements"]) == 0


def test_missing_annotation_is_said() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("statements")
    with pytest.raises(ValueError, match="needs a tagger"):
        blank("Ana Ruiz said the dam is safe.")
    assert components.stored(blank.make_doc("nothing yet")) is None


def test_factories_are_found_without_importing_the_package() -> None:
    code = "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('statements'); print(nlp.pipe_names)"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "['statements']", done.stderr
