"""``extractor rules``: the constructions and cue words that find statements, and how precise each is."""

import json
from collections import Counter
from pathlib import Path

import click

from extractor.cli.options import model_option
from extractor.cli.terminal import safe


@click.group(
    short_help="List, check and measure the rules.",
    epilog="""\b
Examples:
  extractor rules list                      reporting constructions and how many cue words each has
  extractor rules list --cue deny           what a cue word licenses
  extractor rules check                     validate models/en after editing it
  extractor rules measure corpus/gold.jsonl precision of every rule
  extractor rules weigh corpus/gold.jsonl   fit the weights of the evidence for names""",
)
def rules() -> None:
    """List the rules, check the files of models/en, measure their precision."""


@rules.command(
    "list",
    epilog="""\b
Examples:
  extractor rules list
  extractor rules list --cue accuse
  extractor rules list --json | jq '.frames[].id'""",
)
@click.option("--cue", metavar="LEMMA", help="Only the entries of this cue word.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def list_rules(cue: str | None, as_json: bool) -> None:
    """List the reporting constructions in the order in which they are tried, or the entries of one cue word."""
    from extractor.errors import InputError
    from extractor.resources import find_models
    from extractor.statements.check import WRITTEN_RULES
    from extractor.statements.lexicon import load_lexicon

    lexicon = load_lexicon(find_models())
    if cue is None:
        cues = Counter(licence.frame.id for entry in lexicon.cues.values() for licence in entry.licences)
        frames = [{"id": frame.id, "cue": frame.cue, "cues": cues[frame.id]} for frame in lexicon.frames.values()]
        if as_json:
            click.echo(json.dumps({"frames": frames, "written": list(WRITTEN_RULES)}))
            return
        for row in frames:
            click.echo(f"{row['id']:24} {row['cue']:5} {row['cues']:4} cues")
        for rule in WRITTEN_RULES:
            click.echo(f"{rule:24} written in Python")
        return
    entries = [entry for (_, lemma), entry in lexicon.cues.items() if lemma == cue]
    if not entries:
        raise InputError(f"'{cue}' is no cue word; cue words are listed in models/en/cues.csv by their lemma")
    shown = ("lemma", "pos", "act", "attitude", "stance")
    rows = [{name: getattr(entry, name) for name in shown} for entry in entries]
    licensed = [["quote"] * entry.quotes + [licence.frame.id for licence in entry.licences] for entry in entries]
    if as_json:
        click.echo(json.dumps({"cues": [{**row, "frames": names} for row, names in zip(rows, licensed, strict=True)]}))
        return
    for row, names in zip(rows, licensed, strict=True):
        facts = " ".join(f"{name}={row[name]}" for name in shown[2:])
        click.echo(safe(f"{row['lemma']} {row['pos']} {facts}: {' '.join(names)}"))


@rules.command(
    epilog="""\b
Examples:
  extractor rules check
  EXTRACTOR_MODELS=my-models extractor rules check"""
)
def check() -> None:
    """Read and validate every file of models/en: a mistake is reported with file and entry, and ends with exit code 1."""
    from extractor.cleaning.furniture import load_furniture
    from extractor.document.rules import check_models
    from extractor.errors import ResourceError
    from extractor.linking.names import load_knowledge
    from extractor.resources import find_models
    from extractor.statements.check import check_rules
    from extractor.statements.lexicon import load_lexicon

    models = find_models()
    problems = [*check_rules(models), *check_models(models)]
    for load in (load_furniture, load_knowledge):
        try:
            load(models)
        except ResourceError as error:
            problems.append(str(error))
    problems = list(dict.fromkeys(problems))
    if problems:
        raise ResourceError("\n".join(problems))
    lexicon = load_lexicon(models)
    click.echo(f"{len(lexicon.cues)} cues, {len(lexicon.frames)} frames; every file of {safe(str(models.root))} validates")


@rules.command(
    epilog="""\b
Examples:
  extractor rules measure corpus/gold.jsonl
  extractor rules measure gold.jsonl predictions.jsonl --out precision.csv"""
)
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predictions", type=click.Path(path_type=Path), required=False)
@click.option("--out", type=click.Path(path_type=Path), help="Write the table as CSV to this file.")
@model_option
def measure(gold: Path, predictions: Path | None, out: Path | None, model: str) -> None:
    """Measure the precision of every rule on gold annotation."""
    from extractor.evaluation.gold import read_annotations
    from extractor.evaluation.predictions import predict_corpus
    from extractor.evaluation.rule_precision import measure_rules, write_rule_precision
    from extractor.evaluation.scores import evaluate

    annotated = read_annotations(gold)
    scores = evaluate(
        annotated, read_annotations(predictions) if predictions else predict_corpus(annotated, model=model)
    ).statements
    rows = measure_rules(scores) if scores else []
    for row in sorted(rows, key=lambda row: (-row.n, row.rule)):
        click.echo(safe(f"{row.rule:28} {row.n:5} {row.precision:6.3f}"))
    if out:
        write_rule_precision(out, rows)


@rules.command(
    "weigh-statements",
    epilog="""\b
Examples:
  extractor rules weigh-statements corpus/gold.jsonl
  extractor rules weigh-statements corpus/gold.jsonl --level news.jsonl --out models/en/statement_weights.csv""",
)
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--level",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Gold that also says, at half the weight, how many statements are right; may know clauses alone. Several count as one.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Write the weights to this file.")
@model_option
def weigh_statements(gold: Path, level: tuple[Path, ...], out: Path | None, model: str) -> None:
    """Fit what the confidence of statements rests on, towards the weights written by hand, and say how well it is calibrated."""
    from extractor.api import TextExtractor
    from extractor.evaluation import statement_fit as fitting
    from extractor.evaluation.gold import read_annotations
    from extractor.resources import find_models
    from extractor.statements.weighing import LEAST

    nlp = TextExtractor.load(model)
    examples = fitting.judged_statements(read_annotations(gold), nlp)
    priors = fitting.read_priors(find_models())
    weights = fitting.fit(examples, priors)
    told = [each for each in fitting.left_out(examples, priors) if each[0] >= LEAST]
    click.echo(f"{len(told)} statements; with their articles left out of the fit:")
    shares = " ".join(f"{fitting.precision_at(told, share):.3f}" for share in (0.5, 0.7, 0.9))
    click.echo(f"precision at 50, 70, 90% of those found: {shares}; calibration error {fitting.calibration_error(told):.3f}")
    if level:
        known = frozenset(("clause",))
        others = [each for path in level for each in fitting.judged_statements(read_annotations(path), nlp, forms=known)]
        # Our own are news of all kinds, the others few: they count half.
        moved = fitting.levelled(weights, [examples, examples, others])
        moved_by = moved[fitting.ANY] - weights[fitting.ANY]
        told = [each for each in fitting.left_out(examples, priors, level=moved_by) if each[0] >= LEAST]
        weights = moved
    if out:
        fitting.write_weights(out, weights, priors, fitting.observations(examples))
        fitting.write_dial(out.with_name(fitting.DIAL_NAME), told)


