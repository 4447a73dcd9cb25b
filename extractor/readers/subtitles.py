"""Subtitles (SRT and WebVTT): the cues joined to speech, a paragraph a turn, with the speaker where the file names one."""

import re
from collections.abc import Iterator
from html import unescape

from extractor.articles import Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, read_all, reader
from extractor.readers.blocks import join_blocks
from extractor.readers.decode import decode
from extractor.settings import ReadOptions

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_CUE = re.compile(rf"(?P<start>{_TIME})\s*-->\s*(?P<end>{_TIME}).*")
_BLOCKS_LEFT_OUT = ("NOTE", "STYLE", "REGION", "WEBVTT")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+(?P<name>[^<>]{1,100})>")
_MARKUP = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,100}\}")
_NAMED = re.compile(r"(?:>>+\s*)?(?P<name>[A-Z][A-Z0-9 .,'’()&-]{1,60}):\s+(?=\S)")
_CHEVRON = re.compile(r">>+\s*(?:(?P<name>[^:<>]{2,60}):\s+)?")
_DASH = re.compile(r"[-–]\s+(?=\S)")
_SENTENCE_END = (".", "!", "?", "…", '"', "”")
# Seconds of silence after a sentence after which a paragraph begins, and a length after which any sentence ends one.
_PAUSE, _LONG = 2.5, 600


@reader("subtitles", suffixes=(".srt", ".vtt"), single=True)
def read_subtitles(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield the speech without numbers, times and settings.

    Raises:
        ReadError: ``parse`` when there is no cue in it, ``empty``.
    """
    decoded = decode(read_all(stream, options.max_bytes), declared=options.encoding)
    cues = list(_cues(decoded.text))
    if not cues:
        raise ReadError("parse", "no subtitles: no line with two times and an arrow in it")
    text, blocks = join_blocks(("paragraph", turn) for turn in _turns(cues))
    if not text:
        raise ReadError("empty", "subtitles without words", status="skipped")
    yield RawDocument(
        source.source_path, text, input_format="subtitles", encoding=decoded.encoding, warnings=decoded.warnings, blocks=blocks
    )


def _cues(text: str) -> Iterator[tuple[float, float, list[str]]]:
    """Yield start, end and lines of each cue."""
    current: tuple[float, float, list[str]] | None = None
    passing = False
    before = ""
    for raw in text.splitlines():
        line = raw.strip("\ufeff \t")
        cue = _CUE.fullmatch(line)
        if cue:
            if current is not None:
                # The number of this cue comes after the words of the one before, where no blank line parts them.
                if current[2] and before.isdecimal() and current[2][-1] == before:
                    current[2].pop()
                yield current
            current, passing = (_seconds(cue["start"]), _seconds(cue["end"]), []), False
        elif not line:
            if current is not None:
                yield current
            current, passing = None, False
        elif current is not None:
            current[2].append(line)
        elif line.startswith(_BLOCKS_LEFT_OUT):
            passing = True
        before = line if not passing else ""
    if current is not None:
        yield current


def _seconds(time: str) -> float:
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _turns(cues: list[tuple[float, float, list[str]]]) -> Iterator[str]:
    """Yield the turns of speakers, as ``NAME: text`` where a name is given once for all that follows."""
    turn, speaker, last_end, shown = "", "", 0.0, list[str]()
    for start, end, lines in cues:
        if turn.endswith(_SENTENCE_END) and (start - last_end > _PAUSE or len(turn) > _LONG):
            yield turn
            turn = ""
        # Live captions show each line again while the next one comes in.
        fresh = [line for line in lines if line not in shown]
        shown, last_end = lines, end
        for line in fresh:
            opens, name, words = _opening(line)
            if opens or (name and name != speaker):
                yield turn
                speaker = name
                turn = f"{name}: {words}" if name else words
            else:
                turn = f"{turn} {words}".strip()
    yield turn


def _opening(line: str) -> tuple[bool, str, str]:
    """Return whether a turn begins with this line, its speaker if a voice or a name in capitals is given, and the words."""
    voice = _VOICE.match(line)
    words = " ".join(unescape(_MARKUP.sub("", line)).split())
    if voice:
        return False, " ".join(unescape(voice["name"]).split()), words
    if named := _NAMED.match(words):
        return True, named["name"].strip(), words[named.end() :]
    if chevron := _CHEVRON.match(words):
        return True, chevron["name"] or "", words[chevron.end() :]
    if dash := _DASH.match(words):
        return True, "", words[dash.end() :]
    return False, "", words
