"""What a stored result depends on besides its document: program, libraries, model, word lists and settings."""

import hashlib
import importlib.util
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import extractor
from extractor.analysis.loading import ModelInfo, find_package
from extractor.entities.geonames_index import index_file
from extractor.errors import ModelError
from extractor.extras import GAZETTEER
from extractor.resources import Models, find_models
from extractor.settings import RunSettings

# Packages and modules whose code decides about the result of a document; linking, tables and what follows read stored results.
_DOCUMENT_STAGE = (
    "articles", "ids", "row", "told", "records", "resources", "model_entries", "readers", "cleaning", "analysis", "entities",
    "mentions", "statements", "speakers", "contents", "document",
)  # fmt: skip
# Kinds of files that decide about tables and report, next to these packages.
_CODE = {".py", ".j2", ".js", ".css"}
_TABLE_LIBRARIES = ("duckdb", "jinja2")
_LIBRARIES = ("spacy", "ftfy", "trafilatura", "py3langid", "lxml")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who and what made the results; ``fingerprint`` is one hash of all of it."""

    program_version: str
    program_sha256: str
    libraries: dict[str, str]
    model_name: str
    model_version: str
    model_sha256: str
    models_sha256: str
    settings_sha256: str

    @property
    def fingerprint(self) -> str:
        """Hash under which results are stored."""
        parts = [self.program_version, self.program_sha256, *(f"{name} {number}" for name, number in self.libraries.items())]
        parts += [self.model_name, self.model_version, self.model_sha256, self.models_sha256, self.settings_sha256]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def find_provenance(settings: RunSettings, models: Models) -> Provenance:
    """Return the provenance of a run; no model is loaded, and the index of places is made where it is missing.

    Raises:
        ModelError: the model is not installed, or the gazetteer.
    """
    model = identify(settings.model)
    if settings.gazetteer == "geonames":
        index_file()  # made here, where it is missing, so that workers need not make it all at once
    libraries = (*_LIBRARIES, GAZETTEER) if settings.gazetteer == "geonames" else _LIBRARIES
    return Provenance(
        program_version=extractor.__version__,
        program_sha256=_program_hash(),
        libraries={name: version(name) for name in libraries},
        model_name=model.name,
        model_version=model.version,
        model_sha256=model.sha256,
        models_sha256=models.sha256(),
        settings_sha256=settings.fingerprint(),
    )


def identify(name: str) -> ModelInfo:
    """Return which pipeline a name means, read from its files without importing spaCy.

    Raises:
        ModelError: nothing of that name is installed, or it has no description.
    """
    package = find_package(name)
    spec = importlib.util.find_spec(package) if package.isidentifier() else None
    folder = Path(spec.origin).parent if spec is not None and spec.origin else Path(package)
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        inner = folder / f"{meta['lang']}_{meta['name']}-{meta['version']}"
        return ModelInfo(package, f"{meta['lang']}_{meta['name']}", meta["version"], inner if inner.is_dir() else folder)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"the pipeline '{package}' has no readable meta.json in {folder}") from error


@cache
def tables_hash() -> str:
    """Return the hash of the code, ours and that of libraries, which makes the tables and the report of stored results.

    It is that of the files as they were when it was first asked for, since a process goes on with the code that it has read.
    """
    root = Path(__file__).resolve().parents[1]
    files = (path for path in root.rglob("*") if path.suffix in _CODE and path.relative_to(root).parts[0] not in _DOCUMENT_STAGE)
    libraries = [*(version(name) for name in _TABLE_LIBRARIES), sqlite3.sqlite_version]
    return _hash(root, sorted(files), " ".join(libraries))


def linking_stamp() -> str:
    """Return a hash of all that decides what is worked out of stored results, beside them."""
    return hashlib.sha256(f"{_program_hash()} {tables_hash()} {find_models().sha256()}".encode()).hexdigest()


@cache
def _program_hash() -> str:
    root = Path(__file__).resolve().parents[1]
    return _hash(
        root, [path for name in _DOCUMENT_STAGE for path in [*sorted((root / name).rglob("*.py")), *root.glob(f"{name}.py")]]
    )


def _hash(root: Path, files: Iterable[Path], first: str = "") -> str:
    digest = hashlib.sha256(first.encode())
    for path in files:
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