@rules.command(
    "weigh-continued",
    epilog="""\b
Examples:
  extractor rules weigh-continued corpus/continued.toml corpus/gold.jsonl
  extractor rules weigh-continued corpus/continued.toml corpus/gold.jsonl --out models/en/continued_weights.csv""",
)
@click.argument("annotated", type=click.Path(path_type=Path))
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write the weights to this file.")
@model_option
def weigh_continued(annotated: Path, gold: Path, out: Path | None, model: str) -> None:
    """Fit by what a sentence without a cue goes on with a statement, towards the weights written by hand, and say how well."""
    from extractor.api import TextExtractor
    from extractor.evaluation import statement_fit as fitting
    from extractor.evaluation.continued_fit import HELD, annotated_continuations, judged_continuations
    from extractor.evaluation.gold import read_annotations
    from extractor.resources import find_models
    from extractor.speakers.continued import FILE, LEAST

    texts = annotated_continuations(annotated, read_annotations(gold))
    examples = list(judged_continuations(texts, TextExtractor.load(model)))
    priors = fitting.read_priors(find_models(), FILE)
    told = fitting.left_out(examples, priors, held=HELD)
    taken, right = [is_right for probability, is_right in told if probability >= LEAST], sum(each for _, each in told)
    click.echo(f"{len(examples)} sentences, {right} go on with a statement; with their articles left out of the fit:")
    precision, recall = sum(taken) / max(1, len(taken)), sum(taken) / max(1, right)
    click.echo(f"precision {precision:.3f}, recall {recall:.3f}, calibration error {fitting.calibration_error(told):.3f}")
    if out:
        weights = fitting.fit(examples, priors, held=HELD)
        fitting.write_weights(out, weights, priors, fitting.observations(examples))


