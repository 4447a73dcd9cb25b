"""``extractor completion``: what a shell needs to complete commands and options."""

import click
from click.shell_completion import get_completion_class


@click.command(
    short_help="Lines by which a shell completes commands and options.",
    epilog="""\b
Examples:
  extractor completion bash >> ~/.bashrc
  extractor completion zsh >> ~/.zshrc
  extractor completion fish > ~/.config/fish/completions/extractor.fish""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the lines that make SHELL complete commands and options of extractor."""
    kind = get_completion_class(shell)
    assert kind is not None, "click knows the three shells"
    click.echo(kind(context.find_root().command, {}, "extractor", "_EXTRACTOR_COMPLETE").source())
