"""``extractor evaluate``: precision, recall and F1 against gold annotation, and the quality gate."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.options import content_form_option
from extractor.cli.terminal import safe

if TYPE_CHECKING:
    from extractor.evaluation.scores import Evaluation
    from extractor.evaluation.tally import Figures

_TYPES = ("all", "type:direct", "type:indirect", "type:mixed")


@click.command(
    short_help="Precision, recall and F1 against gold annotation.",
    epilog="""\b
Examples:
  extractor evaluate corpus/gold.jsonl                          extract from the gold texts, then score
  extractor evaluate gold.jsonl predictions.jsonl --mistakes 20
  extractor evaluate corpus/gold.jsonl outputs                  score the tables of a run
  extractor evaluate corpus/gold.jsonl --fail-under corpus/baseline.json
  extractor evaluate gold.jsonl predictions.jsonl --fail-under 0.55
  extractor evaluate gold.jsonl --form quotation --form clause""",
)
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predictions", type=click.Path(path_type=Path), required=False)
@click.option("--model", default="md", show_default=True, help="Pipeline to extract with; names the floors to compare with.")
@content_form_option
@click.option("--fail-under", metavar="FLOORS", help="A file of floors, or the least HEADLINE F1 between 0 and 1; else code 6.")
@click.option("--write-floors", type=click.Path(path_type=Path), help="Write the scores, less a margin, as floors to this file.")
@click.option("--allow-lower", is_flag=True, help="Let --write-floors lower a floor.")
@click.option("--mistakes", default=0, metavar="N", help="Show the first N statements that are missed or wrong.")
@click.option("--json", "as_json", is_flag=True, help="All figures as one JSON object.")
def evaluate(
    gold: Path,
    predictions: Path | None,
    *,
    model: str,
    forms: tuple[str, ...],
    fail_under: str | None,
    write_floors: Path | None,
    allow_lower: bool,
    mistakes: int,
    as_json: bool,
) -> None:
    """Score predictions against the gold annotation in GOLD.

    PREDICTIONS is a file that `extractor predict` wrote, or the output folder of a run over the same articles (whose record
    or file name is the doc_id); without it the texts of GOLD are extracted from now. With --form, gold statements that are
    labelled with other forms count neither way; predictions that name no form are kept.
    """
    from extractor.evaluation import gate
    from extractor.evaluation.forms import only_forms, set_aside_forms
    from extractor.evaluation.gold import read_annotations
    from extractor.evaluation.outputs import read_output
    from extractor.evaluation.predictions import predict_corpus
    from extractor.evaluation.scores import evaluate as score

    if forms and write_floors:
        raise click.UsageError("floors are written for all statements; leave out --form")
    annotated = read_annotations(gold)
    if predictions is None:
        predicted = predict_corpus(annotated, model=model)
    else:
        predicted = read_output(predictions, annotated) if predictions.is_dir() else read_annotations(predictions)
    if forms:
        annotated, predicted = set_aside_forms(annotated, forms), only_forms(predicted, forms)
    result = score(annotated, predicted)
    click.echo(json.dumps(result.as_json(), indent=1) if as_json else "\n".join(_report(result)))
    if mistakes and result.statements and not as_json:
        click.echo("\n".join(_mistakes(result, mistakes)))
    figures = result.figures()
    if write_floors:
        gate.raise_floors(write_floors, gold, model, figures, allow_lower=allow_lower)
        click.echo(f"floors written to {write_floors}", err=True)
    if fail_under:
        _check(fail_under, gold, model, figures)


def _check(fail_under: str, gold: Path, model: str, figures: Mapping[str, float]) -> None:
    from extractor.errors import GateError
    from extractor.evaluation import gate

    try:
        floor = float(fail_under)
    except ValueError:
        compared = gate.check_floors(gate.read_baseline(Path(fail_under)), gold, model, figures)
        click.echo(f"{compared} scores are at or above their floors", err=True)
        return
    if figures.get(gate.MAIN, 0.0) < floor:
        raise GateError(f"HEADLINE F1 {figures.get(gate.MAIN, 0.0):.3f} is below {floor:.3f}")


def _report(result: "Evaluation") -> Iterator[str]:
    from extractor.evaluation.statements import METRICS

    unanswered = f", {result.unanswered} of them without predictions" if result.unanswered else ""
    yield f"{result.documents} documents{unanswered}"
    if result.statements:
        table = result.statements.metrics
        yield ""
        yield f"{'statements':<28}" + "".join(f"|{name.removeprefix('type:'):^19}" for name in _TYPES)
        yield f"{'':<28}" + "|     P     R    F1 " * len(_TYPES)
        for metric, label in METRICS.items():
            if metric in table:
                yield f"{label:<28}" + "".join(f"| {_percent(table[metric].get(group))} " for group in _TYPES)
        yield f"{'predicted / gold':<28}" + "".join(f"|{_numbers(table['found'].get(group)):^19}" for group in _TYPES)
        yield "of statements found, right: " + ", ".join(
            f"{name} {100 * value:.1f}" for name, value in result.statements.accuracy.items()
        )
        if result.statements.set_aside:
            yield "set aside: " + ", ".join(f"{number} {name}" for name, number in result.statements.set_aside.items())
        yield from _groups("act", table["attribution"], "attribution")
        yield from _groups("rule", table["right"], "right")
    if result.entities:
        rules = ("exact", "edges", "overlap")
        yield ""
        yield f"{'names':<28}" + "".join(f"|{name:^19}" for name in rules)
        yield f"{'':<28}" + "|     P     R    F1 " * len(rules)
        for group in ("all", "PERSON", "ORG", "PLACE"):
            if group in result.entities.rules["edges"]:
                yield f"{group:<28}" + "".join(f"| {_percent(result.entities.rules[rule].get(group))} " for rule in rules)
    if result.pronouns:
        yield ""
        yield f"{'pronouns':<28}| right of answered, right of all | answered / gold"
        for group, figures in result.pronouns.items():
            shares = f"{100 * figures.precision:15.1f} {100 * figures.recall:14.1f}"
            yield f"{safe(group.removeprefix('class:')):<28}| {shares} |{_numbers(figures):^16}"


def _groups(name: str, table: Mapping[str, "Figures"], metric: str) -> Iterator[str]:
    """Yield one line for each act or rule; rules have no recall, because gold annotation names none."""
    rows = [(group.partition(":")[2], figures) for group, figures in table.items() if group.startswith(f"{name}:")]
    if rows:
        yield ""
        yield f"{'by ' + name:<28}|     P     R    F1 | predicted / gold ({metric})"
    for value, figures in sorted(rows, key=lambda row: (-row[1].gold, -row[1].predicted, row[0])):
        yield f"{safe(value):<28}| {_percent(figures)} |{_numbers(figures):^18}"


def _percent(figures: "Figures | None") -> str:
    if figures is None:
        return " " * 17
    shown = [
        f"{100 * value:5.1f}" if count else "    -"
        for value, count in (
            (figures.precision, figures.predicted),
            (figures.recall, figures.gold),
            (figures.f1, figures.predicted and figures.gold),
        )
    ]
    return " ".join(shown)


def _numbers(figures: "Figures | None") -> str:
    return f"{figures.predicted:.0f} / {figures.gold:.0f}" if figures else ""


def _mistakes(result: "Evaluation", number: int) -> Iterator[str]:
    yield ""
    for mistake in result.statements.mistakes[:number] if result.statements else ():
        yield safe(f"{mistake.doc_id}: {mistake.kind}")
        if mistake.expected:
            yield safe(f"  gold      {mistake.expected}")
        if mistake.predicted:
            yield safe(f"  predicted {mistake.predicted}")
