"""One article as a piece of HTML for notebooks: its statements marked in the text, and listed. Every text is escaped."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from extractor.records import DocumentResult
from extractor.report.highlight import sections

# Parts and how they look, on light and dark pages alike; where parts overlap, the first of these is shown.
_STYLES = {
    "cue": "font-weight: bold; background: rgba(130, 80, 223, 0.22)",
    "source": "text-decoration: underline; background: rgba(9, 105, 218, 0.16)",
    "target": "text-decoration: underline dotted; background: rgba(207, 34, 46, 0.14)",
    "addressee": "text-decoration: underline dashed; background: rgba(154, 103, 0, 0.16)",
    "content": "font-style: italic; background: rgba(46, 160, 67, 0.18)",
}


def article_html(result: DocumentResult) -> str:
    """Return a ``div`` with the text of the article, contents, cues and sources marked, and a table of the statements."""
    text, order = result.document.text, list(_STYLES)
    marked = sorted(((row.part, row.start, row.end) for row in result.statement_spans), key=lambda span: order.index(span[0]))
    pieces = [(part, text[start:end]) for part, start, end in sections(marked, 0, len(text))]
    environment = Environment(loader=PackageLoader("extractor.report"), autoescape=True, undefined=StrictUndefined)
    title = result.document.title
    return environment.get_template("article.html.j2").render(
        title="" if text.startswith(title) else title, pieces=pieces, statements=result.statements, styles=_STYLES
    )
