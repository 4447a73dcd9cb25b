"""Writers of the layouts of Factiva: articles in, the bytes of a file out."""

from collections.abc import Sequence
from html import escape

from written import RTF_HEAD, Written, rtf_text


def _factiva_fields(article: Written) -> list[tuple[str, str]]:
    fields = [("SE", article.section), ("HD", article.title), ("BY", f"By {article.author}" if article.author else "")]
    fields += [("WC", f"{article.words} words"), ("PD", article.british), ("ET", "02:15"), ("SN", article.paper), ("SC", "QBJ")]
    fields += [("PG", "4"), ("LA", "English"), ("CY", f"(c) {article.day.year} {article.outlet}")]
    return [field for field in fields if field[1]]


_FACTIVA_TAIL = [("CO", "qbharb : Harbour Office"), ("NS", "gcat : Political/General News"), ("PUB", "Quarry Press")]


def factiva_text(articles: Sequence[Written]) -> bytes:
    """Codes on lines of their own."""
    lines: list[str] = []
    for article in articles:
        for code, value in _factiva_fields(article):
            lines += [f" {code}", value]
        lines += [" LP", article.paragraphs[0], "", " TD", *(f"{paragraph}\n" for paragraph in article.paragraphs[1:])]
        for code, value in _FACTIVA_TAIL:
            lines += [f" {code}", value]
        lines += [" AN", f"Document {article.accession}", ""]
    lines += ["Search Summary", "Text", "crane", "Results Found", str(len(articles))]
    return "\n".join(lines).encode()


def factiva_rtf(articles: Sequence[Written]) -> bytes:
    """A table with a code in the first cell of each row."""
    parts = [RTF_HEAD]
    for article in articles:
        rows = [
            *_factiva_fields(article),
            ("LP", article.paragraphs[0]),
            ("TD", "\n".join(article.paragraphs[1:])),
            *_FACTIVA_TAIL,
        ]
        for code, value in [*rows, ("AN", f"Document {article.accession}")]:
            text = r"\par ".join(rtf_text(part) for part in value.split("\n"))
            parts.append(rf"\trowd\cellx900\cellx9000\pard\intbl {{\b {code}}}\cell {text}\cell\row")
        parts.append(r"\pard\page")
    return "\n".join([*parts, "}"]).encode("ascii")


def factiva_plain_rtf(articles: Sequence[Written]) -> bytes:
    """Without codes: the headline is bold."""
    parts = [RTF_HEAD]
    for article in articles:
        lines = [article.section] if article.section else []
        lines += [
            f"\0{article.title}",
            "",
            *([article.author] if article.author else []),
            f"{article.words} words",
            article.british,
        ]
        lines += [
            "02:15",
            article.paper,
            "QBJ",
            "4",
            "English",
            f"(c) {article.day.year} {article.outlet}",
            "",
            *article.paragraphs,
        ]
        lines += ["", "Quarry Press", "", f"Document {article.accession}", ""]
        parts += [
            rf"\pard {{\b {rtf_text(line[1:])}}}\par" if line[:1] == "\0" else rf"\pard {rtf_text(line)}\par" for line in lines
        ]
        parts.append(r"\page")
    return "\n".join([*parts, "}"]).encode("ascii")


def _factiva_page(articles: str) -> bytes:
    head = "<html><head><title>Factiva</title></head><body><h1>Factiva</h1><span>Dow Jones</span>"
    return f"{head}<div id='contentLeft'>{articles}</div><i>&copy; 2024 Factiva, Inc.</i></body></html>".encode()


def factiva_html(articles: Sequence[Written]) -> bytes:
    parts = []
    for article in articles:
        rows = [(code, escape(value)) for code, value in _factiva_fields(article)]
        rows[[code for code, _ in rows].index("HD")] = ("HD", f"<b class='enHeadline'>{escape(article.title)}</b>")
        for code, paragraphs in (("LP", article.paragraphs[:1]), ("TD", article.paragraphs[1:])):
            rows.append(
                (code, "".join(f'<p class="articleParagraph enarticleParagraph">{escape(text)}</p>' for text in paragraphs))
            )
        rows += [(code, escape(value)) for code, value in [*_FACTIVA_TAIL, ("AN", f"Document {article.accession}")]]
        table = "".join(f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>' for code, value in rows)
        parts.append(f'<div class="article enArticle"><table>{table}</table></div><br/>')
    parts.append(f"<div><b>Search Summary</b><table><tr><td>Results Found</td><td>{len(articles)}</td></tr></table></div>")
    return _factiva_page("".join(parts))


def factiva_plain_html(articles: Sequence[Written]) -> bytes:
    parts = []
    for article in articles:
        section = f"<div>{escape(article.section)}</div>" if article.section else ""
        byline = f'<div class="author">{escape(article.author)}</div>' if article.author else ""
        values = [f"{article.words} words", article.british, article.paper, "QBJ", "4", "English", f"(c) {article.day.year} X"]
        fields = "".join(f"<div>{escape(value)}</div>" for value in values)
        text = "".join(f'<p class="articleParagraph enarticleParagraph">{escape(text)}</p>' for text in article.paragraphs)
        headline = f'<div id="hd"><span class="enHeadline">{escape(article.title)}</span></div>'
        tail = f"<p>Quarry Press</p><p>Document {article.accession}</p>"
        parts.append(
            f'<div id="article-{article.accession}" class="article"><div class="article enArticle">{section}{headline}'
            f"{byline}{fields}{text}{tail}</div></div>"
        )
    return _factiva_page("".join(parts))


def factiva_xml(articles: Sequence[Written]) -> bytes:
    parts = []
    for article in articles:
        lead, *tail = (f"<paragraph>{escape(text)}</paragraph>" for text in article.paragraphs)
        parts.append(
            f"<ppsarticle><article><accessionNo>{article.accession}</accessionNo><baseLanguage>EN</baseLanguage>"
            f"<byline>{escape(article.author)}</byline><headline><paragraph><hlt></hlt>{escape(article.title)}</paragraph></headline>"
            f"<leadParagraph>{lead}</leadParagraph><publicationDate><date>{article.day}</date></publicationDate>"
            f"<sectionName>{escape(article.section)}</sectionName><sourceName>{escape(article.paper)}</sourceName>"
            f"<publisherName>Quarry Press</publisherName><tailParagraphs>{''.join(tail)}</tailParagraphs></article></ppsarticle>"
        )
    inner = f'<ppsarticleResultSet count="{len(articles)}">{"".join(parts)}</ppsarticleResultSet>'
    head = '<PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">'
    return f"<?xml version='1.0' encoding='utf-8'?>{head}{inner}</ppsArticleResponse></PPSResponse>".encode()
