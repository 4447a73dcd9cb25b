"""``extractor review``: look at statements in their articles, and put right what is wrong, in the browser."""

from pathlib import Path

import click

from extractor.cli.terminal import counted, safe


@click.command(
    short_help="Accept, reject and correct statements in the browser.",
    epilog="""\b
Examples:
  extractor review outputs                      opens the browser; Ctrl-C ends it
  extractor review outputs --sample 100         judge a random sample: how often is it right?
  extractor review outputs --add from-bo.jsonl  take in the decisions of another reviewer
  extractor review outputs --apply              make the tables anew with all decisions, no browser

Decisions are lines of decisions.jsonl in DIR; later runs find them again and apply them. They never change the extraction.""",
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; another opens it to your network.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; 0 takes a free one.  [default: 0]")
@click.option("--open/--no-open", "open_browser", default=True, help="Open the browser (default), or only print the address.")
@click.option("--reviewer", default="", metavar="NAME", help="Who decides.  [default: your name on this machine]")
@click.option("--sample", type=click.IntRange(1), help="Draw so many statements at random, spread over rules and types.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Other seeds draw other samples.")
@click.option("--decisions", default="", metavar="FILE", help="Log of decisions.  [default: the run's, or DIR/decisions.jsonl]")
@click.option(
    "--add", "others", multiple=True, type=click.Path(dir_okay=False, path_type=Path), help="Take in the log of another reviewer."
)
@click.option("--apply", is_flag=True, help="Make the tables anew with all decisions, and end.")
def review(
    *,
    folder: Path,
    host: str,
    port: int,
    open_browser: bool,
    reviewer: str,
    sample: int | None,
    seed: int,
    decisions: str,
    others: tuple[Path, ...],
    apply: bool,
) -> None:
    """Review the statements in DIR, the output folder of a run, on a local page: accept, reject, correct, add what was missed.

    Everything can be done by keyboard; the key ? shows how. Nothing leaves this machine. The tables take over the decisions when
    you say so on the page, with --apply, and at each later run.
    """
    from extractor.review.serve import apply_decisions, build, serve, take_in
    from extractor.serving.listening import open_socket

    if others:
        click.echo(f"{_decisions(take_in(folder, others, decisions=decisions))} taken in", err=True)
    if others or apply:
        for note in apply_decisions(folder, decisions=decisions):
            click.echo(safe(note, keep=""), err=True)
    if apply:
        return
    with open_socket(host, port) as listening:
        guard, state, who = build(folder, reviewer=reviewer, host=host, port=listening.getsockname()[1], decisions=decisions)
        if sample:
            size = who.sample(sample, seed)
            click.echo(f"{counted(size, 'statement', 'statements')} drawn; the page opens with them", err=True)
        before = state.pending

        def tell(address: str) -> None:
            click.echo(f"Review at {address}\nCtrl-C ends it.")

        filters = {"list": "sample"} if sample else {}
        serve(guard, listening, tell=tell, open_browser=open_browser, filters=filters)
        if state.pending > before:
            click.echo(safe(f"The tables lack {_decisions(state.pending)}: extractor review {folder} --apply", keep=""), err=True)


def _decisions(count: int) -> str:
    return counted(count, "decision", "decisions")
