"""Writers of the layouts of ProQuest, RIS, Europresse, NewsBank and of agencies: articles in, the bytes of a file out."""

from collections.abc import Sequence
from html import escape

from written import Written


def proquest(articles: Sequence[Written]) -> bytes:
    rule = "_" * 60
    parts = ["Report Information from ProQuest\n", "Table of contents\n\n1. " + "\n2. ".join(a.title for a in articles) + "\n"]
    for number, article in enumerate(articles, 1):
        day = f"{article.day:%b} {article.day.day}, {article.day.year}"
        parts.append(f"{rule}\n\nDocument {number} of {len(articles)}\n\n{article.title}\n")
        parts += [f"Author: {article.author}\n"] if article.author else []
        parts.append(
            f"Publication info: {article.outlet} ; {article.place}. {article.day:%d %b %Y}: A.1.\n\nhttps://x.example/1\n"
        )
        parts.append("Abstract: None available.\n\nLinks: http://r.example/?x\n")
        parts.append("Full text: " + "\n".join(article.paragraphs) + "\nCAPTION: A crane. Nils Orro\nCREDIT: Ellen Voss\n")
        parts.append("Subject: Cranes; Harbours\n\nLocation: Quarry Bay\n")
        parts.append(
            f"Title: {article.title}\n\nPublication title: {article.outlet}{f'; {article.place}' if article.place else ''}\n"
        )
        parts.append(f"First page: A.1\n\nPublication date: {day}\n")
        parts += [f"Section: {article.section}\n"] if article.section else []
        parts.append("Language of publication: English\n\nDocument type: News\n")
        parts.append(
            f"ProQuest document ID: {article.accession}\n\nCopyright: Copyright Quarry Press {day}\n\nDatabase: Newsstream\n"
        )
    parts.append(
        f"{rule}\n\nContact us at: http://about.example\nDatabase copyright © 2024 ProQuest LLC.\nTerms and Conditions: https://x\n"
    )
    return "\n".join(parts).encode()


def ris(articles: Sequence[Written]) -> bytes:
    """A text is one value: its paragraphs are lost."""
    lines: list[str] = []
    for article in articles:
        given, _, family = article.author.rpartition(" ")
        lines += ["TY  - NEWS", f"T1  - {article.title}", *([f"A1  - {family}, {given}"] if article.author else [])]
        lines += [f"JF  - {article.outlet}", *([f"CY  - {article.place}"] if article.place else [])]
        lines += [f"Y1  - {article.day:%Y/%m/%d}/", f"N2  - {' '.join(article.paragraphs)}", "KW  - Cranes"]
        lines += [f"AN  - {article.accession}", "LA  - English", "ER  - ", ""]
    return "\ufeff".encode() + "\r\n".join(lines).encode()


_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def europresse(articles: Sequence[Written]) -> bytes:
    parts = ["<!DOCTYPE html><html><head><title></title></head><body>"]
    for article in articles:
        header = ", ".join(filter(None, (article.section, f"Tuesday, {article.american}", "p. 16")))
        text = "".join(f"<p>{escape(text).replace('said', '<mark>said</mark>')}</p>" for text in article.paragraphs)
        byline = f'<div class="docAuthors">{escape(article.author)}</div>' if article.author else ""
        parts.append(
            f"""<article><header><span class="DocPublicationName">{escape(article.paper)}, no. 43018 </span>
<span class="DocHeader">{escape(header)}</span><p>KICKER</p>
<div><p class="titreArticleVisu">{escape(article.title)}</p></div>{byline}
</header><section><div class="DocText"><div class="docOcurrContainer">{text}</div></div></section>
<aside><p>A crane. Nils Orro</p></aside>
<footer><small>© 2021 Quarry Press. All rights reserved.</small><p>news·{article.day:%Y%m%d}·QB·{article.number:07}</p>
<span>issued to Library</span><b>2024-11-01</b></footer></article>"""
        )
    return "".join([*parts, "</body></html>"]).encode()


def europresse_old(articles: Sequence[Written]) -> bytes:
    parts = ["<html><body>"]
    for article in articles:
        day = f"{article.day.day} {(*_MONTHS, 'décembre')[article.day.month - 1]} {article.day.year}"
        section = f"<span class='DocHeader'>{escape(article.section)}, </span>" if article.section else ""
        text = "<p></p>".join(escape(text).replace("said", "<font style='x'>said</font>") for text in article.paragraphs)
        parts.append(
            f"<table><tr><td><span class='DocPublicationName'>{escape(article.paper)}</span><br>{section}"
            f"<span class='DocHeader'>mardi </span><span class='DocHeader'>{day}</span><span class='DocHeader'>, p. 7</span><br>"
            f"<span class='TitreArticleVisu'>{escape(article.title)}</span><br><br>{escape(article.author)}<br><br>{text}<p></p>"
            f"<b><i>© 2020 Quarry Press. Tous droits réservés.</i></b><p></p>Numéro de document : news·{article.day:%Y%m%d}·QB·1"
            f"{article.number:06}<br><table><tr><td>Date d'émission : <b>2013-10-05</b></td></tr></table></td></tr></table>"
        )
    return "".join(['<meta charset="ISO-8859-1">', *parts, "</body></html>"]).encode("latin-1", "xmlcharrefreplace")


