"""What the service answers and refuses; the processes that analyse are stood in for."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from factories import make_result
from starlette.testclient import TestClient

from extractor.articles import Failure
from extractor.errors import ExtractorError
from extractor.readers.given import Handed, read_given
from extractor.records import DocumentResult
from extractor.running.tasks import failure_result
from extractor.service.app import Limits, make_service

PORT = 8377
TOKEN = "a-token-of-enough-letters"


class LineWorkers:
    """Statements of "NAME said: WORDS", without a model; a text "stop" finds no process."""

    def results(self, given: Sequence[Handed]) -> list[bytes]:
        return [self._result(each).model_dump_json().encode() for each in given]

    def _result(self, handed: Handed) -> DocumentResult:
        raw = read_given(handed)
        if isinstance(raw, Failure):
            return failure_result(raw)
        if raw.text == "stop":
            raise ExtractorError("workers die while they start: /home/ann/secret")
        if not raw.text.strip():
            return failure_result(Failure("text", "empty", "there is no text in it", raw.record, "clean", "skipped"))
        return make_result(raw.text, raw.source_path, record=raw.record)


def _client(*, token: str = "", limits: Limits | None = None, host: str = "127.0.0.1") -> TestClient:
    service = make_service(LineWorkers(), limits=limits or Limits(), model="md", token=token, host=host, port=PORT)
    return TestClient(service, base_url=f"http://127.0.0.1:{PORT}", raise_server_exceptions=False)


@pytest.fixture
def client() -> TestClient:
    return _client()


SAID = "Ana Kova said: yes"


@pytest.mark.parametrize("given", [SAID, {"text": SAID, "id": "a", "title": "Dam"}], ids=["text", "record"])
def test_one_article(client: TestClient, given: Any) -> None:
    answer = client.post("/extract", json=given)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    result = DocumentResult.model_validate(answer.json())
    assert [row.content for row in result.statements] == ["yes"]
    assert (result.document.record == "a") == isinstance(given, dict)


def test_a_text_as_it_is(client: TestClient) -> None:
    answer = client.post("/extract", content=f"\ufeff{SAID}".encode(), headers={"Content-Type": "text/plain; charset=utf-8"})
    assert answer.json()["document"]["text"] == SAID


def test_several_articles_each_for_itself(client: TestClient) -> None:
    answer = client.post("/extract-many", json=[SAID, "", 7, {"foo": 1}, {"text": SAID, "id": "b"}])
    found = answer.json()["results"]
    assert [each["errors"][0]["code"] if each["errors"] else "" for each in found] == ["", "empty", "record", "record", ""]
    assert client.post("/extract-many", json=[]).json() == {"results": []}


@pytest.mark.parametrize(
    ("path", "content", "kind", "status", "error"),
    [
        ("/extract", b"{", "application/json", 400, "no JSON"),
        ("/extract", b"[" * 100_000, "application/json", 400, "no JSON"),
        ("/extract", b'{"text": ' + b"9" * 5_000 + b"}", "application/json", 400, "no JSON"),
        ("/extract", b"\xff\xfe", "application/json", 400, "no JSON"),
        ("/extract", b"\xff", "text/plain", 400, "not UTF-8"),
        ("/extract", b"", "application/json", 400, "no JSON"),
        ("/extract", b"", "text/plain", 422, "there is no text"),
        ("/extract", b"[]", "application/json", 422, "is expected"),
        ("/extract", b'{"body": 7}', "application/json", 422, "what stands in body is no text"),
        ("/extract", b'{"no": 7}', "application/json", 422, "no field with a text"),
        ("/extract", b"x=1", "application/x-www-form-urlencoded", 415, "application/json or text/plain"),
        ("/extract-many", b"x", "text/plain", 415, "application/json"),
        ("/extract-many", b"{}", "application/json", 422, "an array"),
        ("/extract-many", json.dumps(["x"] * 4).encode(), "application/json", 413, "3 texts are the most"),
        ("/extract", b'"%s"' % (b"x" * 300_000), "application/json", 413, "too large"),
        ("/extract", b'"stop"', "application/json", 503, "cannot start"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_in_a_sentence(path: str, content: bytes, kind: str, status: int, error: str) -> None:
    client = _client(limits=Limits(body_bytes=200_000, texts=3))
    answer = client.post(path, content=content, headers={"Content-Type": kind})
    assert (answer.status_code, error in answer.json()["error"]) == (status, True), answer.text
    assert "/home" not in answer.text


def test_a_body_without_a_length_is_cut_off_when_it_is_too_large() -> None:
    pieces = (b"x" * 1_000 for _ in range(1_000))
    client = _client(limits=Limits(body_bytes=20_000))
    assert client.post("/extract", content=pieces, headers={"Content-Type": "text/plain"}).status_code == 413


def test_reading_is_no_way_to_ask_and_nothing_else_is_there(client: TestClient) -> None:
    assert client.get("/extract").status_code == 405
    assert client.get("/nothing").status_code == 404
    assert client.get("/../../etc/passwd").status_code == 404


def test_health_says_what_is_there(client: TestClient) -> None:
    told = client.get("/health").json()
    assert (told["status"], told["model"]) == ("ok", "md")


def test_the_description_fits_what_is_answered(client: TestClient) -> None:
    api = client.get("/openapi.json").json()
    assert set(api["paths"]) == {"/extract", "/extract-many", "/health"}
    schemas = api["components"]["schemas"]
    assert set(client.post("/extract", json=SAID).json()) == set(schemas["DocumentResult"]["properties"])
    assert {"text", "id", "title", "author", "outlet", "date", "url"} == set(schemas["Record"]["properties"])
    references = [part.split('"')[0] for part in json.dumps(api).split("#/components/schemas/")[1:]]
    assert set(references) <= set(schemas)
    assert "security" not in api["paths"]["/extract"]["post"]


def test_the_page_says_it_to_people_and_loads_nothing(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert all(part in page.text for part in ("/extract-many", "/health", "openapi.json"))
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "<script" not in page.text


@pytest.mark.parametrize(("given", "status"), [("", 401), ("Bearer x", 401), (TOKEN, 401), (f"Bearer {TOKEN}", 200)])
def test_a_token_is_asked_for(given: str, status: int) -> None:
    client = _client(token=TOKEN, host="0.0.0.0")
    answer = client.post("/extract", json=SAID, headers={"Authorization": given, "Host": "extractor.example"})
    assert answer.status_code == status
    assert client.get("/health").status_code == 200
    assert "security" in client.get("/openapi.json").json()["paths"]["/extract"]["post"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Host": "evil.example"}, 400), ({"Origin": "http://evil.example"}, 403), ({"Origin": f"http://localhost:{PORT}"}, 200)],
    ids=str,
)
def test_without_a_token_nobody_else_may_ask(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/extract", json=SAID, headers=headers).status_code == status
