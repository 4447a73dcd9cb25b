"""PDF, Word and e-mail: files made by the libraries of the formats."""

import io
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

import docx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from extractor.articles import Failure, RawDocument

ReadBytes = Callable[..., list[RawDocument | Failure]]


def make_pdf(*pages: list[str], password: str = "", **properties: str) -> bytes:
    """A PDF with a line of text for each string."""
    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(width=595, height=842)
        stream = DecodedStreamObject()
        shown = "".join(f"1 0 0 1 72 {800 - 14 * n} Tm ({line}) Tj\n" for n, line in enumerate(lines))
        stream.set_data(f"BT /F1 11 Tf\n{shown}ET".encode("latin-1"))
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
        fonts = DictionaryObject({NameObject("/F1"): DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({f"/{name.title()}": value for name, value in properties.items()})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_an_export_as_pdf_is_read_article_by_article(read: ReadBytes) -> None:
    def pages(title: str, first: str, second: str) -> list[list[str]]:
        head = [title, "Quarry Bay Journal", "March 9, 2021 Tuesday", "Length: 30 words", "Byline: Ellen Voss", "Body", first]
        tail = [second, "Classification", "Language: ENGLISH", "Load-Date: March 9, 2021", "End of Document"]
        return [["Page 1 of 2", *head], ["Page 2 of 2", title, *tail]]

    crane = pages("Crane stays up", "The crane above the dock will stay until", "spring, the harbour office said.")
    choir = pages("Choir loses its hall", "The choir must leave its hall by May,", "its chair said.")
    first, second = read("pdf", make_pdf(*crane, *choir))
    assert isinstance(first, RawDocument)
    assert isinstance(second, RawDocument)
    assert (first.title, first.author, first.input_format) == ("Crane stays up", "Ellen Voss", "nexis")
    assert first.text == "The crane above the dock will stay until spring, the harbour office said."
    assert (second.title, second.text) == ("Choir loses its hall", "The choir must leave its hall by May, its chair said.")


def make_docx(document: "docx.document.Document") -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def make_message(**headers: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    given = {"Subject": "Ferry delayed – again", "From": "Ana Ruiz <ana@post.example>", "Date": "Tue, 05 Mar 2024 10:30:00 +0200"}
    for name, value in (given | headers).items():
        message[name.replace("_", "-")] = value
    return message


def the_document(items: list[RawDocument | Failure]) -> RawDocument:
    (item,) = items
    assert isinstance(item, RawDocument), item
    return item


def code(items: list[RawDocument | Failure]) -> str:
    (item,) = items
    assert isinstance(item, Failure), item
    return item.code


def test_pdf_gives_text_and_properties(read: ReadBytes) -> None:
    data = make_pdf(["Ferry delayed", "The ferry was delayed, the mayor said."], title="Ferry delayed", author="Ana Ruiz")
    document = the_document(read("pdf", data))
    assert document.text == "Ferry delayed\nThe ferry was delayed, the mayor said."
    assert (document.title, document.author, document.input_format) == ("Ferry delayed", "Ana Ruiz", "pdf")


def test_pdf_pages_are_joined_without_running_lines(read: ReadBytes) -> None:
    pages = [
        ["Harbour Post - page 1", "The mayor said that the govern-", "ment would build a new ferry", "1"],
        ["Harbour Post - page 2", "by the end of the year.", "2"],
        ["Harbour Post - page 3", "Nobody else said a word.", "3"],
    ]
    document = the_document(read("pdf", make_pdf(*pages)))
    assert document.text == (
        "The mayor said that the government would build a new ferry\nby the end of the year.\n\nNobody else said a word."
    )
    assert document.warnings == ("6 running headers, footers and page numbers left out",)


def test_pdf_words_that_are_hyphenated_elsewhere_stay_so(read: ReadBytes) -> None:
    data = make_pdf(["A long-term plan, he said. The long-", "term plan is a rail-", "way."])
    assert the_document(read("pdf", data)).text == "A long-term plan, he said. The long-term plan is a railway."


@pytest.mark.parametrize("title", ["Microsoft Word - ferry.doc", "untitled", "ferry_final.indd"])
def test_pdf_titles_of_programs_are_none(read: ReadBytes, title: str) -> None:
    assert the_document(read("pdf", make_pdf(["The ferry sails."], title=title))).title == ""


def test_pdf_that_cannot_be_read(read: ReadBytes) -> None:
    assert code(read("pdf", b"Ana Ruiz said the dam is safe.")) == "unsupported"
    assert code(read("pdf", b"%PDF-1.7\nnothing more")) == "parse"
    assert code(read("pdf", make_pdf(["The ferry sails."])[:300])) == "parse"
    assert code(read("pdf", make_pdf([]))) == "no_text"
    assert code(read("pdf", make_pdf(["Secret."], password="open sesame"))) == "encrypted"
    assert code(read("pdf", make_pdf(["The ferry sails on Monday."] * 50), max_bytes=1024)) == "too_large"


def test_word_styles_become_blocks(read: ReadBytes) -> None:
    made = docx.Document()
    made.core_properties.author = "Ana Ruiz"
    made.add_paragraph("Ferry delayed", style="Title")
    made.add_paragraph("What happened", style="Heading 1")
    made.add_paragraph("The ferry was delayed,\nthe mayor said.")
    made.add_paragraph("We regret it.", style="Quote")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Port", "Lund"
    document = the_document(read("docx", make_docx(made)))
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        ("title", "Ferry delayed"),
        ("heading", "What happened"),
        ("paragraph", "The ferry was delayed,"),
        ("paragraph", "the mayor said."),
        ("quote", "We regret it."),
        ("paragraph", "Port Lund"),
    ]
    assert (document.title, document.author) == ("", "Ana Ruiz")


def test_word_documents_that_cannot_be_read(read: ReadBytes) -> None:
    data = make_docx(docx.Document())
    assert code(read("docx", data)) == "empty"
    assert code(read("docx", b"")) == "parse"
    assert code(read("docx", data[: len(data) // 2])) == "parse"
    assert code(read("docx", data, max_bytes=20_000)) == "too_large"


def test_message(read: ReadBytes) -> None:
    message = make_message(Archived_At="<https://lists.example/1>")
    message.set_content("The ferry was delayed, the mayor said.\n\nNobody was hurt.\n")
    message.add_alternative("<p>Something <b>else</b>.</p>", subtype="html")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="plan.pdf")
    document = the_document(read("eml", message.as_bytes()))
    assert document.text.split() == ["The", "ferry", "was", "delayed,", "the", "mayor", "said.", "Nobody", "was", "hurt."]
    assert (document.title, document.author) == ("Ferry delayed – again", "Ana Ruiz")
    assert document.published_at == "Tue, 05 Mar 2024 10:30:00 +0200"
    assert document.url == "https://lists.example/1"
    assert document.warnings == ("1 attachments not read: plan.pdf",)


def test_message_of_html_alone_in_another_charset(read: ReadBytes) -> None:
    message = make_message()
    text = "<h1>Ferry</h1><p>«Délayed,» the mayor said.</p>"
    message.set_content(text, subtype="html", charset="iso-8859-1", cte="quoted-printable")
    document = the_document(read("eml", message.as_bytes()))
    assert document.text == "Ferry\n\n«Délayed,» the mayor said."
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"no header at all", "parse"),
        (b"Subject: nothing\n\n", "empty"),
        (b"Subject: x\nContent-Type: image/png\n\nxyz", "empty"),
        (b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)), "parse"),
    ],
)
def test_messages_that_cannot_be_read(read: ReadBytes, data: bytes, expected: str) -> None:
    assert code(read("eml", data)) == expected


