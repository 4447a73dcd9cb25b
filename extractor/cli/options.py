"""Options that several commands share."""

from typing import Any

import click
from click.shell_completion import CompletionItem

from extractor.sourcing import VIEWS


def model_option(command: Any) -> Any:
    """Return ``--model``, with ``EXTRACTOR_MODEL`` in the environment as its default."""
    return click.option(
        "--model",
        default="md",
        show_default=True,
        envvar="EXTRACTOR_MODEL",
        help="English pipeline: md, sm, lg, trf, a package or a folder.",
    )(command)


def gazetteer_option(command: Any) -> Any:
    """Return ``--gazetteer``: our own lists of places, or also the towns of GeoNames."""
    return click.option(
        "--gazetteer",
        default="geonames",
        type=click.Choice(["lists", "geonames"]),
        show_default=True,
        help="Places: our own lists, or also the towns of GeoNames.",
    )(command)


def language_option(command: Any) -> Any:
    """Return ``--lang``: texts in other languages are skipped."""
    return click.option(
        "--lang", "language", default="en", show_default=True, help="Skip other languages; an empty word takes all."
    )(command)


def confidence_option(command: Any) -> Any:
    """Return ``--min-confidence``: statements that are less likely right are left out."""
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        help="Leave out statements that are less likely right than this (0 to 1; see docs/quality.md).",
    )(command)


def continued_option(command: Any) -> Any:
    """Return ``--continued``: sentences without a cue that go on with a statement are statements, too."""
    return click.option(
        "--continued", is_flag=True, help="Also sentences without a cue that likely go on with what somebody has said."
    )(command)


def view_option(command: Any) -> Any:
    """Return ``--view``: all statements, or the sourced ones alone."""
    return click.option(
        "--view",
        default="all",
        type=click.Choice(VIEWS),
        show_default=True,
        help="All statements, or those alone by which journalists count sources: what somebody has said.",
    )(command)


def content_form_option(command: Any) -> Any:
    """Return ``--form``: which statements count, by the form of their content."""
    return click.option(
        "--form",
        "forms",
        multiple=True,
        type=click.Choice(["quotation", "turn", "clause", "infinitive", "phrase"]),
        help="Only statements whose content has this form; repeat it for more.",
    )(command)


class TableForm(click.ParamType[str]):
    """The name of a form of the tables; the writers are only looked up when somebody asks for one."""

    name = "form"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return all forms, as those of a choice are shown."""
        return f"[{'|'.join(_forms())}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name itself; one that no writer has is a usage error."""
        if value not in _forms():
            self.fail(f"{value!r} is no form of the tables; forms are {', '.join(_forms())}", param, ctx)
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the forms that begin so."""
        return [CompletionItem(name) for name in _forms() if name.startswith(incomplete)]


def _forms() -> list[str]:
    from extractor.writers.base import writers

    return sorted(writers())


def table_options(command: Any) -> Any:
    """Return which forms the tables have, and the files in which users decide about them."""
    options = (
        click.option(
            "--format",
            "formats",
            multiple=True,
            type=TableForm(),
            help="Only these forms of the tables.",
        ),
        click.option(
            "--entities",
            default="",
            metavar="FILE",
            help="Decisions on entities.  [default: entities.csv in the output folder, if there]",
        ),
        click.option(
            "--registry",
            default="",
            metavar="FILE",
            help="Your table of entities with external ids: name, kind, external_id.",
        ),
        click.option(
            "--decisions",
            default="",
            metavar="FILE",
            help="Log of reviewers' decisions.  [default: decisions.jsonl in the output folder, if there]",
        ),
        click.option(
            "--fact-checks",
            default="",
            metavar="FILE|FOLDER",
            help="Past fact-checks (ClaimReview as JSON, JSON lines or HTML): statements that repeat a checked claim are marked.",
        ),
    )
    return _with(command, options)


def message_options(command: Any) -> Any:
    """Return what a long command says while it works and when it is done."""
    options = (
        click.option("--quiet", "-q", is_flag=True, help="No progress and no summary."),
        click.option("--verbose", "-v", is_flag=True, help="List the inputs that failed or were skipped."),
        click.option("--log-json", is_flag=True, help="Progress and summary as JSON lines on standard error."),
    )
    return _with(command, options)


def _with(command: Any, options: tuple[Any, ...]) -> Any:
    for option in reversed(options):
        command = option(command)
    return command
