"""``extractor show``: an article with its statements and names highlighted."""

import click

from extractor.cli.options import confidence_option, continued_option, model_option

# Between articles where nobody looks; columns of a text that somebody reads.
_LINE, _WIDEST = "-" * 80, 100


@click.command(
    short_help="An article with statements and names highlighted.",
    epilog="""\b
Examples:
  extractor show article.txt
  extractor show feed.jsonl --limit 3
  extractor show article.html --json | jq '.statements[].content'
  cat article.txt | extractor show -""",
)
@click.argument("file")
@model_option
@confidence_option
@continued_option
@click.option("--limit", type=click.IntRange(1), help="Only the first articles of a file of many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each article, with offsets.")
def show(*, file: str, model: str, min_confidence: float, continued: bool, limit: int | None, as_json: bool) -> None:
    """Show the articles of FILE: text with contents, cues, sources and names marked, then the statements and entities as
    lists."""
    from itertools import islice

    from extractor.api import TextExtractor
    from extractor.cli.articles import read_articles

    nlp = TextExtractor.load(model, min_confidence=min_confidence, continued=continued)
    for number, result in enumerate(nlp.extractor.extract_many(islice(read_articles(file, nlp), limit))):
        if as_json:
            click.echo(result.model_dump_json())
            continue
        from rich.console import Console

        from extractor.cli import render

        console = Console(highlight=False, markup=False, emoji=False)
        if not console.is_terminal:
            click.echo("\n".join(([_LINE] if number else []) + [render.article(result).plain, "", *render.summary(result)]))
            continue
        console.width = min(console.width, _WIDEST)
        console.rule(render.title(result), align="left", style="dim")
        for block in ("", render.article(result), "", render.legend(), "", *render.listing(result)):
            console.print(block)
