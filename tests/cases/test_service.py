"""The service as a process, asked by real clients at the same time."""

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from served import Service, ask, served

from extractor.api import TextExtractor

TEXT = "Mayor Ana Ruiz said that dam number {number} is safe. She denied that it leaks."
GERMAN = "Der Bürgermeister sagte am Montag, dass der Damm sicher ist und niemand das Dorf verlassen muss, wie er betonte."


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with served("--max-bytes", "20000") as running:
        yield running


def test_four_clients_have_the_results_of_the_library(service: Service, text_extractor: TextExtractor) -> None:
    def client(number: int) -> list[tuple[int, object]]:
        with service.client() as connection:
            return [ask(connection, "/extract", TEXT.format(number=10 * number + each)) for each in range(10)]

    with ThreadPoolExecutor(4) as clients:
        answers = [answer for found in clients.map(client, range(4)) for answer in found]
    assert answers == [(200, text_extractor.extract(TEXT.format(number=number)).to_dict()) for number in range(40)]


def test_records_and_what_is_wrong_with_them(service: Service, text_extractor: TextExtractor) -> None:
    given = [{"text": TEXT.format(number=1), "id": "a", "date": "2026-03-04"}, GERMAN, "", None]
    with service.client() as client:
        status, answer = ask(client, "/extract-many", given)
        assert ask(client, "/extract", GERMAN)[1]["document"]["language"] == "de"
    assert status == 200
    assert answer["results"] == [found.to_dict() for found in text_extractor.extract_many(given)]  # type: ignore[arg-type]


def test_what_is_too_large_or_malformed_leaves_the_service_as_it_is(service: Service) -> None:
    with service.client() as client:
        assert ask(client, "/extract", "x" * 30_000)[0] == 413
    for broken in (b"GET\r\n\r\n", b"POST /extract HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"\x16\x03\x01\x02", b"x" * 100_000):
        with socket.create_connection((service.host, service.port), timeout=10) as connection:
            connection.sendall(broken)
            assert connection.recv(100).startswith(b"HTTP/1.1 400")
    with service.client() as client:
        client.request("GET", "/health")
        assert json.loads(client.getresponse().read())["status"] == "ok"
