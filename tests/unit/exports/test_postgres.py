"""The tables in PostgreSQL: a real server, started for these tests alone, asked with psql."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.errors import ExportError, OutputError
from extractor.exports.export import export
from extractor.records import tables

# The server refuses to run as root.
_USER = "nobody" if os.geteuid() == 0 else None


def _program(name: str) -> str:
    """A program of the server, which Debian does not put into the search path."""
    found = shutil.which(name) or max(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), default=None)
    assert found, f"{name} is missing; on Debian: apt install postgresql"
    return found


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of an empty database, which listens on a socket in a temporary folder only.

    The folder is none of pytest's: these are shut to other users again by every pytest that starts meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        if _USER:
            shutil.chown(name, _USER)
        yield from _server(Path(name))


def _server(root: Path) -> Iterator[str]:
    data, environment = root / "data", {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(root)}
    options = f"-c listen_addresses='' -c unix_socket_directories='{root}' -c fsync=off"
    log = ["-w", "-l", str(root / "log"), "-o", options]
    subprocess.run(
        [_program("initdb"), "-D", str(data), "-U", "ann", "-A", "trust", "-E", "UTF8"],
        check=True, capture_output=True, user=_USER, cwd=root, env=environment,
    )  # fmt: skip
    control = [_program("pg_ctl"), "-D", str(data)]
    subprocess.run([*control, *log, "start"], check=True, stdout=subprocess.DEVNULL, user=_USER, cwd=root, env=environment)
    try:
        yield f"postgresql://ann:secret@/postgres?host={root}"
    finally:
        subprocess.run(
            [*control, "-m", "immediate", "stop"], check=True, capture_output=True, user=_USER, cwd=root, env=environment
        )


def _ask(address: str, query: str) -> list[str]:
    done = subprocess.run(
        [shutil.which("psql") or "psql", address, "-AtqX", "-v", "ON_ERROR_STOP=1", "-c", query],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.postgres
def test_tables_keys_and_comments_arrive(folder: Path, address: str) -> None:
    exported = export(folder, "postgres", out=address)
    assert "secret" not in exported.target
    assert _ask(address, "SELECT speaker, target FROM extractor.statements_flat WHERE act = 'accuse'") == [
        "Harbour Board|Ana Ruiz"
    ]
    assert _ask(address, "SELECT roles[1] FROM extractor.people WHERE name = 'Ana Ruiz'") == ["Mayor"]
    assert _ask(address, "SELECT latitude, is_negated FROM extractor.places, extractor.statements LIMIT 1") == ["59.9|f"]
    keys = _ask(
        address, "SELECT conrelid::regclass FROM pg_constraint WHERE contype = 'p' AND connamespace = 'extractor'::regnamespace"
    )
    assert sorted(keys) == sorted(f"extractor.{table.name}" for table in tables())
    assert _ask(address, "SELECT obj_description('extractor.people'::regclass)") == ["A person with a name."]
    words = (
        "SELECT content FROM extractor.statements WHERE to_tsvector('english', content) @@ to_tsquery('english', 'hide & report')"
    )
    assert _ask(address, words) == ["Ruiz of hiding the report"]


@pytest.mark.postgres
def test_an_export_replaces_the_last_one(folder: Path, address: str) -> None:
    for where, count in (("", "4"), ("speaker = 'Bo Lund'", "1")):
        export(folder, "postgres", out=address, where=where)
        assert _ask(address, "SELECT count(*) FROM extractor.statements") == [count]


@pytest.mark.postgres
def test_what_others_built_on_the_tables_is_not_destroyed(folder: Path, address: str) -> None:
    export(folder, "postgres", out=address)
    _ask(address, "CREATE VIEW mine AS SELECT content FROM extractor.statements")
    with pytest.raises(OutputError, match="other objects depend on it"):
        export(folder, "postgres", out=address, where="is_negated")
    assert _ask(address, "SELECT count(*) FROM mine") == ["4"]
    _ask(address, "DROP VIEW mine")


@pytest.mark.postgres
def test_any_text_arrives(folder: Path, address: str, tmp_path: Path) -> None:
    from factories import make_result
    from published import publish_tables

    text = 'Ana Kova said: \\N \\. {"a", NULL} tab\there \x01 \U0001f3de\ufe0f "\\"'
    publish_tables([make_result(text)], tmp_path / "out", parts=tmp_path / "parts")
    export(tmp_path / "out", "postgres", out=address)
    assert _ask(address, "SELECT content FROM extractor.statements") == [text.partition(": ")[2]]


def test_a_server_that_is_not_there(folder: Path, tmp_path: Path) -> None:
    address = f"postgresql://ann:secret@/postgres?host={tmp_path}"
    result = CliRunner().invoke(main, ["export", str(folder), "--as", "postgres", "--out", address])
    assert result.exit_code == 74
    assert "PostgreSQL: " in result.stderr
    assert "secret" not in result.stderr


def test_an_address_is_needed(folder: Path) -> None:
    with pytest.raises(ExportError, match="needs --out with an address, for instance postgresql://USER@HOST/DATABASE"):
        export(folder, "postgres")
    with pytest.raises(ExportError, match="needs --out with an address"):
        export(folder, "postgres", out="news.sql")


@pytest.mark.postgres
def test_no_other_package_is_needed(folder: Path, address: str) -> None:
    """Arrow data go from DuckDB to the driver without pyarrow."""
    code = (
        "import sys; sys.modules['pyarrow'] = None;"
        "from pathlib import Path; from extractor.exports.export import export;"
        f"export(Path({str(folder)!r}), 'postgres', out={address!r})"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