def newsbank(articles: Sequence[Written]) -> bytes:
    parts = []
    for article in articles:
        head = [f"Author: {article.author}, Staff Writer"] if article.author else []
        head += [f"Section: {article.section}"] if article.section else []
        parts.append(
            f"{article.title}\n\n{article.american} | {article.paper}\n{' | '.join([*head, 'Page: A3'])}\n{article.words} Words"
        )
        parts.append("OpenURL Link\n\n" + "\n\n".join(article.paragraphs) + "\n")
        parts.append(f"• Index terms: Cranes\n• Citation (aggregated style): {article.outlet}, {article.american}, A3. NewsBank")
        parts.append(f"© Copyright 2021 Quarry Press\nRecord: {article.accession}\n\n")
    return "\n".join(parts).encode()


def newsbank_old(articles: Sequence[Written]) -> bytes:
    parts = []
    for article in articles:
        parts.append(f"{article.paper} - {article.day:%A}, {article.american}\n\nHeadline: {article.title}")
        parts += [f"Author: {article.author.upper()}, Staff Writer"] if article.author else []
        parts.append("Edition: Final" + (f"\nSection: {article.section}" if article.section else "") + "\nPage: 3B")
        parts.append("Estimated printed pages: 2\n\nArticle Text:\n\n" + "\n\n".join(article.paragraphs))
        parts.append(
            f"\nCaption: A crane.\nMemo: With a map.\nCopyright (c) 2021 Quarry Press\nRecord Number: {article.accession}\n\n"
        )
    return "\n".join(parts).encode()


def nitf(articles: Sequence[Written]) -> bytes:
    (article,) = articles
    lead = f'<block class="lead_paragraph"><p>LEAD: {escape(article.paragraphs[0])}</p></block>'
    text = "".join(f"<p>{escape(text)}</p>" for text in article.paragraphs)
    byline = f'<byline class="print_byline">By {escape(article.author.upper())}</byline>' if article.author else ""
    return (
        f"<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf><head><title>Other</title>"
        f"<docdata><doc-id id-string='42'/></docdata>"
        f"<pubdata date.publication='{article.day:%Y%m%d}T000000' name='{escape(article.paper)}' "
        f"position.section='{article.section}'/></head>"
        f"<body><body.head><hedline><hl1>{escape(article.title)}</hl1><hl2>A second line</hl2></hedline>{byline}"
        f"<abstract><p>An abstract.</p></abstract></body.head><body.content>{lead}<block class='full_text'>{text}"
        f"<media><media-caption>A crane.</media-caption></media></block></body.content></body></nitf>"
    ).encode()


def rcv1(articles: Sequence[Written]) -> bytes:
    (article,) = articles
    text = "\n".join(f"<p>{escape(text)}</p>" for text in article.paragraphs)
    byline = f"<byline>{escape(article.author)}</byline>" if article.author else ""
    return (
        f"<?xml version='1.0' encoding='iso-8859-1' ?><newsitem itemid='2286' date='{article.day}' xml:lang='en'>"
        f"<title>QB: {escape(article.title)}</title><headline>{escape(article.title)}</headline>{byline}"
        f"<text>{text}</text><copyright>(c) X</copyright><metadata><codes class='bip:topics:1.0'><code code='C1'/></codes>"
        f"<dc element='dc.source' value='{escape(article.paper)}'/></metadata></newsitem>"
    ).encode("latin-1", "xmlcharrefreplace")


def newsml(articles: Sequence[Written]) -> bytes:
    items = []
    for article in articles:
        text = "".join(f"<p>{escape(text)}</p>" for text in article.paragraphs)
        by = f"<by>By {escape(article.author)}</by>" if article.author else ""
        items.append(
            f'<newsItem guid="urn:{article.accession}" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/><provider>'
            f"<name>{escape(article.paper)}</name></provider><versionCreated>2030-01-01T00:00:00Z</versionCreated></itemMeta><contentMeta>"
            f"<contentCreated>{article.day}T08:00:00Z</contentCreated>{by}<headline>{escape(article.title)}</headline></contentMeta>"
            f'<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>'
            f"</head><body><h1>{escape(article.title)}</h1>{text}</body></html></inlineXML></contentSet></newsItem>"
        )
    picture = '<newsItem guid="urn:p"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta></newsItem>'
    items.append(picture)
    message = "".join(f"<itemSet>{item}</itemSet>" for item in items)
    return f"<?xml version='1.0'?><newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'>{message}</newsMessage>".encode()
