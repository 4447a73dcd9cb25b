"""Web Annotations, schema.org and FollowTheMoney, read by rdflib and the library followthemoney."""

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from published import publish_tables
from sample_articles import DAM, Annotator

from extractor.exports.export import Exported, export
from extractor.records import DocumentResult, MentionRow

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


# Shapes of schema.org 30, as far as the exports use them: type -> what it is a kind of; property -> whose it is, what it may be.
_SUPERTYPES = {
    "ClaimReview": "Review", "Review": "CreativeWork", "Claim": "CreativeWork", "Quotation": "CreativeWork",
    "NewsArticle": "Article", "Article": "CreativeWork", "CreativeWork": "Thing", "Person": "Thing", "Organization": "Thing",
    "GovernmentOrganization": "Organization", "NewsMediaOrganization": "Organization", "NGO": "Organization",
    "Corporation": "Organization", "Place": "Thing", "AdministrativeArea": "Place", "Country": "AdministrativeArea",
    "City": "AdministrativeArea", "GeoCoordinates": "StructuredValue", "StructuredValue": "Thing",
}  # fmt: skip
_AGENT = ("Person", "Organization")
_SHAPES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "name": (("Thing",), ("Text",)), "alternateName": (("Thing",), ("Text",)), "url": (("Thing",), ("URL",)),
    "claimReviewed": (("ClaimReview",), ("Text",)), "itemReviewed": (("Review",), ("Thing",)),
    "appearance": (("Claim",), ("CreativeWork",)), "firstAppearance": (("Claim",), ("CreativeWork",)),
    "spokenByCharacter": (("Quotation",), _AGENT), "author": (("CreativeWork",), _AGENT),
    "publisher": (("CreativeWork",), _AGENT), "text": (("CreativeWork",), ("Text",)), "headline": (("CreativeWork",), ("Text",)),
    "datePublished": (("CreativeWork",), ("Date",)), "dateCreated": (("CreativeWork",), ("Date",)),
    "inLanguage": (("CreativeWork",), ("Text",)), "isPartOf": (("CreativeWork",), ("CreativeWork",)),
    "isBasedOn": (("CreativeWork",), ("CreativeWork",)), "about": (("CreativeWork",), ("Thing",)),
    "keywords": (("CreativeWork",), ("Text",)), "creativeWorkStatus": (("CreativeWork",), ("Text",)),
    "givenName": (("Person",), ("Text",)), "familyName": (("Person",), ("Text",)), "jobTitle": (("Person",), ("Text",)),
    "honorificPrefix": (("Person",), ("Text",)), "honorificSuffix": (("Person",), ("Text",)),
    "affiliation": (("Person",), ("Organization",)), "parentOrganization": (("Organization",), ("Organization",)),
    "location": (("Organization",), ("Place",)), "geo": (("Place",), ("GeoCoordinates",)),
    "latitude": (("GeoCoordinates", "Place"), ("Number",)), "longitude": (("GeoCoordinates", "Place"), ("Number",)),
}  # fmt: skip
_DATE = r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)?)?)?)?"


def _types(name: str) -> list[str]:
    """The type and all it is a kind of."""
    return [name, *(_types(_SUPERTYPES[name]) if name in _SUPERTYPES else ())]


def _check_shape(node: dict[str, Any], by_id: dict[str, str]) -> None:
    """Fail unless all properties of a node, and of the nodes in it, are those of its type and hold what they may."""
    kinds = _types(node["@type"])
    for name, value in node.items():
        if name.startswith("@"):
            continue
        owners, ranges = _SHAPES[name]
        assert set(owners) & set(kinds), f"{node['@type']} has no {name}"
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                if set(each) != {"@id"}:
                    _check_shape(each, by_id)
                kind = each.get("@type") or by_id[each["@id"]]
                assert set(ranges) & set(_types(kind)), f"{name} of {node['@type']} may be {ranges}, not {kind}"
            elif isinstance(each, str):
                fits = {"Text": True, "URL": re.match("https?://", each), "Date": re.fullmatch(_DATE, each)}
                assert any(fits.get(kind) for kind in ranges), f"{name} of {node['@type']} may be {ranges}, not {each!r}"
            else:
                assert "Number" in ranges