def test_a_character_set_that_is_itself_coded(read: ReadBytes) -> None:
    data = "From: a@x\nContent-Type: text/plain; charset*=utf-8''%ff%fe\n\nDie Fähre fährt im Mai.\n".encode()
    (message,) = read("eml", data)
    assert isinstance(message, RawDocument)
    assert message.text.strip() == "Die Fähre fährt im Mai."


def test_headers_that_no_program_should_write(read: ReadBytes) -> None:
    data = b"Subject: =?utf-8?b?////?= =?nonsense?q?x?=\nFrom: =?utf-8?q?Ana_\nDate: yesterday\n\nThe ferry sails.\n"
    document = the_document(read("eml", data))
    assert document.text == "The ferry sails.\n"
    assert document.published_at == "yesterday"


def test_mailbox(read: ReadBytes) -> None:
    first, second = make_message(Message_ID="<1@post.example>"), make_message()
    first.set_content("The ferry sails.\n>From here it goes north.\n")
    second.set_content("The ferry is late.")
    start = b"From ana@post.example Tue Mar  5 10:30:00 2024\n"
    data = b"\n".join(start + message.as_bytes().replace(b"\r\n", b"\n") for message in (first, second, first))
    documents = read("mbox", data)
    assert [item.record for item in documents] == ["1@post.example", "2", "1@post.example#2"]
    assert isinstance(documents[0], RawDocument)
    assert documents[0].text == "The ferry sails.\nFrom here it goes north.\n\n"


def test_mailboxes_that_cannot_be_read(read: ReadBytes) -> None:
    assert read("mbox", b"") == []
    assert code(read("mbox", b"Subject: x\n\ny")) == "parse"
    items = read("mbox", b"From a Tue Mar  5 10:30:00 2024\n\nFrom b Tue Mar  5 10:30:00 2024\n" + b"x" * 5000, max_bytes=2048)
    assert [item.code for item in items if isinstance(item, Failure)] == ["parse", "too_large"]


def test_page_saved_as_one_file(read: ReadBytes) -> None:
    message = EmailMessage(policy=SMTP)
    message["Snapshot-Content-Location"] = "https://post.example/ferry"
    message["Subject"] = "Ferry delayed"
    page = "<html><body><article><h1>Ferry delayed</h1><p>The ferry was delayed again on Monday, the mayor said.</p></article>"
    message.set_content(page, subtype="html", charset="utf-8", cte="quoted-printable")
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    document = the_document(read("mhtml", message.as_bytes()))
    assert "The ferry was delayed again on Monday" in document.text
    assert (document.url, document.title, document.input_format) == ("https://post.example/ferry", "Ferry delayed", "mhtml")
    assert code(read("mhtml", b"Subject: x\n\nno page")) == "parse"
    assert code(read("mhtml", b"")) == "parse"
