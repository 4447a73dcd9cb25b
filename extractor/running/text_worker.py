"""A worker for texts that come one after the other: a process that reads them on standard input and answers on standard output.

The first line are settings, and what it says first is whether it is ready. Each later line is an array of values and names as
:func:`extractor.readers.given.hand_over` makes them, and is answered by as many lines, each a result. It ends with its standard
input.
"""

import json
import os
import signal
import sys

from extractor.errors import ExtractorError
from extractor.readers.given import Handed, read_given
from extractor.running.analysing import analyse
from extractor.running.document_stage import build
from extractor.running.launch import take_stdout
from extractor.running.tasks import message
from extractor.running.worker import OUT_OF_MEMORY, calm_collector, limit_memory
from extractor.settings import RunSettings


def main() -> None:
    """Answer until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out, inbox = take_stdout(), sys.stdin.buffer
    first = inbox.readline()
    if not first:
        return
    settings = RunSettings.model_validate_json(first)
    try:
        stage = build(settings)
    except ExtractorError as error:
        out.write(message("failed", kind=type(error).__name__, text=str(error)))
        out.flush()
        return
    limit_memory(settings.memory_mb)
    calm_collector()
    out.write(message("ready"))
    out.flush()
    for line in inbox:
        try:
            results = analyse(stage, [read_given(Handed(*given)) for given in json.loads(line)])
            answer = "".join(f"{result.model_dump_json()}\n" for result in results)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        out.write(answer.encode())
        out.flush()
