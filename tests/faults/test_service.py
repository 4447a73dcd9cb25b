"""The service under load, and with texts that do harm."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from served import ask, served

pytestmark = pytest.mark.faults
TEXT = "Mayor Ana Ruiz said that dam number {number} is safe. The Harbour Board accused her of hiding a report of {number} pages."


def test_a_thousand_requests_over_four_clients_without_an_error_and_with_flat_memory() -> None:
    with served("--workers", "2") as service:

        def client(numbers: range) -> list[int]:
            with service.client() as connection:
                texts = [TEXT.format(number=number) * (1 + number % 9) for number in numbers]
                return [ask(connection, "/extract", text)[0] for text in texts]

        def requests(first: int, count: int) -> list[int]:
            with ThreadPoolExecutor(4) as clients:
                shares = [range(first + share, first + count, 4) for share in range(4)]
                return [status for found in clients.map(client, shares) for status in found]

        assert requests(0, 200) == [200] * 200
        before = service.memory_mb()
        assert requests(200, 1_000) == [200] * 1_000
        assert service.memory_mb() < before + 30


def test_a_text_that_kills_its_process_costs_no_other_its_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACTOR_FAULTS", "exit=#bad,hang=#slow")
    with served("--timeout", "8") as service, service.client() as client:
        given = [{"id": name, "text": TEXT.format(number=1)} for name in ("good", "bad", "slow", "last")]
        _, answer = ask(client, "/extract-many", given)
        codes = [each["errors"][0]["code"] if each["errors"] else "" for each in answer["results"]]
        assert codes == ["", "worker_died", "timeout", ""]
        assert ask(client, "/extract", given[1])[0] == 422
        assert ask(client, "/extract", given[0])[0] == 200


def test_a_signal_ends_the_service_and_its_processes() -> None:
    with served() as service:
        pid = service.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        assert children
    assert service.process.returncode is not None
    until = time.monotonic() + 10
    while time.monotonic() < until and any(Path(f"/proc/{child}").exists() for child in children):
        time.sleep(0.05)
    assert not any(Path(f"/proc/{child}").exists() for child in children)
