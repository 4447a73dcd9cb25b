"""Short articles in any number: those of corpus/ cut short, with other names and numbers in each copy.

    python tests/bench/replicate.py FOLDER --articles 100000

The copies lie a thousand to a folder. The same arguments give the same articles.
"""

import argparse
import json
import random
import re
from pathlib import Path
from typing import Any

from varied import surname

ROOT = Path(__file__).parents[2]
A_FOLDER = 1000
_WORD, _DIGITS = re.compile(r"[^\W\d_]+"), re.compile(r"[1-9]\d*")
# Small words of names, titles and what tells an organization's kind stay.
_STAYS = re.compile(
    r"\W*|[a-z].*|.|The|Mr|Mrs|Ms|Dr|Court|Council|Ministry|Committee|Party|University|Bank|Union|Federation|Association|Police|"
    r"Department|Agency|Commission|Institute|Company|Group|Board|Center|Centre|House|Senate|Supreme|National|United|International"
)


def short(text: str, words: int) -> str:
    """The beginning of an article: whole paragraphs until there are so many words."""
    taken: list[str] = []
    for paragraph in text.split("\n\n"):
        taken.append(paragraph)
        if sum(len(part.split()) for part in taken) >= words:
            break
    return "\n\n".join(taken)


def words_of_names(record: dict[str, Any], given: set[str]) -> tuple[set[str], set[str]]:
    """Given names, and other words that belong to names of persons and organizations of a gold record."""
    spans = [span for span in record["entities"] if span["label"] in ("PERSON", "ORG")]
    words = {word for span in spans for word in _WORD.findall(record["text"][span["start"] : span["end"]])}
    words = {word for word in words if not _STAYS.fullmatch(word)}
    return words & given, words - given


def copy(text: str, names: tuple[set[str], set[str]], given: list[str], chance: random.Random) -> str:
    """The text with new names, the same for the same word, and new numbers."""
    new = {word: chance.choice(given) for word in sorted(names[0])} | {word: surname(chance) for word in sorted(names[1])}
    text = _WORD.sub(lambda match: new.get(match[0], match[0]), text)
    return _DIGITS.sub(lambda match: str(chance.randrange(10 ** (len(match[0]) - 1), 10 ** len(match[0]))), text)


def write_articles(folder: Path, articles: int, *, words: int | None = None) -> None:
    """So many articles, in turns from those of corpus/; ``words`` cuts each at the paragraph in which it reaches that number."""
    records = [json.loads(line) for line in (ROOT / "corpus" / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    listed = (ROOT / "models" / "en" / "given_names.csv").read_text(encoding="utf-8").split()[1:]
    given = [line.partition(",")[0] for line in listed]
    texts = [short(record["text"], words) if words else record["text"] for record in records]
    models = list(zip(texts, (words_of_names(record, set(given)) for record in records), strict=True))
    for number in range(articles):
        text, names = models[number % len(models)]
        part = folder / f"{number // A_FOLDER:04}"
        part.mkdir(parents=True, exist_ok=True)
        made = copy(text, names, given, random.Random(number))
        (part / f"{number:07}.txt").write_text(made, encoding="utf-8")


def main() -> None:
    """Write the articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=100, help="words after which an article ends with its paragraph")
    options = parser.parse_args()
    write_articles(options.folder, options.articles, words=options.words)


if __name__ == "__main__":
    main()