def _spoken_by_all_kinds() -> DocumentResult:
    """Statements of a place, a report, residents and a source of no known kind."""
    made = Annotator("all.txt", "Norway said no. The report said yes. Residents said maybe. It said so.", published_at="2026-03")
    norway = made.entity("place", "Norway", subkind="country", country_code="NO")
    for kind, source, content, local in (
        ("place", "Norway", "no", norway),
        ("document", "The report", "yes", None),
        ("group", "Residents", "maybe", None),
        ("unknown", "It", "so", None),
    ):
        parts = {"content": [content], "cue": ["said"], "source": [source]}
        made.statement("clause", parts, speaker_kind=kind, speaker_id=local, speaker_name=source)
    return made.result


@pytest.mark.parametrize("name", ["claimreview", "schemaorg"])
def test_schema_org_keeps_to_its_shapes(write: Export, tmp_path: Path, name: str) -> None:
    publish_tables([_spoken_by_all_kinds()], tmp_path / "out", parts=tmp_path / "parts")
    for made in (write(name), export(tmp_path / "out", name, out=str(tmp_path / "other"))):
        nodes = _json(made.target)["@graph"]
        assert nodes
        by_id = {node["@id"]: node["@type"] for node in nodes}
        for node in nodes:
            _check_shape(node, by_id)


def test_who_is_no_person_and_no_organization_is_no_author(tmp_path: Path) -> None:
    publish_tables([_spoken_by_all_kinds()], tmp_path / "out", parts=tmp_path / "parts")
    drafts = _json(export(tmp_path / "out", "claimreview", out=str(tmp_path / "made")).target)["@graph"]
    norway, report, residents, unknown = (draft["itemReviewed"] for draft in drafts)
    assert (norway["author"]["@type"], norway["author"]["location"]["@type"]) == ("Organization", "Country")
    assert ("author" in report, report["isBasedOn"]) == (False, {"@type": "CreativeWork", "name": "The report"})
    assert (residents["author"]["@type"], unknown["author"]["@type"]) == ("Organization", "Person")


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
    "Document": "title fileName author publishedAt language bodyText "
    "peopleMentioned companiesMentioned locationMentioned namesMentioned",
    "Note": "entity",
    "Documentation": "document entity role date",
}
_REQUIRED = {
    "Person": ["name"],
    "Organization": ["name"],
    "Documentation": ["document", "entity"],
}
_RANGES = {
    ("Documentation", "document"): "Document", ("Documentation", "entity"): "Thing", ("Note", "entity"): "Thing",
    ("Organization", "parent"): "LegalEntity",
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
    assert {"Article", "Person", "PublicBody", "Organization", "Address", "Note", "Documentation"} == set(by_schema)
    assert by_schema["Person"][0]["position"] == ["Mayor"]
    assert by_schema["Note"][0]["name"] == ["Ana Ruiz: The dam 🏞 is safe, ... Nobody has to leave."]
    assert [edge["role"] for edge in by_schema["Documentation"]].count(["speaker"]) == 3
    assert by_schema["Article"][0]["peopleMentioned"] == ["Ana Ruiz", "Ruiz"]


def test_followthemoney_makes_no_entity_of_a_mention(tmp_path: Path) -> None:
    made = Annotator("a.txt", "Ana Ruiz left. Kwillen and he stayed.")
    made.entity("person", "Ana Ruiz", given_name="Ana", family_name="Ruiz")
    start = made.text.index("Kwillen")
    told = {"document_id": made.document_id, "sentence_index": 1, "kind": "person"}
    name = MentionRow(mention_id="m_1", start=start, end=start + 7, text="Kwillen", form="name", **told)  # type: ignore[arg-type]
    he = MentionRow(mention_id="m_2", start=start + 12, end=start + 14, text="he", form="pronoun", **told)  # type: ignore[arg-type]
    made.result.mentions.extend([name, he])
    publish_tables([made.result], tmp_path / "out", parts=tmp_path / "parts")
    lines = Path(export(tmp_path / "out", "ftm", out=str(tmp_path / "made")).target).read_text("utf-8").splitlines()
    schemas = [json.loads(line)["schema"] for line in lines]
    assert schemas == ["Person", "Article", "Documentation"]
    assert json.loads(lines[1])["properties"]["peopleMentioned"] == ["Ana Ruiz", "Kwillen"]


@pytest.mark.parametrize("name", ["webannotation", "schemaorg", "claimreview", "ftm"])
def test_nothing_found_is_still_valid(empty: Path, tmp_path: Path, name: str) -> None:
    made = Path(export(empty, name, out=str(tmp_path / "made")).target).read_text("utf-8")
    assert all(json.loads(line) for line in (made.splitlines() if name == "ftm" else [made]))
