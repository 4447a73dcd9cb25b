"""Writers of the layouts of Nexis and LexisNexis: articles in, the bytes of a file out."""

import textwrap
from collections.abc import Sequence
from html import escape

from written import RTF_HEAD, Written, docx_file, rtf_text


def nexis_lines(articles: Sequence[Written], *, cover: bool = True) -> list[tuple[str, bool]]:
    """The paragraphs of an export of Nexis, and whether each is a headline."""
    lines: list[tuple[str, bool]] = []
    if cover:
        lines += [("Date and Time: Monday, March 4, 2024 9:00 AM EST", False), ("Job Number: 217700123", False)]
        lines.append((f"Documents ({len(articles)})", False))
        for number, article in enumerate(articles, 1):
            lines += [(f"{number}. {article.title}", False), ("Client/Matter: -None-", False), ("Search Terms: crane", False)]
    for article in articles:
        lines += [("", False), (article.title, True), (article.paper, False), (f"{article.american} {article.day:%A}", False)]
        lines += [("", False), (f"Copyright {article.day.year} {article.outlet} All Rights Reserved", False), ("", False)]
        lines += [(f"Section:\u00a0{article.section}; Pg. 4", False)] if article.section else []
        lines.append((f"Length:\u00a0{article.words} words", False))
        lines += [(f"Byline:\u00a0{article.author}", False)] if article.author else []
        lines += [("Body", False), ("", False), *((paragraph, False) for paragraph in article.paragraphs), ("", False)]
        lines += [("Graphic", False), ("A crane at dusk, Nils Orro", False), ("Classification", False), ("", False)]
        lines += [("Language:\u00a0ENGLISH", False), ("Publication-Type:\u00a0Newspaper", False)]
        lines += [(f"Load-Date:\u00a0{article.american}", False), ("", False), ("End of Document", False)]
    return lines


def nexis_text(articles: Sequence[Written]) -> bytes:
    return "\r\n".join(line for line, _ in nexis_lines(articles)).encode("utf-8-sig")


def nexis_rtf(articles: Sequence[Written]) -> bytes:
    """Titles are links, search hits bold."""
    parts = [RTF_HEAD]
    for line, heading in nexis_lines(articles):
        text = rtf_text(line)
        if heading:
            field = r"{\field{\*\fldinst HYPERLINK \"https://x.example\"}{\fldrslt {\ul "
            parts.append(rf"\pard\outlinelevel0 {field}{text}}}}}}}\par")
        elif " the " in text:
            parts.append(r"\pard\plain " + text.replace(" the ", r" {\b the} ", 1) + r"\par")
        else:
            parts.append(rf"\pard\plain {text}\par")
    return "\n".join([*parts, "}"]).encode("ascii")


