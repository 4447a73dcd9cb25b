"""Speed and memory of the analysis, the rules and whole runs against plain ``nlp.pipe`` of the same model on the same texts.

    python tests/bench/bench.py                       the articles of corpus/
    python tests/bench/bench.py --quick               less of everything: a minute or two
    python tests/bench/bench.py --only runs           one part alone; also with --rounds, --articles, --many
    python tests/bench/bench.py --texts FOLDER        every .txt and .md of a folder
    python tests/bench/bench.py --write               also put the tables into docs/benchmarks.md

Both engines run in one process and one thread, in turns on parts of the texts, so that a noisy machine disturbs both alike.
CPU time is measured. Each round loads the pipeline anew: in its first pass neither knows a word, in the second both know all.
"""

import argparse
import gc
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import chain
from chain import cpu_seconds
from replicate import write_articles
from threadpoolctl import threadpool_limits

from extractor.analysis.engines import SpacyEngine
from extractor.analysis.fast import assembly
from extractor.analysis.fast.engine import FastEngine
from extractor.analysis.loading import load_language

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus" / "articles"
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
PARTS = ("analysis", "stages", "runs", "memory")
# Texts in one turn of a contestant: enough for spaCy to work at its full speed.
PART = 64
# Part of the fast engine -> the method that does its work.
STAGES = {
    "tokens and new types": ("_read",),
    "vectors for tagger and parser": ("_vectors", "encode"),
    "tags": ("_tagger", "tag"),
    "dependencies and sentences": ("_parser", "parse"),
    "vectors for names": ("_entity_vectors", "encode"),
    "names": ("_recognizer", "recognize"),
    "part of speech and lemma": ("_attributes", "find"),
}


def read_texts(folder: Path) -> list[str]:
    """Texts of a folder, in the order of their names."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".md") and path.is_file()]
    return [path.read_text(encoding="utf-8") for path in files]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured: of the texts one of so many (``every``), rounds over them and over whole runs, articles for these,
    and so ``many`` to see what workers are good for (0: not measured), made from those of the corpus with other names and
    numbers, and how often the memory test goes through the texts in each quarter."""

    every: int = 1
    rounds: int = 5
    run_rounds: int = 3
    articles: int = 240
    many: int = 1_500
    repeat: int = 5


QUICK = Sizes(every=3, rounds=2, run_rounds=2, articles=120, many=0, repeat=1)


@contextmanager
def timed_stages(engine: FastEngine) -> Iterator[dict[str, float]]:
    """CPU seconds by stage of everything analysed inside the block."""
    seconds: dict[str, float] = defaultdict(float)
    undo: list[tuple[Any, str, Any]] = []

    def wrap(holder: Any, name: str, stage: str) -> None:
        method = getattr(holder, name)

        def timed(*arguments: Any, **options: Any) -> Any:
            start = time.process_time()
            result = method(*arguments, **options)
            seconds[stage] += time.process_time() - start
            return result

        undo.append((holder, name, method))
        setattr(holder, name, timed)

    for stage, path in STAGES.items():
        holder: Any = engine
        for name in path[:-1]:
            holder = getattr(holder, name)
        wrap(holder, path[-1], stage)
    build = assembly.Analysis.parses
    assembly.Analysis.parses = lambda analysis: iter(list(build(analysis)))  # type: ignore[method-assign]
    wrap(assembly.Analysis, "parses", "lists of the parse")
    yield seconds
    for holder, name, method in reversed(undo):
        setattr(holder, name, method)
    assembly.Analysis.parses = build  # type: ignore[method-assign]


def run_round(model: str, texts: list[str]) -> dict[str, float]:
    """CPU seconds of each contestant for all texts, in a first and a second pass."""
    gc.collect()  # the pipeline of the round before
    nlp, _ = load_language(model)
    engine = FastEngine(nlp)
    seconds: dict[str, float] = defaultdict(float)
    for which in ("first", "second"):
        for start in range(0, len(texts), PART):
            part = texts[start : start + PART]
            inputs = [(text, ()) for text in part]
            seconds[f"plain nlp.pipe, {which} pass"] += cpu_seconds(lambda part=part: list(nlp.pipe(part)))
            seconds[f"fast, {which} pass"] += cpu_seconds(lambda inputs=inputs: list(engine.parses(inputs)))
            if which == "second":
                seconds["fast as spaCy documents, second pass"] += cpu_seconds(lambda inputs=inputs: list(engine.docs(inputs)))
    return seconds


