"""What the package offers, pinned: a change of these lists is a change of the product."""

from extractor.cli import COMMANDS
from extractor.readers.base import readers
from extractor.records import tables


def test_commands() -> None:
    assert " ".join(COMMANDS) == (
        "run merge fields show explain entities report review search export sources serve "
        "predict evaluate diff rules model schema completion"
    )


def test_readers() -> None:
    assert {reader.name: reader.suffixes for reader in readers().values()} == {
        "csv": (".csv", ".tsv", ".tab"),
        "doc": (".doc", ".dot"),
        "docx": (".docx", ".docm"),
        "eml": (".eml",),
        "epub": (".epub",),
        "feed": (".rss", ".atom", ".xml", ".rdf"),
        "html": (".html", ".htm", ".xhtml"),
        "json": (".json",),
        "jsonl": (".jsonl", ".ndjson", ".jsonlines"),
        "mbox": (".mbox", ".mbx"),
        "md": (".md", ".markdown"),
        "mhtml": (".mhtml", ".mht"),
        "odt": (".odt", ".ott", ".fodt"),
        "parquet": (".parquet", ".pq"),
        "pdf": (".pdf",),
        "ris": (".ris",),
        "rtf": (".rtf",),
        "sqlite": (".db", ".sqlite", ".sqlite3", ".db3"),
        "subtitles": (".srt", ".vtt"),
        "tar": (".tar", ".tgz", ".tbz2", ".txz", ".tzst"),
        "txt": (".txt", ".text"),
        "warc": (".warc", ".wet"),
        "webarchive": (".webarchive",),
        "xls": (".xls",),
        "xlsx": (".xlsx", ".xlsm"),
        "zip": (".zip",),
    }


def test_tables() -> None:
    assert [table.name for table in tables()] == [
        "documents",
        "organizations",
        "people",
        "places",
        "person_facts",
        "mentions",
        "statements",
        "statement_spans",
        "statement_entities",
        "content_references",
        "claims",
        "answers",
        "fact_check_matches",
        "entity_aliases",
        "errors",
        "runs",
        "decisions",
    ]