def nexis_docx(articles: Sequence[Written]) -> bytes:
    """Titles stand in links with the first outline level; labels and ends begin with a line break."""
    parts = []
    for line, heading in nexis_lines(articles):
        text = escape(line, quote=False)
        if heading:
            link = f'<w:hyperlink w:anchor="x"><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:hyperlink>'
            parts.append(f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{link}</w:p>')
        elif line.startswith(("Length:", "Load-Date:", "End of", "Copyright")):
            parts.append(f'<w:p><w:r><w:br/></w:r><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>')
        else:
            parts.append(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' if line else "<w:p/>")
    return docx_file("".join(parts))


def nexis_print(articles: Sequence[Written]) -> bytes:
    """The PDF of Nexis turned to text: wrapped lines, and a page break inside each article."""
    lines: list[str] = []
    for article in articles:
        body = [line for line, _ in nexis_lines([article], cover=False)][1:]
        at = body.index("Body") + 2
        first, *rest = body[at : at + len(article.paragraphs)]
        tail = body[at + len(article.paragraphs) :]
        wrapped = textwrap.wrap(first, 90, break_long_words=False, break_on_hyphens=False)
        cut = max(1, len(wrapped) - 1)
        lines += [f"{'Page 1 of 2':>90}", article.title, "", *body[1:at], *wrapped[:cut]]
        lines += [f"\f{'Page 2 of 2':>90}", article.title, "", *wrapped[cut:], ""]
        for paragraph in rest:
            lines += [*textwrap.wrap(paragraph, 90, break_long_words=False, break_on_hyphens=False), ""]
        lines += tail
    return "\n".join(lines).encode()


def _block(text: str, width: int = 78) -> str:
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


def lexisnexis(articles: Sequence[Written]) -> bytes:
    """Wrapped at 78 columns, outlet and date centred."""
    parts = ["Download Request: Selected Items\nTime Of Request: Friday, May 7, 2021  10:00:00\n\nTerms: crane\n"]
    for number, article in enumerate(articles, 1):
        parts.append(f"{number} of {len(articles)} DOCUMENTS".center(78).rstrip() + "\n\n")
        parts.append(article.paper.center(78).rstrip() + "\n")
        parts.append(
            f"{article.american} {article.day:%A}".center(78).rstrip() + "\n" + "First Edition".center(78).rstrip() + "\n"
        )
        parts.append(_block(article.title) + "\n")
        parts += [f"BYLINE: By {article.author.upper()}\n"] if article.author else []
        parts += [f"SECTION: {article.section}; Pg. 4\n"] if article.section else []
        parts.append(f"LENGTH: {article.words} words\n\nHIGHLIGHT: A crane that nobody dares to move\n\n")
        parts += [_block(paragraph) + "\n" for paragraph in article.paragraphs]
        parts.append(
            f"LOAD-DATE: {article.american}\n\nLANGUAGE: ENGLISH\n\nGRAPHIC: Photo: Nils Orro\n\nPUBLICATION-TYPE: Newspaper\n\n"
        )
        parts.append(
            f"Copyright {article.day.year} {article.outlet}".center(78).rstrip()
            + "\n"
            + "All Rights Reserved".center(78)
            + "\n\n"
        )
    return "\r\n".join("\n".join(parts).split("\n")).encode("cp1252", "xmlcharrefreplace")


def lexisnexis_old(articles: Sequence[Written]) -> bytes:
    """Older files: copyright before the outlet, labels HEADLINE and BODY, first lines indented."""
    parts = []
    for number, article in enumerate(articles, 1):
        parts.append(f"FOCUS - {number} of {len(articles)} DOCUMENTS".center(78).rstrip() + "\n")
        parts.append(f"Copyright {article.day.year} {article.outlet}".center(78).rstrip() + "\n")
        parts.append(article.paper.center(78).rstrip() + "\n")
        parts.append(f"{article.american}, {article.day:%A}, Late Edition - Final".center(78).rstrip() + "\n")
        parts += [f"SECTION: {article.section}; Pg. 4\n"] if article.section else []
        parts.append(f"LENGTH: {article.words} words\n")
        parts.append(f"HEADLINE: {article.title}\n")
        parts += [f"BYLINE: By {article.author.upper()}\n"] if article.author else []
        parts.append("BODY:\n" + "\n".join(_block(f"   {paragraph}") for paragraph in article.paragraphs) + "\n")
        parts.append(f"LANGUAGE: ENGLISH\n\nLOAD-DATE: {article.american}\n\n")
    return "\n".join(parts).encode()


def lexis_html(articles: Sequence[Written]) -> bytes:
    parts = ['<HTML><HEAD><STYLE TYPE="text/css"><!--\n.c0 { text-align: center; }\n--></STYLE></HEAD><BODY>']

    def division(name: str, *paragraphs: str) -> str:
        inner = "".join(f'<P CLASS="c9"><SPAN CLASS="c2">{paragraph}</SPAN></P>' for paragraph in paragraphs)
        return f'<BR><DIV CLASS="{name}">{inner}</DIV>\n'

    for number, article in enumerate(articles):
        parts.append(
            f'<A NAME="DOC_ID_0_{number}"></A><!-- Hide XML section from browser\n<DOC NUMBER={number + 1}>\n<DOCFULL> -->\n'
        )
        parts.append(division("c0", f"{number + 1} of {len(articles)} DOCUMENTS"))
        parts.append(division("c0", escape(article.paper)))
        parts.append(division("c0", f"{article.american} {article.day:%A}"))
        parts.append(division("c1", escape(article.title)))
        parts += [division("c1", f"BYLINE: </SPAN><SPAN>By {escape(article.author)}")] if article.author else []
        parts += [division("c1", f"SECTION: </SPAN><SPAN>{escape(article.section)}; Pg. 4")] if article.section else []
        parts.append(division("c1", f"LENGTH: </SPAN><SPAN>{article.words} words"))
        hit = "</SPAN><SPAN CLASS='c4'>t</SPAN><SPAN>he"
        parts.append(division("c1", *(escape(paragraph).replace("the", hit, 1) for paragraph in article.paragraphs)))
        parts.append(
            division("c1", f"LOAD-DATE: </SPAN><SPAN>{article.american}") + division("c1", "LANGUAGE: </SPAN><SPAN>ENGLISH")
        )
        parts.append(division("c0", f"Copyright {article.day.year} {escape(article.outlet)}<BR>All Rights Reserved"))
        parts.append("<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->\n")
    return "".join([*parts, "</BODY></HTML>"]).encode()
