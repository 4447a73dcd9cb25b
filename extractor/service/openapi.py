"""The service described in OpenAPI, from the records that it answers with."""

from typing import Any

from extractor import __version__
from extractor.records import DocumentResult

_RECORD = {
    "type": "object",
    "description": "An article under the common names of its fields, as in a line of JSON lines",
    "required": ["text"],
    "properties": {
        "text": {"type": "string"},
        "id": {"type": "string", "description": "What the result is known by; a hash of the record where there is none"},
        "title": {"type": "string"},
        "author": {"type": "string"},
        "outlet": {"type": "string"},
        "date": {"type": "string", "description": 'Day or time of publication; with it "on Tuesday" becomes a date'},
        "url": {"type": "string"},
    },
    "additionalProperties": True,
    "examples": [{"text": "Mayor Ana Ruiz said the dam is safe.", "outlet": "Gazette", "date": "2026-03-04"}],
}
_GIVEN = {"oneOf": [{"type": "string", "description": "The text of an article"}, {"$ref": "#/components/schemas/Record"}]}
_RESULT = {"$ref": "#/components/schemas/DocumentResult"}


def describe(most_texts: int, most_bytes: int, *, with_token: bool) -> dict[str, Any]:
    """Return the description of a service with these limits."""
    schema = DocumentResult.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    schemas = schema.pop("$defs") | {"DocumentResult": schema, "Record": _RECORD}
    errors = {
        "400": "no JSON, or no UTF-8", "408": "the body did not come in time", "413": f"more than {most_bytes:,} bytes",
        "415": "another content type", "503": "too many requests at a time",
    }  # fmt: skip
    if with_token:
        errors["401"] = "the token is missing or wrong"
    many = {"type": "array", "maxItems": most_texts, "items": _GIVEN}
    found = {"type": "object", "required": ["results"], "properties": {"results": {"type": "array", "items": _RESULT}}}
    paths = {
        "/extract": {
            "post": _operation(
                "What one article says",
                "A text (also as text/plain) or a record. A text in another language than the one asked for has a result without "
                "statements, of which `errors` says why.",
                {"application/json": {"schema": _GIVEN}, "text/plain": {"schema": {"type": "string"}}},
                _RESULT,
                {**errors, "422": "there is no text in it"},
            )
        },
        "/extract-many": {
            "post": _operation(
                "What several articles say",
                f"Up to {most_texts:,} texts and records; one result for each, in order. What is wrong with one stands in "
                "`errors` of its result.",
                {"application/json": {"schema": many}},
                found,
                {**errors, "413": f"more than {most_bytes:,} bytes or {most_texts:,} texts", "422": "no array"},
            )
        },
        "/health": {"get": {"summary": "Whether the service is there", "responses": {"200": {"description": "It is"}}}},
    }
    components: dict[str, Any] = {"schemas": schemas}
    description: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "extractor",
            "version": __version__,
            "description": "Who said what: people, organizations, places and attributed statements of news articles. Offsets are "
            "Unicode code points into `document.text`, ends exclusive.",
        },
        "paths": paths,
        "components": components,
    }
    if with_token:
        components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        for path in ("/extract", "/extract-many"):
            paths[path]["post"]["security"] = [{"token": []}]
    return description


def _operation(summary: str, text: str, content: Any, result: Any, errors: dict[str, str]) -> dict[str, Any]:
    refused = {"schema": {"type": "object", "properties": {"error": {"type": "string"}}}}
    answers: dict[str, Any] = {"200": {"description": "The result", "content": {"application/json": {"schema": result}}}}
    for status, why in sorted(errors.items()):
        answers[status] = {"description": why, "content": {"application/json": refused}}
    return {"summary": summary, "description": text, "requestBody": {"required": True, "content": content}, "responses": answers}
