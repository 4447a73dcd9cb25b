"""Questions that analysts ask the database, as data: for the documentation and for Datasette."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from extractor.tables.schema import text_literal

_PARAMETER = re.compile(r"(?<!:):([a-z_]+)")


class Question(BaseModel):
    """A question in words and in SQL as SQLite understands it; ``parameters`` are names with example values."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    note: str = ""
    parameters: dict[str, str] = Field(default_factory=dict)
    sql: str

    def filled(self) -> str:
        """Return the SQL with the example values in place of parameters."""
        return _PARAMETER.sub(lambda match: text_literal(self.parameters[match[1]]), self.sql).strip()


def load_questions() -> list[Question]:
    """Return all questions in the order of the file."""
    text = files("extractor.exports").joinpath("questions.toml").read_text("utf-8")
    return [Question.model_validate(entry) for entry in tomllib.loads(text)["question"]]


def page() -> Iterator[str]:
    """Yield the lines of docs/how-to/sql.md."""
    yield "# Ask the database"
    yield ""
    yield "Written by `extractor schema --queries` from `extractor/exports/questions.toml`. Every run writes `extractor.sqlite`,"
    yield "which the `sqlite3` command, DB Browser, Datasette, Python and R open. [Tables](../tables.md) explains columns. Lists"
    yield "are JSON arrays, truth values 0 and 1; `statements_flat` has names in place of ids, `statements_search` and"
    yield "`documents_search` find words."
    yield ""
    yield "[Datasette](https://datasette.io) shows the same questions as forms, with facets, search and the meaning of columns:"
    yield ""
    yield "<!-- not run: Datasette is a program of its own, and goes on until it is stopped -->"
    yield "```sh"
    yield "extractor export outputs --as datasette"
    yield "datasette outputs/extractor.sqlite --metadata outputs/exports/datasette.json"
    yield "```"
    yield ""
    yield "`extractor search DIR --question NAME` asks them on the terminal; the names are below the titles."
    for question in load_questions():
        yield ""
        yield f"## {question.title}"
        yield ""
        yield f"`{question.id}`"
        yield ""
        if question.note:
            yield question.note
            yield ""
        yield "```sql"
        yield question.filled()
        yield "```"
