"""The paragraphs of a Word document one by one: exports of databases have hundreds of articles.

Only what layouts go by is taken: text, line breaks, outline levels and headings, cells of tables. Links, revisions and fields are
looked through.
"""

import zipfile
from collections.abc import Iterator
from typing import IO

from lxml import etree

from extractor.readers.collections.base import Line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
_RELATIONS = "_rels/.rels"
# Deleted text, and what stands twice for older programs.
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"})
_BREAKS = frozenset({f"{_W}br", f"{_W}cr"})
_OFF = frozenset({"0", "false", "off"})


def docx_lines(archive: zipfile.ZipFile) -> Iterator[Line]:
    """Yield the lines of the paragraphs in their order, those of tables cell by cell.

    Raises:
        lxml.etree.XMLSyntaxError: the document is damaged.
        KeyError: there is no document in the archive.
    """
    with archive.open(_main_part(archive)) as file:
        yield from _lines(file)


def _main_part(archive: zipfile.ZipFile) -> str:
    if _MAIN in archive.namelist():
        return _MAIN
    root = etree.fromstring(archive.read(_RELATIONS), etree.XMLParser(resolve_entities=False, no_network=True))
    targets = [str(item.get("Target")) for item in root if str(item.get("Type")).endswith("/officeDocument")]
    return targets[0].lstrip("/") if targets else _MAIN


def _lines(file: IO[bytes]) -> Iterator[Line]:
    paragraphs = etree.iterparse(file, events=("end",), tag=f"{_W}p", resolve_entities=False, no_network=True, load_dtd=False)
    for _, paragraph in paragraphs:
        # A text box is inside a paragraph and is a paragraph itself; it comes first and is emptied.
        text, heading = _text(paragraph), _is_heading(paragraph)
        paragraph.clear(keep_tail=False)
        while paragraph.getprevious() is not None and paragraph.getparent() is not None:
            del paragraph.getparent()[0]
        yield from (Line(part, heading=heading, whole=True) for part in text.split("\n"))


def _text(paragraph: etree._Element) -> str:
    parts: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start", "end"), tag=(f"{_W}t", f"{_W}tab", *_BREAKS, *_SKIPPED))
    for event, element in walk:
        if event == "end":
            continue
        if element.tag in _SKIPPED:
            walk.skip_subtree()
        elif element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in _BREAKS:
            parts.append("\n")
        else:
            parts.append("\t")
    return "".join(parts)


def _is_heading(paragraph: etree._Element) -> bool:
    """Return whether it has the first outline level, the style of a heading or title, or is bold throughout."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is not None:
        level, style = properties.find(f"{_W}outlineLvl"), properties.find(f"{_W}pStyle")
        if level is not None:
            return str(level.get(f"{_W}val")) == "0"
        if style is not None and (style.get(f"{_W}val") or "").lower().startswith(("heading1", "title")):
            return True
    runs = [run for run in paragraph.iter(f"{_W}r") if "".join(run.itertext(f"{_W}t")).strip()]
    return bool(runs) and all(_is_bold(run) for run in runs)


def _is_bold(run: etree._Element) -> bool:
    bold = run.find(f"{_W}rPr/{_W}b")
    return bold is not None and (bold.get(f"{_W}val") or "").lower() not in _OFF
