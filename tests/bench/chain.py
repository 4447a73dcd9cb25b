"""Speed of everything around the analysis: the rules by stage, a whole run, start-up and workers, against plain ``nlp.pipe``.

Called by ``bench.py``. CPU time and shares are those of one process and one thread; only start-up and workers are told in
seconds of the clock.
"""

import gc
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.analysis.loading import find_package, load_language
from extractor.articles import Article, RawDocument
from extractor.document import pipeline
from extractor.readers.base import Source
from extractor.readers.find import find_inputs
from extractor.running.check import check_result
from extractor.running.document_stage import DocumentStage, build
from extractor.running.parts import Key, encode
from extractor.running.worker import calm_collector
from extractor.settings import RunSettings

# Texts in one turn of a contestant.
PART = 64
PLAIN = "plain nlp.pipe"
# Stage -> the functions of extractor.document.pipeline that do its work.
STAGES = {
    "names": ("find_layout", "find_names", "add_told_names"),
    "entities": ("home_of", "find_entities", "write_small"),
    "statements": ("find_statements",),
    "speakers": ("find_utterances", "link_descriptions", "link_introduced", "resolve_pronouns", "resolve_speakers"),
    "contents and facts": ("view_of", "find_contents", "find_facts"),
    "rows": ("make_result",),
}
COMMAND = [sys.executable, "-c", "from extractor.cli import main; main()"]
# As where the program is installed: Python keeps what it compiled of the modules.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def find_texts(folder: Path) -> list[Source]:
    """The articles of a folder as a run finds them."""
    return [found for found in find_inputs([str(folder)]) if isinstance(found, Source)]


@contextmanager
def timed_rules(seconds: dict[str, float]) -> Iterator[None]:
    """CPU seconds of the functions of ``STAGES`` are added to ``seconds`` inside the block."""
    before: dict[str, Any] = {}

    def wrap(name: str, stage: str) -> None:
        function = before[name] = getattr(pipeline, name)

        def timed(*arguments: Any, **options: Any) -> Any:
            start = time.process_time()
            result = function(*arguments, **options)
            seconds[stage] += time.process_time() - start
            return result

        setattr(pipeline, name, timed)

    for stage, names in STAGES.items():
        for name in names:
            wrap(name, stage)
    try:
        yield
    finally:
        for name, function in before.items():
            setattr(pipeline, name, function)


def run_stages(model: str, stage: DocumentStage, sources: list[Source]) -> dict[str, float]:
    """CPU seconds of plain ``nlp.pipe`` and of each stage over the same articles, in turns; at first neither knows a word."""
    gc.collect()  # the pipeline of the round before
    nlp, _ = load_language(model)
    seconds: dict[str, float] = defaultdict(float)

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = work()
        seconds[name] += time.process_time() - start
        return result

    engine: Any = stage.extractor.pipeline.engine
    engine.forget()
    stage.extractor.recent.forget()
    for start in range(0, len(sources), PART):
        part = sources[start : start + PART]
        raw = timed("reading and cleaning", lambda part=part: [item for source in part for item in stage.read(source)])
        texts = [item.text for item in raw if isinstance(item, RawDocument)]
        timed(PLAIN, lambda texts=texts: list(nlp.pipe(texts)))
        cleaned = timed("reading and cleaning", lambda raw=raw: [stage.clean(item) for item in raw])
        articles = [item for item in cleaned if isinstance(item, Article)]
        # As in a run, an article is through before the parse of the next is built.
        parses = stage.extractor.parse_many(articles)
        with timed_rules(seconds):
            for article in articles:
                parse = timed("analysis", lambda parses=parses: next(parses))
                result = pipeline.extract(article, parse, stage.extractor.rules)
                timed("check and JSON", lambda result=result: _encoded(result))
    return seconds


def _encoded(result: Any) -> bytes:
    check_result(result, result.document.document_id)
    return encode(Key(result.document.document_id, "", "", ""), result)


