"""Speed of everything around the analysis: the rules by stage, a whole run, start-up and workers, against plain ``nlp.pipe``.

Called by ``bench.py``. CPU time and shares are those of one process and one thread; only start-up and workers are told in
seconds of the clock.
"""

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
from pathlib import Path
from typing import Any

from extractor.analysis.loading import load_language
from extractor.articles import Article, RawDocument
from extractor.document import rules
from extractor.readers.base import Source
from extractor.readers.find import find_inputs
from extractor.running.check import check_result
from extractor.running.parts import Key, encode
from extractor.running.stage import DocumentStage, build
from extractor.running.worker import calm_collector
from extractor.settings import RunSettings

# Texts in one turn of a contestant.
PART = 64
PLAIN = "plain nlp.pipe"
# Stage -> the functions of extractor.document.rules that do its work.
STAGES = {
    "names": ("repair_names", "add_described", "add_voices"),
    "entities": ("find_entities", "write_small"),
    "statements": ("find_quotations", "find_statements"),
    "speakers": ("resolve_speakers",),
    "rows": ("make_result",),
}
COMMAND = [sys.executable, "-c", "from extractor.cli import main; main()"]


def find_texts(folder: Path) -> list[Source]:
    """The articles of a folder as a run finds them."""
    return [found for found in find_inputs([str(folder)]) if isinstance(found, Source)]


@contextmanager
def timed_rules(seconds: dict[str, float]) -> Iterator[None]:
    """CPU seconds of the functions of ``STAGES`` are added to ``seconds`` inside the block."""
    before: dict[str, Any] = {}

    def wrap(name: str, stage: str) -> None:
        function = before[name] = getattr(rules, name)

        def timed(*arguments: Any, **options: Any) -> Any:
            start = time.process_time()
            result = function(*arguments, **options)
            seconds[stage] += time.process_time() - start
            return result

        setattr(rules, name, timed)

    for stage, names in STAGES.items():
        for name in names:
            wrap(name, stage)
    try:
        yield
    finally:
        for name, function in before.items():
            setattr(rules, name, function)


def run_stages(nlp: Any, stage: DocumentStage, sources: list[Source]) -> dict[str, float]:
    """CPU seconds of plain ``nlp.pipe`` and of each stage over the same articles, in turns."""
    seconds: dict[str, float] = defaultdict(float)

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = work()
        seconds[name] += time.process_time() - start
        return result

    engine: Any = stage.extractor.pipeline.engine
    engine.forget()
    for start in range(0, len(sources), PART):
        part = sources[start : start + PART]
        raw = timed("reading and cleaning", lambda part=part: [item for source in part for item in stage.read(source)])
        texts = [item.text for item in raw if isinstance(item, RawDocument)]
        timed(PLAIN, lambda texts=texts: list(nlp.pipe(texts)))
        cleaned = timed("reading and cleaning", lambda raw=raw: [stage.clean(item) for item in raw])
        articles = [item for item in cleaned if isinstance(item, Article)]
        parses = timed("analysis", lambda articles=articles: list(stage.extractor.parse_many(articles)))
        results = []
        with timed_rules(seconds):
            for article, parse in zip(articles, parses, strict=True):
                results.append(stage.extractor.rules.apply(article, parse))
        timed("check and JSON", lambda results=results: [_encoded(result) for result in results])
    return seconds


def _encoded(result: Any) -> bytes:
    check_result(result, result.document.document_id)
    return encode(Key(result.document.document_id, "", "", ""), result)


def stage_table(model: str, folder: Path, rounds: int) -> list[str]:
    """Median microseconds a word of each stage, and its share of plain ``nlp.pipe``."""
    stage = build(RunSettings(model=model, analysis="fast"))
    nlp, _ = load_language(model)
    calm_collector()
    sources = find_texts(folder)
    words = sum(len(Path(source.path).read_text(encoding="utf-8").split()) for source in sources)
    results = [run_stages(nlp, stage, sources) for _ in range(rounds)]
    rest = [name for name in results[0] if name not in (PLAIN, "analysis")]
    sums = {"statements and speakers": ("statements", "speakers"), "all but the analysis": tuple(rest)}
    lines = ["| stage | microseconds a word | share of plain `nlp.pipe` |", "|---|---|---|"]
    for name, parts in {PLAIN: (PLAIN,), "analysis": ("analysis",), **{name: (name,) for name in rest}, **sums}.items():
        costs = [sum(result[part] for part in parts) for result in results]
        shares = [cost / result[PLAIN] for cost, result in zip(costs, results, strict=True)]
        cost, share = statistics.median(costs) / words * 1e6, statistics.median(shares)
        lines.append(f"| {name} | {cost:.1f} | {share:.1%} |")
    return lines


