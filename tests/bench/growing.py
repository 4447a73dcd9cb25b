"""CPU time of a run over a folder that has grown by a hundredth, or not at all, as a part of that of a run from nothing.

    python tests/bench/growing.py --articles 20000

The articles are those of ``replicate.py``, of full length; the new ones stand between the others, as their names tell.
"""

import argparse
import tempfile
from pathlib import Path

from chain import run_cost
from replicate import write_articles

_SHARE = 100


def split(folder: Path, more: Path) -> None:
    """Move each hundredth article to another folder."""
    for number, path in enumerate(sorted(folder.rglob("*.txt"))):
        if number % _SHARE == _SHARE // 2:
            target = more / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.rename(target)


def main() -> None:
    """Measure and print the rows of a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--words", type=int, help="words after which an article ends with its paragraph; by default none is cut")
    parser.add_argument("--model", default="md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, more, out = (Path(name) / part for part in ("in", "more", "out"))
        write_articles(folder, options.articles + options.articles // _SHARE, words=options.words)
        split(folder, more)
        whole, _ = run_cost(options.model, folder, out)
        grown, _ = run_cost(options.model, folder, out, more=more)
        same, _ = run_cost(options.model, folder, out, more=more)
    print(f"| {options.articles:,} articles, from nothing | {whole:.0f} CPU seconds | |")
    print(f"| a hundredth more | {grown:.1f} | {grown / whole:.1%} |")
    print(f"| nothing new | {same:.1f} | {same / whole:.1%} |")


if __name__ == "__main__":
    main()