def stage_table(model: str, sources: list[Source], rounds: int) -> list[str]:
    """Median microseconds a word of each stage, and its share of plain ``nlp.pipe``; loading is not counted."""
    stage = build(RunSettings(model=model, analysis="fast"))
    calm_collector()
    words = sum(len(Path(source.path).read_text(encoding="utf-8").split()) for source in sources)
    results = [run_stages(model, stage, sources) for _ in range(rounds)]
    rest = [name for name in results[0] if name not in (PLAIN, "analysis")]
    sums = {
        "statements and speakers": ("statements", "speakers"),
        "all but the analysis": tuple(rest),
        "all stages": ("analysis", *rest),
    }
    lines = ["| stage | microseconds a word | share of plain `nlp.pipe` | times plain `nlp.pipe` |", "|---|---|---|---|"]
    for name, parts in {PLAIN: (PLAIN,), "analysis": ("analysis",), **{name: (name,) for name in rest}, **sums}.items():
        costs = [sum(result[part] for part in parts) for result in results]
        shares = [cost / result[PLAIN] for cost, result in zip(costs, results, strict=True)]
        cost, share = statistics.median(costs) / words * 1e6, statistics.median(shares)
        ratio = f"{1 / share:.2f}" if name in ("analysis", "all stages") else ""
        lines.append(f"| {name} | {cost:.1f} | {share:.1%} | {ratio} |")
    return lines


@dataclass(slots=True)
class Runs:
    """Costs by round: CPU seconds of plain ``nlp.pipe``; CPU seconds and seconds of the clock of runs, those over many articles
    with one worker and with two, and again after a hundredth was added; by number of workers seconds without tables and without
    those of one article."""

    plain: list[float] = field(default_factory=list)
    whole: list[tuple[float, float]] = field(default_factory=list)
    many: list[tuple[float, float]] = field(default_factory=list)
    two_workers: list[tuple[float, float]] = field(default_factory=list)
    again: list[tuple[float, float]] = field(default_factory=list)
    without_tables: dict[int, list[float]] = field(default_factory=lambda: {1: [], 2: []})
    one_article: list[tuple[float, float]] = field(default_factory=list)


def run_tables(model: str, folder: Path, many: Path | None, rounds: int) -> list[str]:
    """Whole runs, from files to all tables, against plain ``nlp.pipe`` over the same texts; start-up; workers on many files,
    where a folder of so many is given."""
    sources = find_texts(folder)
    texts = [Path(source.path).read_text(encoding="utf-8") for source in sources]
    words = sum(len(text.split()) for text in texts)
    with tempfile.TemporaryDirectory() as name:
        one = Path(name) / "one"
        one.mkdir()
        shutil.copy(sources[0].path, one)
        runs = measure_runs(model, texts, folder, one, rounds)
        if many:
            measure_workers(model, runs, one, many, max(rounds - 1, 1))
    whole, plain = [cpu for cpu, _ in runs.whole], runs.plain
    start = [cpu for cpu, _ in runs.one_article]
    lines = [
        f"| {len(texts)} articles, {words:,} words, {rounds} rounds: CPU time of all processes | microseconds a word | "
        "times plain `nlp.pipe`, median (lowest, highest) |",
        "|---|---|---|",
        f"| plain `nlp.pipe`, the model being loaded already | {statistics.median(plain) / words * 1e6:.1f} | 1 |",
    ]
    rows = {
        "`extractor run --workers 1`, with start-up and loading the model": whole,
        "the same without what a run over one article takes": [a - b for a, b in zip(whole, start, strict=True)],
    }
    for title, costs in rows.items():
        ratios = sorted(base / cost for base, cost in zip(plain, costs, strict=True))
        spread = f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}, {ratios[-1]:.2f})"
        lines.append(f"| {title} | {statistics.median(costs) / words * 1e6:.1f} | {spread} |")
    return [*lines, "", *clock_table(model, runs, rounds), *(worker_lines(runs, len(find_texts(many))) if many else ())]


def measure_runs(model: str, texts: list[str], folder: Path, one: Path, rounds: int) -> Runs:
    """The runs of all rounds, in turns with plain ``nlp.pipe``: one half of the texts before them, the other behind.

    Like the runs, it knows no word at the start of a round.
    """
    runs, out, middle = Runs(), one.parent / "out", len(texts) // 2
    for _ in range(rounds):
        gc.collect()  # the pipeline of the round before
        nlp, _ = load_language(model)
        before = cpu_seconds(lambda nlp=nlp: list(nlp.pipe(texts[:middle])))
        runs.whole.append(run_cost(model, folder, out))
        runs.one_article.append(run_cost(model, one, out))
        runs.plain.append(before + cpu_seconds(lambda nlp=nlp: list(nlp.pipe(texts[middle:]))))
    return runs