def peak_memory(folder: Path, model: str, engine: str, repeat: int) -> list[int]:
    """What ``report_memory`` says in a process of its own."""
    command = [sys.executable, __file__, "--texts", str(folder), "--model", model, "--memory-of", engine, "--repeat", str(repeat)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return [int(line) for line in lines]


def report_memory(folder: Path, model: str, engine: str, repeat: int) -> None:
    """Print the memory of this process in MB before the work and after each quarter of it, then the largest."""

    def say_memory(kind: str) -> None:
        lines = Path("/proc/self/status").read_text().splitlines()
        kilobytes = next(int(line.split()[1]) for line in lines if line.startswith(kind))
        sys.stdout.write(f"{kilobytes // 1024}\n")

    nlp, _ = load_language(model)
    chosen = FastEngine(nlp) if engine == "fast" else SpacyEngine(nlp)
    texts = read_texts(folder)
    say_memory("VmRSS")
    for quarter in range(4):
        for number in range(repeat):
            # Other letters in the middle of many words: new names in each repetition.
            letter, other = "bcdfghjklmnpqrstvwxz"[number % 20], "aeiouy"[quarter]
            varied = [text.replace("an", f"a{letter}{other}").replace("er", f"{other}{letter}") for text in texts]
            for _ in chosen.parses((text, ()) for text in varied):
                pass
        say_memory("VmRSS")
    say_memory("VmHWM")


def machine() -> str:
    """Processor, cores and versions, for the page."""
    names = [line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line]
    packages = ", ".join(f"{name} {version(name)}" for name in ("spacy", "numpy", "numba"))
    return (
        f"{names[0] if names else platform.processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, {packages}"
    )


def measure(folder: Path, runs: Path, many: Path | None, model: str, *, sizes: Sizes, parts: Sequence[str]) -> str:
    """The tables, as Markdown; ``runs`` and ``many`` are the folders that whole runs are measured on."""
    made: list[list[str]] = []
    with threadpool_limits(limits=1):
        if "analysis" in parts:
            made.append(analysis_lines(model, read_texts(folder)[:: sizes.every], sizes.rounds))
        if "stages" in parts:
            made.append(chain.stage_table(model, chain.find_texts(folder)[:: sizes.every], sizes.rounds))
        if "runs" in parts:
            made.append(chain.run_tables(model, runs, many, sizes.run_rounds))
    if "memory" in parts:
        made.append(memory_lines(folder, model, sizes.repeat))
    return "\n\n".join("\n".join(lines) for lines in made) + "\n"


def analysis_lines(model: str, texts: list[str], rounds: int) -> list[str]:
    """Both engines over the same texts, and the stages of the fast one."""
    words = sum(len(text.split()) for text in texts)
    nlp, info = load_language(model)
    engine = FastEngine(nlp)
    with timed_stages(engine) as stages:
        list(engine.parses((text, ()) for text in texts))
    del nlp, engine
    results = [run_round(model, texts) for _ in range(rounds)]
    lines = [
        f"{machine()}. {info.name} {info.version}. {len(texts)} texts, {words:,} words, {rounds} rounds.",
        "",
        "| | microseconds a word, median | times plain `nlp.pipe`, median (lowest, highest) |",
        "|---|---|---|",
    ]
    for name in results[0]:
        plain = f"plain nlp.pipe, {name.split()[-2]} pass"
        ratios = sorted(result[plain] / result[name] for result in results)
        cost = statistics.median(result[name] for result in results) / words * 1e6
        spread = f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}, {ratios[-1]:.2f})"
        lines.append(f"| {name} | {cost:.1f} | {spread if name != plain else 1} |")
    lines += ["", "| stage of the fast engine, first pass | microseconds a word |", "|---|---|"]
    return lines + [f"| {stage} | {seconds / words * 1e6:.1f} |" for stage, seconds in stages.items()]


def memory_lines(folder: Path, model: str, repeat: int) -> list[str]:
    """Memory of both engines over the texts of a folder, each in a process of its own."""
    words = sum(len(text.split()) for text in read_texts(folder))
    lines = ["| memory in MB after loading and after each quarter of the texts; largest | |", "|---|---|"]
    for name in ("spacy", "fast"):
        *values, largest = map(str, peak_memory(folder, model, name, repeat if name == "fast" else 1))
        lines.append(f"| {name}, {words * 4 * (repeat if name == 'fast' else 1):,} words | {' · '.join(values)}; {largest} |")
    return lines


def main() -> None:
    """Measure and print; with ``--write`` replace the measured part of the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=CORPUS, metavar="FOLDER")
    parser.add_argument("--model", default="md")
    parser.add_argument(
        "--quick", action="store_true", help="less of everything, and no run that tells what workers are good for"
    )
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part; repeat it for more")
    for size in fields(Sizes):
        parser.add_argument(f"--{size.name.replace('_', '-')}", type=int, metavar="NUMBER", help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    parser.add_argument("--memory-of", choices=["fast", "spacy"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    given = {size.name: getattr(options, size.name) for size in fields(Sizes) if getattr(options, size.name) is not None}
    sizes = replace(QUICK if options.quick else Sizes(), **given)
    if options.memory_of:
        report_memory(options.texts, options.model, options.memory_of, sizes.repeat)
        return
    parts = options.only or PARTS
    with tempfile.TemporaryDirectory() as name:
        runs, many = options.texts, options.texts if sizes.many else None
        if options.texts == CORPUS and "runs" in parts:  # too few words for a run: most of its time would be start-up
            runs = Path(name) / "varied"
            write_articles(runs, sizes.articles)
            if many:
                many = Path(name) / "many"
                write_articles(many, sizes.many)
        tables = measure(options.texts, runs, many, options.model, sizes=sizes, parts=parts)
    sys.stdout.write(tables)
    if options.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n\n{tables}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
