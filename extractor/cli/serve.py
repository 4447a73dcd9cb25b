"""``extractor serve``: texts in by HTTP, what they say out as JSON."""

from typing import IO, Any

import click

from extractor.cli.options import confidence_option, continued_option, gazetteer_option, language_option, model_option

_LOCAL = ("127.0.0.1", "localhost", "::1")
_SHORTEST_TOKEN = 16


@click.command(
    short_help="A local HTTP service: texts or records in, JSON out.",
    epilog="""\b
Examples:
  extractor serve                                    http://127.0.0.1:8377, Ctrl-C ends it
  extractor serve --workers 4 --port 9000
  extractor serve --host 0.0.0.0 --token-file token  for other machines
  curl -H 'Content-Type: text/plain' --data-binary @article.txt http://127.0.0.1:8377/extract

The page at / and openapi.json say what it takes and answers; docs/how-to/serve.md how to run it for good.""",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; another needs a token.")
@click.option("--port", type=click.IntRange(0, 65535), default=8377, show_default=True, help="Port; 0 takes a free one.")
@click.option("--token-file", type=click.File("r", encoding="utf-8"), help="File with the token that clients must send.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that analyse.")
@click.option("--max-bytes", type=click.IntRange(1024), default=8 << 20, show_default=True, help="Largest body of a request.")
@click.option("--max-texts", type=click.IntRange(1), default=100, show_default=True, help="Most texts of a request.")
@click.option(
    "--max-requests", type=click.IntRange(1), default=64, show_default=True, help="Connections at a time; others get code 503."
)
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=120.0, show_default=True, help="Seconds for a text.")
@click.option("--memory", "memory_mb", type=click.IntRange(256), default=4096, show_default=True, help="Megabytes for a process.")
@language_option
@model_option
@gazetteer_option
@confidence_option
@continued_option
def serve(
    *,
    host: str,
    port: int,
    token_file: IO[str] | None,
    workers: int,
    max_bytes: int,
    max_texts: int,
    max_requests: int,
    model: str,
    **settings: Any,
) -> None:
    """Answer requests with what texts say, until a signal comes. Nothing is stored, and nothing leaves this machine."""
    from extractor.running.text_workers import TextWorkers
    from extractor.service.app import Limits, make_service
    from extractor.serving.listening import open_socket, serve_app
    from extractor.settings import RunSettings

    token = "".join(token_file.read().split()) if token_file else ""
    if token_file and len(token) < _SHORTEST_TOKEN:
        raise click.UsageError(f"a token has {_SHORTEST_TOKEN} characters at least; make one: openssl rand -hex 24 > token")
    if not token and host not in _LOCAL:
        raise click.UsageError(f"whoever reaches {host} could ask; give a token with --token-file")
    with open_socket(host, port) as listening, TextWorkers(RunSettings(model=model, **settings), workers) as started:
        started.wait()
        limits = Limits(body_bytes=max_bytes, texts=max_texts)
        port = listening.getsockname()[1]
        service = make_service(started, limits=limits, model=model, token=token, host=host, port=port)
        serve_app(service, listening, ready=lambda address: click.echo(f"Listening on {address}"), most_at_once=max_requests)
