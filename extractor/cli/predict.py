"""``extractor predict``: results in the evaluation format."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.options import content_form_option, continued_option, gazetteer_option, model_option, view_option
from extractor.cli.terminal import safe

if TYPE_CHECKING:
    from extractor.settings import GazetteerName


@click.command(
    short_help="Results in the evaluation format.",
    epilog="""\b
Examples:
  extractor predict articles/ --out predictions.jsonl
  extractor predict corpus/gold.jsonl --out predictions.jsonl
  extractor predict gold.jsonl --given-entities --out -
  extractor predict articles/ --view sourcing --out sources.jsonl""",
)
@click.argument("texts", type=click.Path(path_type=Path))
@click.option("--out", required=True, help="File to write, a line for each text; - is standard output.")
@click.option("--given-entities", is_flag=True, help="Take the names in the input lines instead of finding names.")
@content_form_option
@view_option
@continued_option
@model_option
@gazetteer_option
def predict(
    *,
    texts: Path,
    out: str,
    given_entities: bool,
    forms: tuple[str, ...],
    view: str,
    continued: bool,
    model: str,
    gazetteer: "GazetteerName",
) -> None:
    """Find statements, names and pronouns in TEXTS: every .txt of a folder, or every line of a .jsonl with doc_id and text.

    The texts are cleaned and analysed as in a run; offsets are code points into the text as given. A line has the keys doc_id,
    language, statements, entities and pronouns, also where there are none. The sourcing view has sentences without a cue, too, as
    with --continued: journalists count them.
    """
    from extractor.api import TextExtractor
    from extractor.cleaning.language import other_language
    from extractor.evaluation import predictions
    from extractor.evaluation.forms import keep_forms, keep_sourced

    documents = predictions.read_texts(texts, with_entities=given_entities).values()
    nlp = TextExtractor.load(model, gazetteer=gazetteer, continued=continued or view == "sourcing")
    with click.open_file(out, "w", encoding="utf-8", atomic=out != "-") as file:
        for document in predictions.predict(documents, nlp, given_entities=given_entities):
            if other := other_language(document.language):
                click.echo(safe(f"{document.doc_id}: {other}", keep=""), err=True)
            kept = keep_forms(document, forms) if forms else document
            file.write((keep_sourced(kept) if view == "sourcing" else kept).as_line() + "\n")