def measure_workers(model: str, runs: Runs, one: Path, many: Path, rounds: int) -> None:
    """Add runs over many articles by one worker and by two, and one after a hundredth was added."""
    out, more = one.parent / "out", one.parent / "more"
    more.mkdir()
    sources = find_texts(many)
    for source in sources[: max(len(sources) // 100, 1)]:
        shutil.copy(source.path, more / f"again-{Path(source.path).name}")
    for _ in range(rounds):
        runs.many.append(run_cost(model, many, out))
        runs.again.append(run_cost(model, many, out, more=more))
        runs.two_workers.append(run_cost(model, many, out, workers=2))
        _, start = run_cost(model, one, out, shard=True)
        for workers, seconds in runs.without_tables.items():
            seconds.append(run_cost(model, many, out, workers=workers, shard=True)[1] - start)


def clock_table(model: str, runs: Runs, rounds: int) -> list[str]:
    """Start-up in seconds of the clock; the best of the rounds, since other programs only ever add."""
    load = [sys.executable, "-c", f"from extractor.analysis.loading import load_language; load_language({model!r})"]
    plain = [sys.executable, "-W", "ignore", "-c", f"import spacy; spacy.load({find_package(model)!r})"]
    loading, plainly = (min(clock_seconds(command) for _ in range(rounds)) for command in (load, plain))
    one = min(seconds for _, seconds in runs.one_article)
    lines = ["| start-up and workers | seconds of the clock, best | |", "|---|---|---|"]
    lines.append(f"| `import spacy; spacy.load(...)`, with the start of Python | {plainly:.2f} | |")
    lines.append(f"| the same with our quicker import of spaCy | {loading:.2f} | |")
    lines.append(
        f"| `extractor run` on one article | {one:.2f} | {one / plainly:.2f} times the first, {one / loading:.2f} the second |"
    )
    for words in (["--help"], ["rules", "list"]):
        lines.append(f"| `extractor {' '.join(words)}` | {min(clock_seconds([*COMMAND, *words]) for _ in range(rounds)):.2f} | |")
    return lines


def worker_lines(runs: Runs, many: int) -> list[str]:
    """What workers are good for, in seconds of the clock; the best of the rounds."""
    one, single, double = (min(seconds for _, seconds in costs) for costs in (runs.one_article, runs.many, runs.two_workers))
    lines = [f"| `extractor run` on {many:,} articles, 1 worker | {single:.1f} | |"]
    again, whole = (min(cpu for cpu, _ in costs) for costs in (runs.again, runs.many))
    lines.append(f"| the same again after a hundredth was added | | {again / whole:.0%} of the CPU time |")
    lines.append(f"| `extractor run` on all of them, 2 workers | {double:.1f} | {single / double:.2f} times as fast |")
    ratio = (single - one) / (double - one)
    lines.append(f"| both without what a run over one article takes | | {ratio:.2f} times as fast |")
    single, double = (min(runs.without_tables[workers]) for workers in (1, 2))
    lines.append(f"| the same without linking and tables (`--shard 1/1`) | | {single / double:.2f} times as fast |")
    return lines


def run_cost(
    model: str, folder: Path, out: Path, *, workers: int = 1, shard: bool = False, more: Path | None = None
) -> tuple[float, float]:
    """CPU seconds of all its processes, and seconds of the clock, of a run from nothing, as the only shard without tables; or of
    one that has ``more`` articles than the one before."""
    if not more:
        shutil.rmtree(out, ignore_errors=True)
    inputs = [str(path) for path in (folder, more) if path]
    command = [*COMMAND, "run", *inputs, "--out", str(out), "--model", model, "--workers", str(workers), "--quiet"]
    command += ["--shard", "1/1"] if shard else []
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, env=ENVIRONMENT)
    seconds, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, seconds


def clock_seconds(command: list[str]) -> float:
    """Seconds of the clock that a command takes."""
    start = time.monotonic()
    subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)
    return time.monotonic() - start


def cpu_seconds(work: Callable[[], Any]) -> float:
    """CPU time that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start
