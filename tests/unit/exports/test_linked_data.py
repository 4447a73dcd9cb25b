"""Web Annotations, schema.org and FollowTheMoney, read by rdflib and the library followthemoney."""

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sample_articles import DAM

from extractor.exports.export import Exported, export

Export = Callable[..., Exported]


def _json(path: str) -> Any:
    return json.loads(Path(path).read_text("utf-8"))


def test_web_annotations_say_what_the_model_asks_for(write: Export) -> None:
    collection = _json(write("webannotation").target)
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", 4)
    assert collection["first"]["type"] == "AnnotationPage"
    items = collection["first"]["items"]
    assert len({item["id"] for item in items}) == 4
    for item in items:
        assert item["type"] == "Annotation"
        assert item["motivation"] == "describing"
        assert all(body["purpose"] in ("describing", "tagging", "identifying") for body in item["body"])


def test_both_selectors_of_an_annotation_find_the_words(write: Export) -> None:
    first = _json(write("webannotation").target)["first"]["items"][0]
    found = []
    for target in first["target"]:
        assert target["source"] == "https://example.org/dam"
        quote, position = target["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert DAM[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in DAM
        found.append(quote["exact"])
    assert found == ["The dam 🏞 is safe,", "Nobody\nhas to leave."]
    assert [body["source"]["name"] for body in first["body"] if body["purpose"] == "identifying"] == ["Ana Ruiz"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the library
def test_schema_org_is_a_graph_without_loose_ends(write: Export) -> None:
    import rdflib

    made = _json(write("schemaorg").target)
    assert made["@context"] == "https://schema.org"
    graph = rdflib.Graph()
    # The context of schema.org lies in the network; its names are those of its vocabulary.
    graph.parse(data=json.dumps({**made, "@context": {"@vocab": "https://schema.org/"}}), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    kinds = {str(kind).removeprefix(str(schema)) for kind in graph.objects(None, rdflib.RDF.type)}
    assert {"NewsArticle", "Person", "GovernmentOrganization", "NewsMediaOrganization", "City", "Quotation", "Claim"} <= kinds
    spoken = [(str(text), str(name)) for quote in graph.subjects(rdflib.RDF.type, schema.Quotation)
              for text in graph.objects(quote, schema.text)
              for name in graph.objects(next(graph.objects(quote, schema.spokenByCharacter)), schema.name)]  # fmt: skip
    assert spoken == [("The dam 🏞 is safe, ... Nobody\nhas to leave.", "Ana Ruiz")]
    described = set(graph.subjects(rdflib.RDF.type, None))
    for _, name, value in graph:
        if isinstance(value, rdflib.URIRef) and name != rdflib.RDF.type and str(value).startswith("urn:"):
            assert value in described


def test_claim_reviews_are_drafts(write: Export) -> None:
    exported = write("claimreview", where="act = 'accuse'")
    (draft,) = _json(exported.target)["@graph"]
    assert (draft["@type"], draft["creativeWorkStatus"]) == ("ClaimReview", "Draft")
    assert draft["claimReviewed"] == "Ruiz of hiding the report"
    claim = draft["itemReviewed"]
    assert (claim["@type"], claim["author"]["name"]) == ("Claim", "Harbour Board")
    assert claim["appearance"] == [claim["firstAppearance"]]
    assert claim["appearance"][0]["url"] == "https://example.org/dam"
    assert "author" not in draft
    assert "reviewRating" not in draft
    assert "1 drafts; author and reviewRating are for you to add" in exported.notes


# FollowTheMoney 4.11, as far as the export uses it: schema -> what it is a kind of; its own properties; those that must be there.
_KINDS = {
    "Person": "LegalEntity", "Organization": "LegalEntity", "PublicBody": "Organization", "Company": "Organization",
    "LegalEntity": "Thing", "Address": "Thing", "Article": "Document", "Document": "Thing", "Note": "Thing",
}  # fmt: skip
_PROPERTIES = {
    "Thing": "name alias country description keywords sourceUrl publisher",
    "LegalEntity": "abbreviation parent title",
    "Person": "firstName lastName nameSuffix title position",
    "Address": "full city latitude longitude",
    "Document": "title fileName author publishedAt language bodyText",
    "Note": "entity",
    "Documentation": "document entity role date",
    "Mention": "document name detectedSchema resolved",
}
_REQUIRED = {
    "Person": ["name"],
    "Organization": ["name"],
    "Documentation": ["document", "entity"],
    "Mention": ["document", "name"],
}
_RANGES = {
    ("Documentation", "document"): "Document", ("Documentation", "entity"): "Thing", ("Mention", "document"): "Document",
    ("Mention", "resolved"): "LegalEntity", ("Note", "entity"): "Thing", ("Organization", "parent"): "LegalEntity",
}  # fmt: skip
_VALUES = {
    "country": "[a-z]{2}", "publishedAt": r"\d{4}(-\d\d){0,2}(T\d\d:\d\d)?", "date": r"\d{4}(-\d\d){0,2}", "language": "[a-z]{3}",
    "sourceUrl": r"https?://\S+",
}  # fmt: skip


def _kinds(schema: str) -> list[str]:
    """The schema and all it is a kind of."""
    return [schema, *(_kinds(_KINDS[schema]) if schema in _KINDS else ())]


def test_followthemoney_entities_keep_to_its_schema(write: Export) -> None:
    lines = Path(write("ftm").target).read_text("utf-8").splitlines()
    made = {line["id"]: line for line in map(json.loads, lines)}
    assert len(made) == len(lines)
    for key, line in made.items():
        assert set(line) == {"id", "schema", "properties"}
        assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?", key)
        kinds = _kinds(line["schema"])
        allowed = {name for kind in kinds for name in _PROPERTIES.get(kind, "").split()}
        assert set(line["properties"]) <= allowed, line
        for name in (name for kind in kinds for name in _REQUIRED.get(kind, ())):
            assert line["properties"][name]
        for name, values in line["properties"].items():
            assert values
            assert all(isinstance(value, str) and re.fullmatch(_VALUES.get(name, "(?s).+"), value) for value in values)
            for kind in kinds:
                if target := _RANGES.get((kind, name)):
                    assert all(target in _kinds(made[value]["schema"]) for value in values)


@pytest.mark.filterwarnings("ignore")  # of the library
def test_followthemoney_accepts_every_entity(write: Export) -> None:
    """The library needs ICU, which has no wheel: where it is not installed, the test above stands alone."""
    lines = Path(write("ftm").target).read_text("utf-8").splitlines()
    assert lines
    if importlib.util.find_spec("followthemoney"):
        from followthemoney import model

        for line in map(json.loads, lines):
            proxy = model.get_proxy(line, cleaned=False)
            proxy.schema.validate(line)
            for name, values in line["properties"].items():
                assert proxy.schema.get(name), (line["schema"], name)
                assert all(proxy.schema.get(name).type.clean(value, proxy=proxy) == value for value in values), (name, values)


def test_followthemoney_has_people_statements_and_edges(write: Export) -> None:
    made = [json.loads(line) for line in Path(write("ftm").target).read_text("utf-8").splitlines()]
    by_schema = {
        schema: [each["properties"] for each in made if each["schema"] == schema] for schema in {e["schema"] for e in made}
    }
    assert {"Article", "Person", "PublicBody", "Organization", "Address", "Note", "Documentation", "Mention"} == set(by_schema)
    assert by_schema["Person"][0]["position"] == ["Mayor"]
    assert by_schema["Note"][0]["name"] == ["Ana Ruiz: The dam 🏞 is safe, ... Nobody has to leave."]
    assert [edge["role"] for edge in by_schema["Documentation"]].count(["speaker"]) == 3
    assert ["Ana Ruiz", "Ruiz"] in [mention["name"] for mention in by_schema["Mention"]]


@pytest.mark.parametrize("name", ["webannotation", "schemaorg", "claimreview", "ftm"])
def test_nothing_found_is_still_valid(empty: Path, tmp_path: Path, name: str) -> None:
    made = Path(export(empty, name, out=str(tmp_path / "made")).target).read_text("utf-8")
    assert all(json.loads(line) for line in (made.splitlines() if name == "ftm" else [made]))
