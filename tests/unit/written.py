"""An article for tests as it goes into an export of a database, and the files that exports come in."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Written:
    """An article as it goes into an export."""

    title: str
    paragraphs: tuple[str, ...]
    outlet: str = "Quarry Bay Journal"
    place: str = ""
    day: date = date(2021, 3, 9)
    author: str = ""
    section: str = ""
    number: int = 1

    @property
    def paper(self) -> str:
        return f"{self.outlet} ({self.place})" if self.place else self.outlet

    @property
    def american(self) -> str:
        return f"{self.day:%B} {self.day.day}, {self.day.year}"

    @property
    def british(self) -> str:
        return f"{self.day.day} {self.day:%B} {self.day.year}"

    @property
    def words(self) -> int:
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)

    @property
    def accession(self) -> str:
        return f"QBJ00000{self.day:%Y%m%d}eh390{self.number:04}"


TOWER = Written(
    "Tower crane stays up over Quarry Bay",
    (
        "QUARRY BAY - The tower crane above the old dock will stay until spring, the harbour office said on Tuesday.",
        "“We would rather wait than drop it,” engineer Imre Dalca told the board. He put the rent at 90,000 marks.",
        "Shopkeepers below have asked for nets. Their lawyer, Oona Fell, called the delay an insult.",
    ),
    place="Northshire",
    author="Ellen Voss",
    section="News",
    number=7,
)
CHOIR = Written(
    "Choir loses its hall to a server farm",
    (
        "The choir of Millcross must leave its hall by May, its chair, Piet Aarden, said.",
        "The owner denied that the hall had been promised to the choir.",
    ),
    outlet="The Millcross Echo",
    day=date(2019, 11, 28),
    number=8,
)


def rtf_text(text: str) -> str:
    shown = []
    for character in text:
        if character in "\\{}":
            shown.append(f"\\{character}")
        elif character == "\u00a0":
            shown.append("\\~")
        elif ord(character) > 126:
            units = character.encode("utf-16-le")
            shown += [f"\\u{int.from_bytes(units[i : i + 2], 'little', signed=True)}?" for i in range(0, len(units), 2)]
        else:
            shown.append(character)
    return "".join(shown)


RTF_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\froman\fcharset0 Times;}{\f1 Arial;}}{\colortbl;\red0\green0\blue9;}"
    r"{\stylesheet{\s0 Normal;}}{\*\generator Writer;}{\info{\title Export}{\author Desk}}{\header\pard Page 1\par}"
    "\n{\\pict\\pngblip 89504e470d0a}"
)


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_file(body: str) -> bytes:
    """A Word document of the elements of its body."""
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{types}"><Default Extension="rels" ContentType="{rels}"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}" Target="word/document.xml"/>'
            "</Relationships>",
        )
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')
    return stream.getvalue()