@rules.command(
    "weigh-antecedents",
    epilog="""\b
Examples:
  extractor rules weigh-antecedents news.jsonl interviews.jsonl
  extractor rules weigh-antecedents news.jsonl interviews.jsonl --out models/en/antecedent_weights.csv""",
)
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write the weights to this file.")
@model_option
def weigh_antecedents(gold: tuple[Path, ...], out: Path | None, model: str) -> None:
    """Fit by what a "they" stands for a noun before it, towards the weights written by hand, and say how well."""
    from extractor.api import TextExtractor
    from extractor.contents.antecedents import FILE
    from extractor.evaluation import statement_fit as fitting
    from extractor.evaluation.antecedent_fit import HELD, judged_antecedents
    from extractor.resources import find_models

    examples = list(judged_antecedents(gold, TextExtractor.load(model)))
    priors = fitting.read_priors(find_models(), FILE)
    told = fitting.left_out(examples, priors, held=HELD)
    click.echo(f'{len(examples)} times "they"; with their articles left out of the fit, those at least so likely:')
    for least in (0.5, 0.7, 0.8, 0.9):
        taken = [is_right for probability, is_right in told if probability >= least]
        click.echo(f"{least}: {sum(taken)} of {len(taken)} right")
    if out:
        weights = fitting.fit(examples, priors, held=HELD)
        fitting.write_weights(out, weights, priors, fitting.observations(examples))


@rules.command(
    epilog="""\b
Examples:
  extractor rules weigh corpus/gold.jsonl news.jsonl
  extractor rules weigh corpus/gold.jsonl news.jsonl --out models/en/name_weights.csv"""
)
@click.argument("corpora", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write the weights to this file.")
@model_option
def weigh(corpora: tuple[Path, ...], out: Path | None, model: str) -> None:
    """Fit the weights of the evidence for names to gold annotation, held to those that were written by hand.

    Shows F1 of the names of each corpus: of the model alone, with the corpus left out of the fit, and with it.
    """
    from extractor.api import TextExtractor
    from extractor.evaluation.gold import read_annotations
    from extractor.evaluation.left_out import SHOWN, measure, read_examples
    from extractor.evaluation.weighing import fit, read_priors, write_weights
    from extractor.resources import find_models

    nlp, priors = TextExtractor.load(model), read_priors(find_models())
    gold = {path.stem: read_annotations(path) for path in corpora}
    namer = nlp.extractor.rules.namer
    examples = {name: read_examples(corpus, nlp, namer) for name, corpus in gold.items()}
    full = fit(namer.lists, [example for found in examples.values() for example in found.values()], priors)
    click.echo(f"{'corpus':22}{'names':8}{'model':>8}{'left out':>10}{'fitted':>8}")
    for row in measure(namer.lists, gold, examples, full, priors):
        for shown in SHOWN:
            figures = f"{row.model[shown]:8.3f}{row.left_out[shown]:10.3f}{row.fitted[shown]:8.3f}"
            click.echo(safe(f"{row.corpus:22}{shown:8}{figures}"))
    if out:
        write_weights(out, full, priors)