def run_table(model: str, folder: Path, rounds: int) -> list[str]:
    """A whole run, from files to tables, against plain ``nlp.pipe`` over the same texts without loading the model."""
    nlp, _ = load_language(model)
    texts = [Path(source.path).read_text(encoding="utf-8") for source in find_texts(folder)]
    words = sum(len(text.split()) for text in texts)
    plain, whole, start = [], [], []
    with tempfile.TemporaryDirectory() as name:
        one = Path(name) / "one"
        one.mkdir()
        shutil.copy(find_texts(folder)[0].path, one)
        middle = len(texts) // 2
        for _ in range(rounds):
            plain.append(cpu_seconds(lambda: list(nlp.pipe(texts[:middle]))))
            whole.append(run_cost(model, folder, Path(name) / "out")[0])
            start.append(run_cost(model, one, Path(name) / "out")[0])
            plain[-1] += cpu_seconds(lambda: list(nlp.pipe(texts[middle:])))
    lines = [
        f"| {len(texts)} files, {words:,} words, one worker | microseconds a word | times plain `nlp.pipe` |",
        "|---|---|---|",
    ]
    rows = {
        PLAIN: plain,
        "`extractor run`, all of it": whole,
        "without what a run over one article takes": [a - b for a, b in zip(whole, start, strict=True)],
    }
    for name, costs in rows.items():
        ratio = statistics.median(base / cost for base, cost in zip(plain, costs, strict=True))
        lines.append(f"| {name} | {statistics.median(costs) / words * 1e6:.1f} | {ratio:.2f} |")
    return lines


def clock_table(model: str, folder: Path, rounds: int) -> list[str]:
    """Start-up and workers in seconds of the clock; the best of the rounds, since other programs only ever add."""
    load = [sys.executable, "-c", f"from extractor.analysis.loading import load_language; load_language({model!r})"]
    help_page, listing = [*COMMAND, "--help"], [*COMMAND, "rules", "list"]
    with tempfile.TemporaryDirectory() as name:
        one, out = Path(name) / "one", Path(name) / "out"
        one.mkdir()
        shutil.copy(find_texts(folder)[0].path, one)
        loading = min(clock_seconds(load) for _ in range(rounds))
        single = min(run_cost(model, one, out)[1] for _ in range(rounds))
        workers = [min(run_cost(model, folder, out, workers=number)[1] for _ in range(rounds)) for number in (1, 2)]
    lines = ["| | seconds, best | |", "|---|---|---|"]
    lines.append(f"| loading the model alone | {loading:.2f} | |")
    lines.append(f"| `extractor run` on one article | {single:.2f} | {single / loading:.2f} times loading |")
    for title, command in (("`extractor --help`", help_page), ("`extractor rules list`", listing)):
        lines.append(f"| {title} | {min(clock_seconds(command) for _ in range(rounds)):.2f} | |")
    lines.append(f"| `extractor run`, 1 worker | {workers[0]:.1f} | |")
    lines.append(f"| `extractor run`, 2 workers | {workers[1]:.1f} | {workers[0] / workers[1]:.2f} times as fast |")
    return lines


def run_cost(model: str, folder: Path, out: Path, *, workers: int = 1) -> tuple[float, float]:
    """CPU seconds of all its processes, and seconds of the clock, of a run from nothing."""
    shutil.rmtree(out, ignore_errors=True)
    command = [*COMMAND, "run", str(folder), "--out", str(out), "--model", model, "--workers", str(workers), "--quiet"]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True)
    seconds, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, seconds


def clock_seconds(command: list[str]) -> float:
    """Seconds of the clock that a command takes."""
    start = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    return time.monotonic() - start


def cpu_seconds(work: Callable[[], Any]) -> float:
    """CPU time that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start
