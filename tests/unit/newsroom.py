"""Articles by hand for the pages: a few weeks of two outlets, an accusation and its answer, a place, and hostile texts."""

from factories import with_fields

from extractor import ids
from extractor.records import DocumentResult, ErrorRow, MentionRow, StatementEntityRow, StatementSpanRow
from extractor.told import LocalEntity

ATTACK = "</script><script>window.hit=1</script><img src='https://evil.example/x.png' onerror='window.hit=2'>"
NAMES = ["Ana Kova", "Bo Lund", "Cy Mora", "Di Novak", "Eva Orsin"]


def weeks() -> list[DocumentResult]:
    """Twenty articles with sixty statements by five people, on twenty days of March 2024, in turn in Echo and Courier."""
    return [
        with_fields(
            "\n".join(f"{name} said: sentence {number} of {name}" for name in NAMES[: number % 5 + 1]),
            f"in/{number:02}.txt",
            title=f"Article {number}",
            outlet="Courier" if number % 2 else "Echo",
            published_at=f"2024-03-{number + 1:02}",
            url=f"https://example.org/{number}",
        )
        for number in range(20)
    ]


def quarrel() -> DocumentResult:
    """Ana Kova accuses Bo Lund, who denies it, and Cy Mora speaks about a town in France."""
    letter = "hid the letter of the port"
    text = f"Ana Kova said: Bo Lund {letter}\nBo Lund said: he {letter}\nCy Mora said: Orlen is calm"
    fields = {"title": "The letter", "outlet": "The Courier", "published_at": "2024-04-02"}
    result = with_fields(text, "in/quarrel.txt", **fields)
    accusation, denial, calm = result.statements
    start = text.index("Orlen")
    document = result.document.document_id
    mention = MentionRow(
        mention_id=ids.mention_id(document, start, start + 5), document_id=document, start=start, end=start + 5, text="Orlen",
        label="GPE", kind="place", form="name", sentence_index=2, entity_id="e3", resolution="exact",
    )  # fmt: skip
    town = LocalEntity(
        entity_id="e3",
        kind="place",
        name="Orlen",
        subkind="city",
        aliases={"Orlen": 1},
        country_code="FR",
        latitude=47.2,
        longitude=2.1,
    )
    bo = next(each for each in result.mentions if each.text == "Bo Lund")
    links = [
        StatementEntityRow(statement_id=accusation.statement_id, entity_id="e1", mention_id=bo.mention_id, relation="target"),
        StatementEntityRow(statement_id=calm.statement_id, entity_id="e3", mention_id=mention.mention_id, relation="about"),
    ]
    begin = text.index("Bo Lund")
    target = StatementSpanRow(
        statement_id=accusation.statement_id, part="target", position=0, start=begin, end=begin + 7, text="Bo Lund"
    )
    accused = {
        "act": "accuse",
        "target_id": "e1",
        "target_text": "Bo Lund",
        "confidence": 0.9,
        "content_key": f"bo lund {letter}",
    }
    return result.model_copy(
        update={
            "entities": [*result.entities, town],
            "mentions": [*result.mentions, mention],
            "statement_entities": [*result.statement_entities, *links],
            "statement_spans": [*result.statement_spans, target],
            "statements": [
                accusation.model_copy(update=accused),
                denial.model_copy(update={"act": "deny", "confidence": 0.9, "content_key": f"he {letter}"}),
                calm.model_copy(update={"is_hedged": True}),
            ],
        }
    )


def hostile() -> list[DocumentResult]:
    """An article and a failed input whose every text is an attack."""
    fields = {"title": ATTACK + "x" * 400, "outlet": ATTACK, "url": "javascript:window.hit=3"}
    attack = with_fields(f"Ana Kova said: {ATTACK}{'y' * 400}", f"in/{ATTACK}.txt", **fields)
    names = [each.model_copy(update={"aliases": {**each.aliases, ATTACK: 1}}) for each in attack.entities]
    failed = with_fields("", "in/<b>bad</b>.txt", status="error")
    error = ErrorRow(source_path="in/<b>bad</b>.txt", stage="read", code="broken", message=ATTACK)
    return [attack.model_copy(update={"entities": names}), failed.model_copy(update={"errors": [error]})]
