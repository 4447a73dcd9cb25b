"""The quality gate: floors under the scores of a gold file that only ever rise, unless somebody says so."""

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import GateError, InputError
from extractor.evaluation.gold import digest

# The scores that get floors, by flat name.
GUARDED = (
    "statements.headline.all.f1",
    "statements.headline.type:direct.f1",
    "statements.headline.type:indirect.f1",
    "statements.headline.type:mixed.f1",
    "statements.attribution.all.f1",
    "statements.cue.all.f1",
    "statements.speaker.all.f1",
    "statements.named.all.recall",
    "pronouns.resolved.source.recall",
    "entities.edges.all.f1",
    "entities.edges.PERSON.f1",
    "entities.edges.ORG.f1",
    "entities.edges.PLACE.f1",
)
# Arithmetic differs in the last bits between machines; a handful of parses with it.
MARGIN = 0.005
# The score that a single number as floor is about.
MAIN = "statements.headline.all.f1"


class Baseline(BaseModel):
    """Floors by model and score, tied by its SHA-256 to the gold file that they were measured on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gold_sha256: str
    floors: dict[str, dict[str, float]]


def read_baseline(path: Path) -> Baseline:
    """Return the floors of a file.

    Raises:
        InputError: it cannot be read or does not validate.
    """
    try:
        return Baseline.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        raise InputError(f"{path}: no floors can be read from it ({error})") from error


def check_floors(baseline: Baseline, gold: Path, model: str, figures: Mapping[str, float]) -> int:
    """Return how many scores were compared, when none of them lies below its floor.

    Raises:
        GateError: a score lies below its floor or is missing, the gold file is another one, or the model has no floors.
    """
    if digest(gold) != baseline.gold_sha256:
        raise GateError(f"{gold} is not the file that the floors were measured on; measure again with --write-floors")
    if model not in baseline.floors:
        raise GateError(f"no floors for the model '{model}'; there are floors for {', '.join(baseline.floors)}")
    floors = baseline.floors[model]
    below = [
        f"{name} {figures.get(name, 0.0):.3f} < {floor:.3f}" for name, floor in floors.items() if figures.get(name, 0.0) < floor
    ]
    if below:
        raise GateError(f"below the floor: {'; '.join(below)}")
    return len(floors)


def raise_floors(path: Path, gold: Path, model: str, figures: Mapping[str, float], *, allow_lower: bool = False) -> Baseline:
    """Write the guarded scores, less a small margin, as floors of the model; floors of other models on the same gold file stay.

    Raises:
        GateError: a floor would sink and ``allow_lower`` is not set.
    """
    current = read_baseline(path) if path.exists() else Baseline(gold_sha256=digest(gold), floors={})
    new = {name: round(max(0.0, figures[name] - MARGIN), 3) for name in GUARDED if name in figures}
    old = current.floors.get(model, {})
    lower = [f"{name} {floor:.3f} -> {new.get(name, 0.0):.3f}" for name, floor in old.items() if new.get(name, 0.0) < floor]
    if lower and not allow_lower:
        raise GateError(f"floors would sink: {'; '.join(lower)}; say --allow-lower if that is meant")
    kept = current.floors if current.gold_sha256 == digest(gold) else {}
    baseline = Baseline(gold_sha256=digest(gold), floors={**kept, model: new})
    path.write_text(json.dumps(baseline.model_dump(), indent=1) + "\n", encoding="utf-8")
    return baseline
