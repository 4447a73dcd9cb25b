"""Pages of the site that are made from code and data when it is built."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from extractor.cli import main
from extractor.resources import Models, find_models
from extractor.settings import Config, ReadOptions
from extractor.statements.examples import load_examples
from extractor.statements.lexicon import load_lexicon

ROOT = Path(__file__).parents[1]
EXAMPLES = 2
WIDTH = 96  # letters of a line of help
EXIT_CODES = {
    0: "done",
    1: "unexpected error",
    2: "wrong use",
    3: "finished, but some documents failed; they are listed in the table `errors`",
    4: "no input, or nothing of it could be read",
    5: "the language model or a package is missing; the message has the command that installs it",
    6: "a quality floor or a comparison was not met",
    74: "the output cannot be written",
    75: "another run is using the output",
    130: "stopped by Ctrl-C; the same command goes on",
    143: "stopped by the system; the same command goes on",
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, before links and navigation are checked."""
    pages = {
        "reference/commands.md": "\n".join(_commands()),
        "reference/settings.md": "\n".join(_settings()),
        "reference/constructions.md": "\n".join(_constructions(find_models())),
        "reference/models.md": (ROOT / "models" / "README.md").read_text("utf-8"),
        "contributing.md": (ROOT / "CONTRIBUTING.md").read_text("utf-8"),
    }
    for path, content in pages.items():
        files.append(File.generated(config, path, content=content))
    return files


def _commands() -> Iterator[str]:
    """Yield what ``-h`` says of every command."""
    yield "# Commands"
    yield "\nData goes to standard output, messages to standard error. `NO_COLOR` turns colours off. Exit codes:\n"
    yield "| code | means |"
    yield "|---|---|"
    yield from (f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items())
    yield from _help(main, "extractor")


def _help(command: click.Command, name: str) -> Iterator[str]:
    context = click.Context(
        command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH, help_option_names=["-h", "--help"]
    )
    yield f"\n## {name}\n\n```text\n{command.get_help(context)}\n```"
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            child = command.get_command(context, each)
            if child is not None:
                yield from _help(child, f"{name} {each}")


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
                yield f"| `{name}` | {_toml(field.get_default())} | {field.description} |"


def _toml(value: Any) -> str:
    """Return a default as it would stand in the file; empty when there is none."""
    return "" if value is None else f"`{json.dumps(value)}`"


def _constructions(models: Models) -> Iterator[str]:
    """Yield the frames with their measured precision and first examples."""
    lexicon, examples = load_lexicon(models), load_examples(models)
    yield "# Constructions"
    yield "\nHow a cue word must stand in a sentence to introduce a statement (`models/en/frames.toml`). The name is the"
    yield "`rule_id` of the row. `extractor rules list --cue WORD` shows what a word licenses."
    for frame in lexicon.frames.values():
        cues = sum(licence.frame.id == frame.id for entry in lexicon.cues.values() for licence in entry.licences)
        yield f"\n## {frame.id}\n"
        yield f"Cues: {cues} ({frame.cue.lower()}).\n"
        for kind, words in (("yes", "Found in"), ("no", "Not in")):
            for example in [each for each in examples if each.rule == frame.id and each.kind == kind and not each.fails][
                :EXAMPLES
            ]:
                yield f"- {words}: *{example.text.strip()}*"
