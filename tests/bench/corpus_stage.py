"""Time and memory of linking and table building, with stored results replayed under other names.

    extractor run corpus/articles --out some
    python tests/bench/corpus_stage.py some/parts FOLDER --mentions 1000000 3000000 10000000

Each copy of a document has ids, a hash of the text and names of persons and organizations of its own, the names drawn so that a
few are frequent and new ones never stop coming. Part files and tables go to FOLDER (10 million mentions need some 60 GB) and are
removed afterwards.
"""

import argparse
import json
import random
import re
import shutil
import time
import zlib
from pathlib import Path
from typing import Any

from varied import surname

from extractor.linking.names import load_knowledge
from extractor.records import RunRow
from extractor.resources import find_models
from extractor.running.corpus import Counts, publish
from extractor.running.parts import part_files

ROOT = Path(__file__).parents[2]
_ID = re.compile(r'[dms]_[a-z2-7]{26}|(?<="text_sha256":")[0-9a-f]{9}')
_WORD = re.compile(r"[A-Z][^\W\d_]{2,}")
_CODE = "abcdefghijklmnopqrstuvwxyz234567"
_A_FILE = 20_000


class Template:
    """The line of a document, cut where ids and words of names stand."""

    def __init__(self, line: str, given: set[str]) -> None:
        result = json.loads(line)["result"]
        named = [entity for entity in result["entities"] if entity["kind"] != "place"]
        words = {word for entity in named for word in _WORD.findall(entity["name"])}
        self.given = sorted(words & given)
        self.family = sorted(words - given)
        names = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        # A word may follow the n or t of a line end or tab as JSON writes them.
        places = rf"({_ID.pattern}" + (rf"|(?:(?<=\\n)|(?<=\\t)|(?<!\w))(?:{names})(?!\w)" if names else "") + ")"
        self.pieces = re.split(places, line[line.index('"document_id"') :])
        self.mentions = len(result["mentions"])

    def copy(self, number: int, given: list[str], chance: random.Random) -> str:
        """The line of the copy with this number."""
        new = dict(zip(self.given, chance.sample(given, len(self.given)), strict=True))
        taken = set(new.values())
        for word in self.family:
            new[word] = surname(chance)
            while new[word] in taken:
                new[word] = surname(chance)
            taken.add(new[word])
        code = "".join(_CODE[number >> shift & 31] for shift in (20, 15, 10, 5, 0))
        pieces = list(self.pieces)
        for place in range(1, len(pieces), 2):
            piece = pieces[place]
            pieces[place] = new[piece] if piece in new else f"{piece[:2]}{code}{piece[7:]}"
        return "".join(pieces)


def write_parts(templates: list[Template], folder: Path, mentions: int) -> int:
    """Copies with so many mentions in all; the number of documents."""
    listed = (ROOT / "models" / "en" / "given_names.csv").read_text(encoding="utf-8").split()[1:]
    given = [line.partition(",")[0] for line in listed]
    chance = random.Random(mentions)
    documents = done = 0
    while done < mentions:
        with (folder / f"part-{documents // _A_FILE:03}.jsonl").open("wb") as file:
            for _ in range(_A_FILE):
                template = templates[documents % len(templates)]
                body = template.copy(documents // len(templates), given, chance).encode()
                file.write(b'{"check":"%08x",%s' % (zlib.crc32(body), body))
                documents += 1
                done += template.mentions
                if done >= mentions:
                    return documents
    return documents


def measure(parts: Path, out: Path, formats: tuple[str, ...]) -> None:
    """Print seconds and memory of each step as it ends, then of all, as rows of a table."""
    begin = last = time.monotonic()
    cpu = last_cpu = time.process_time()
    running = ""

    def step(name: str) -> None:
        nonlocal last, last_cpu, running
        now, now_cpu = time.monotonic(), time.process_time()
        if running:
            print(f"| {running} | {now - last:.0f} | {now_cpu - last_cpu:.0f} | {memory('VmRSS'):,} |", flush=True)
        last, last_cpu, running = now, now_cpu, name

    counts = publish(
        parts,
        out,
        knowledge=load_knowledge(find_models()),
        run=_row,
        formats=formats,
        manifest=lambda _counts, _folder: None,
        threads=1,  # one step after the other
        step=step,
    )
    step("end")
    print(f"| **all** | {time.monotonic() - begin:.0f} | {time.process_time() - cpu:.0f} | {memory('VmHWM'):,} at most |")
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) >> 20
    names = ", ".join(f"{counts.tables[name]:,} {name}" for name in ("people", "organizations", "statements"))
    print(f"\n{names}; tables {size:,} MB", flush=True)


def memory(kind: str) -> int:
    """Memory of this process in MB: now (VmRSS) or the most there was (VmHWM)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(kind)) // 1024


def _row(counts: Counts) -> RunRow:
    fields: dict[str, Any] = {name: "x" for name, info in RunRow.model_fields.items() if info.annotation is str}
    return RunRow.model_validate(fields | {"documents": counts.tables["documents"], "statements": counts.tables["statements"]})


def main() -> None:
    """Replay and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", type=Path, help="part files of a run")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mentions", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--formats", nargs="+", default=["csv", "parquet", "sqlite"])
    options = parser.parse_args()
    listed = (ROOT / "models" / "en" / "given_names.csv").read_text(encoding="utf-8").split()[1:]
    given = {line.partition(",")[0] for line in listed}
    lines = [line for path in part_files(options.parts) for line in path.read_text(encoding="utf-8").splitlines()]
    templates = [Template(line + "\n", given) for line in sorted(lines, key=lambda line: line[20:]) if '"mentions":[' in line]
    for mentions in options.mentions:
        parts, out = options.folder / "replayed", options.folder / "tables-of-replayed"
        for folder in (parts, out):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        begin = time.monotonic()
        documents = write_parts(templates, parts, mentions)
        size = sum(path.stat().st_size for path in parts.iterdir()) >> 20
        print(f"\n{mentions:,} mentions, {documents:,} documents, part files {size:,} MB ({time.monotonic() - begin:.0f} s)\n")
        print("| step | seconds | CPU seconds | MB at its end |\n|---|---|---|---|", flush=True)
        measure(parts, out, tuple(options.formats))
        for folder in (parts, out):
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
