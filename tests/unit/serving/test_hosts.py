"""Which names a server answers to."""

import pytest

from extractor.serving.hosts import is_own_host, is_own_origin

PORT = 8123


@pytest.mark.parametrize("host", ["localhost:8123", "127.0.0.1:8123", "[::1]:8123", "192.0.2.7:8123"])
def test_listening_on_all_addresses_takes_local_names_and_numbers(host: str) -> None:
    assert is_own_host(host, host="0.0.0.0", port=PORT)


@pytest.mark.parametrize("host", ["evil.example:8123", "localhost", "localhost:1", "", "192.0.2.7.evil.example:8123"])
def test_a_name_that_others_gave_this_machine_is_not_its_own(host: str) -> None:
    assert not is_own_host(host, host="0.0.0.0", port=PORT)


@pytest.mark.parametrize("host", ["192.0.2.7:8123", "evil.example:8123"])
def test_listening_on_one_address_takes_no_other(host: str) -> None:
    assert not is_own_host(host, host="127.0.0.1", port=PORT)


def test_pages_of_others_are_not_its_own() -> None:
    assert is_own_origin(None, host="127.0.0.1", port=PORT)
    assert is_own_origin("http://localhost:8123", host="127.0.0.1", port=PORT)
    for origin in ("null", "https://localhost:8123", "http://evil.example:8123"):
        assert not is_own_origin(origin, host="127.0.0.1", port=PORT)
