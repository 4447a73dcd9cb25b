"""Pages of the site that are made from code and data when it is built."""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from extractor.resources import Models, find_models
from extractor.settings import Config, ReadOptions
from extractor.statements.examples import load_examples
from extractor.statements.lexicon import load_lexicon
from extractor.statements.precision import FILE as PRECISIONS

ROOT = Path(__file__).parents[1]
EXAMPLES = 2


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, before links and navigation are checked."""
    pages = {
        "reference/settings.md": "\n".join(_settings()),
        "reference/constructions.md": "\n".join(_constructions(find_models())),
        "reference/models.md": (ROOT / "models" / "README.md").read_text("utf-8"),
        "contributing.md": (ROOT / "CONTRIBUTING.md").read_text("utf-8"),
    }
    for path, content in pages.items():
        files.append(File.generated(config, path, content=content))
    return files


def _settings() -> Iterator[str]:
    """Keys of ``extractor.toml``, from the records that check it."""
    yield "# Settings"
    yield "\nKeys of `extractor.toml` in the working folder, or of the file named with `--config` or `EXTRACTOR_CONFIG`. The"
    yield "command line comes first, then the environment (`EXTRACTOR_MODEL`), then the file. An unknown key is an error."
    yield "`extractor schema --config` prints the JSON Schema, for editors."
    for heading, model in (("At the top", Config), ("Under `[reading]`", ReadOptions)):
        yield f"\n## {heading}\n"
        yield "| key | default | meaning |"
        yield "|---|---|---|"
        for name, field in model.model_fields.items():
            if name != "reading":
                yield f"| `{name}` | `{field.get_default()!r}` | {field.description} |"


def _constructions(models: Models) -> Iterator[str]:
    """The frames with their measured precision and first examples."""
    lexicon, examples = load_lexicon(models), load_examples(models)
    measured = {row["rule"]: row for row in models.table(PRECISIONS)}
    yield "# Constructions"
    yield "\nHow a cue word must stand in a sentence to introduce a statement (`models/en/frames.toml`). The name is the"
    yield "`rule_id` of the row; precision was measured on the training part of PolNeAR. `extractor rules list --cue WORD`"
    yield "shows what a word licenses."
    for frame in lexicon.frames.values():
        cues = sum(licence.frame.id == frame.id for entry in lexicon.cues.values() for licence in entry.licences)
        yield f"\n## {frame.id}\n"
        row = measured.get(frame.id)
        precision = f"; right in {float(row['precision']):.0%} of {int(row['n']):,} cases" if row else ""
        yield f"Cues: {cues} ({frame.cue.lower()}){precision}.\n"
        for kind, words in (("yes", "Found in"), ("no", "Not in")):
            for example in [each for each in examples if each.rule == frame.id and each.kind == kind and not each.fails][
                :EXAMPLES
            ]:
                yield f"- {words}: *{example.text.strip()}*"
