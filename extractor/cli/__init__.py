"""The command ``extractor``: commands are imported when they are called; the one place where errors become exit codes."""

import importlib
import os
import sys
from typing import Any

import click

from extractor import __version__
from extractor.cli.terminal import safe
from extractor.errors import ExtractorError, OutputError

# Command -> module of extractor.cli and the name of the command in it, in the order of the help page.
COMMANDS = {
    "run": "run:run",
    "merge": "merge:merge",
    "fields": "fields:fields",
    "show": "show:show",
    "explain": "explain:explain",
    "entities": "entities:entities",
    "report": "report:report",
    "review": "review:review",
    "search": "search:search",
    "export": "export:export",
    "sources": "sources:sources",
    "serve": "serve:serve",
    "predict": "predict:predict",
    "evaluate": "evaluate:evaluate",
    "diff": "diff:diff",
    "rules": "rules:rules",
    "model": "model:model",
    "schema": "schema:schema",
    "completion": "completion:completion",
}
EXIT_INTERRUPTED = 130


class CommandGroup(click.Group):
    """Loads commands by name from ``COMMANDS`` and turns their exceptions into one line on standard error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, imported now; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(f"extractor.cli.{module}"), name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; an unknown one is an error that names the like."""
        if not ctx.resilient_parsing and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            import difflib

            like = difflib.get_close_matches(args[0].lower(), COMMANDS, n=1)
            hint = f" Did you mean '{like[0]}'?" if like else " 'extractor -h' lists the commands."
            ctx.fail(f"No such command '{safe(args[0], keep='')}'.{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; with ``--debug`` errors of ours and unexpected ones keep their traceback."""
        _open_closed_streams()
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # names from inputs may be no UTF-8
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # The reader has gone (``extractor ... | head``). Python would complain once more when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except KeyboardInterrupt:
            _complain("stopped")
            ctx.exit(EXIT_INTERRUPTED)
        except Exception as error:
            if ctx.params["debug"]:
                raise
            ctx.exit(_explain(error))
        return result


def _explain(error: Exception) -> int:
    """Say in one line what went wrong; the exit code for it."""
    if isinstance(error, ExtractorError):
        for line in str(error).splitlines():
            _complain(line)
        return error.exit_code
    if isinstance(error, OSError):  # what cannot be read is an InputError or a row of the table errors by now
        _complain(f"output cannot be written: {error.strerror or error}{f' ({error.filename})' if error.filename else ''}")
        return OutputError.exit_code
    _complain(f"unexpected error: {type(error).__name__}: {error} (extractor --debug ... shows where)")
    return 1


def _open_closed_streams() -> None:
    """Lead output that the caller closed (``>&-``, some services) nowhere; files opened later must not take its number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_RDWR)
            if null != number:
                os.dup2(null, number)
                os.close(null)
            setattr(sys, name, open(number, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _complain(message: str) -> None:
    click.echo(f"extractor: {safe(message, keep='')}", err=True)


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  extractor run articles/ --out outputs      a folder of articles to tables
  extractor show article.txt                 one article, statements highlighted
  extractor COMMAND -h                       options and examples of a command""",
)
@click.version_option(__version__, prog_name="extractor", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option(
    "--config", default="", envvar="EXTRACTOR_CONFIG", metavar="FILE", help="Settings.  [default: extractor.toml, if there]"
)
@click.pass_context
def main(context: click.Context, debug: bool, config: str) -> None:
    """Who said what in the news: people, organizations, places and statements as tables."""
    # Looking for plugins means reading about every installed package, a tenth of the time of a short command.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if not config and not os.path.isfile("extractor.toml"):  # noqa: PTH113  # nothing to import for
        return
    from extractor.cli.config import find_config, load_config, option_defaults

    path = find_config(config)
    if path:
        context.default_map = option_defaults(load_config(path))
        context.obj = None if config else path
