"""Who says what in short texts of several paragraphs, from the text to the speaker."""

import pytest

from extractor.analysis.pipeline import Pipeline
from extractor.api import TextExtractor
from extractor.cleaning.furniture import load_furniture
from extractor.cleaning.language import load_language_detector
from extractor.document import Extractor
from extractor.records import StatementRow
from extractor.resources import find_models
from extractor.running.document_stage import DocumentStage
from extractor.settings import RunSettings

STRAIGHT = str.maketrans("“”", '""')
INTERVIEW = """Interview with harbor pilot Tom Brandt

Harbor pilot Tom Brandt sat down with Dora Hale for an interview in Tarnby.

I hear that you know every rock in this bay.

I know most of them. My father showed me the chart when I was six, and I think I could draw it.

Mr. Brandt, do you believe that the new pier is safe?

It is safe. We hope that it will last for a hundred years. I built part of it myself.

Storms like that must make you wonder why you came back.

I never left. My house is here and my boat is here.

Do you think the ferry will run again?

The question is who will pay for it. My guess is that I will not see it."""


def speakers(extractor: TextExtractor, text: str) -> dict[str, str]:
    """The speaker's name by the words of the source, "content" where it has none."""
    return {row.source_text or "content": row.speaker_name for row in extractor.extract(text).statements}


def test_interviewer_and_interviewed_say_i_you_and_we(text_extractor: TextExtractor) -> None:
    statements = text_extractor.extract(INTERVIEW).statements
    assert [row.speaker_name for row in statements if row.content_form == "turn"] == ["Dora Hale", "Tom Brandt"] * 4
    rows = [(row.source_text, row.content, row.speaker_name) for row in statements if row.content_form != "turn"]
    asked = {(source, name) for source, content, name in rows if "rock in this bay" not in content}
    assert {("I", "Tom Brandt"), ("We", "Tom Brandt"), ("you", "Tom Brandt")} <= asked
    assert not {name for _, name in asked} - {"Tom Brandt"}


def test_who_asks_says_i_in_the_first_question(text_extractor: TextExtractor) -> None:
    document = text_extractor.extract(INTERVIEW)
    names = {entity.entity_id: entity.name for entity in document.entities}
    first = next(row for row in document.mentions if row.text == "I")
    assert names[first.entity_id or ""] == "Dora Hale"


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        # A description that says more takes up a name.
        (
            "Dora Hale lost the vote on Monday. The 57-year-old scientist said she would try again.",
            "The 57-year-old scientist",
            "Dora Hale",
        ),
        ("Dora Hale lost the vote on Monday. The pilot said the bay was calm.", "The pilot", "The pilot"),
        ("Dora Hale lost the vote on Monday. The next senator should know that, she said.", "she", "Dora Hale"),
        (
            "Dora Hale met Tom Brandt. The former chess champion, Peter Lind, said the bay was calm.",
            "The former chess champion, Peter Lind",
            "Peter Lind",
        ),
        # Of two of one family name who has spoken goes on, unless the other was named since.
        ("Ann and Tom Vell came to Tarnby. “It was cold,” Ann Vell said. Vell said the road was bad.", "Vell", "Ann Vell"),
        ("Tom Vell said it was cold. His sister, Ann Vell, runs the mill. Vell said the road was bad.", "Vell", "Vell"),
        # A description before the name.
        (
            "A woman who was hit by a tram has said she wants it closed.\n\nMarta Quill, 37, said she was lucky.",
            "A woman who was hit by a tram",
            "Marta Quill",
        ),
        ("A woman said her dog was killed. Peter Lind said he saw a wolf.", "A woman", "A woman"),
        ("A woman said her dog was killed. Police chief Anna Lind said a wolf was seen.", "A woman", "A woman"),
        (
            "Dora Hale was jailed. Her lawyer said she would appeal. Peter Lind said: “She is innocent.”",
            "Her lawyer",
            "Peter Lind",
        ),
        # Who is spoken of again.
        (
            "Marta Quill, 37, was hurt. The 37-year-old said she was lucky.\n\nThe 37-year-old added that the bus was full.",
            "The 37-year-old",
            "Marta Quill",
        ),
        ("Prime Minister Anna Berg left. The former governor said it was late.", "The former governor", "The former governor"),
        ("Tom Brandt said the pier was safe. Peter Lind laughed. He said it was old.", "He", "Peter Lind"),
        ("Tom Brandt said the pier was safe. The researcher added that it was old.", "The researcher", "Tom Brandt"),
        (
            "Mr Voss said the lease was given in 2014 to one Mr Quill. Mr Quill then left the country.\n\n"
            "“Five years have passed without any work,” he said.",
            "he",
            "Voss",
        ),
        # Documents and bodies speak.
        ("Tarnby County was sued on Monday. County attorneys said the case was weak.", "County attorneys", "Tarnby County"),
        (
            "Tarnby County was sued on Monday. Two county attorneys said the case was weak.",
            "Two county attorneys",
            "Two county attorneys",
        ),
        (
            "In its report, the Harlow Institute said the dam was old. The report also said the road was wet.",
            "The report",
            "Harlow Institute",
        ),
        (
            "The Harlow Institute issued a report on dams. A second report said the road was wet.",
            "A second report",
            "A second report",
        ),
    ],
)
def test_who_speaks(text_extractor: TextExtractor, text: str, source: str, speaker: str) -> None:
    assert speakers(text_extractor, text)[source] == speaker


def test_a_description_between_commas_is_of_the_name_before(text_extractor: TextExtractor) -> None:
    text = (
        "Anna Lind, the party chairwoman in Tarnby, was absent. Representative Dora Hale of Norland, the national party "
        "chairwoman, also expressed concern.\n\n“We will speak to both sides,” she said."
    )
    assert speakers(text_extractor, text)["she"] == "Dora Hale"


def test_he_is_not_with_whom_he_disagrees(text_extractor: TextExtractor) -> None:
    text = "Peter Lind spoke of Tom Brandt. He repeated his criticism of Brandt."
    document = text_extractor.extract(text)
    names = {entity.entity_id: entity.name for entity in document.entities}
    assert [names[row.entity_id or ""] for row in document.mentions if row.text == "his"] == ["Peter Lind"]


def test_a_description_that_fits_two_people_takes_up_neither(text_extractor: TextExtractor) -> None:
    text = "Dora Hale and Anna Lind lost the vote on Monday. The veteran politician said the count was wrong."
    assert speakers(text_extractor, text)["The veteran politician"] == "The veteran politician"


def test_who_was_asked_answers(text_extractor: TextExtractor) -> None:
    text = "Tom Brandt asked Peter Lind whether the pier was safe.\n\n“It is as safe as my own house,” he said."
    assert speakers(text_extractor, text)["he"] == "Peter Lind"


def test_an_intention_inside_a_clause_is_not_who_spoke(text_extractor: TextExtractor) -> None:
    text = (
        "Tom Brandt replied on Friday to reports that Peter Lind planned to close the pier. "
        "“Nobody will close a pier that the whole town has paid for,” he said."
    )
    assert speakers(text_extractor, text)["he"] == "Tom Brandt"


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        # Sources that no model names.
        ("Nothing moved for days. The Independent reported that the dam had burst.", "The Independent", "Independent"),
        # Who stands behind a source.
        (
            "The Norland Port Committee held a hearing. The lawmakers said the docks were unsafe.",
            "The lawmakers",
            "Norland Port Committee",
        ),
        ("The lawmakers said the docks were unsafe.", "The lawmakers", "The lawmakers"),
        ("Tessera Micro cut its outlook. The union said nobody would go.", "The union", "The union"),
        (
            "Norrail’s chief economist, Ann Lee, said fares would rise. Norrail agreed.",
            "Norrail’s chief economist, Ann Lee",
            "Ann Lee",
        ),
        (
            "The Harlow Institute issued a report. The Tarnby Post shared the report. The report said the road was wet.",
            "The report",
            "Harlow Institute",
        ),
        ("Critics spoke of the Brandt tapes. The tapes showed that he lied.", "The tapes", "The tapes"),
    ],
)
def test_who_speaks_with_or_without_the_article(text_extractor: TextExtractor, text: str, source: str, speaker: str) -> None:
    assert speakers(text_extractor, text)[source].removeprefix("The ") == speaker.removeprefix("The ")


def test_the_shape_of_quotation_marks_changes_nothing(text_extractor: TextExtractor) -> None:
    text = "Marlow has a dam\n\n“The dam is safe,” Mayor Ana Ruiz said on Monday. She called the report “a bad joke” and left."
    told = [
        [
            (row.speaker_name, row.cue_text, row.type, row.content.translate(STRAIGHT))
            for row in text_extractor.extract(each).statements
        ]
        for each in (text, text.translate(STRAIGHT))
    ]
    assert told[0]
    assert told[0] == told[1]


def test_statements_below_a_confidence_are_left_out_and_those_inside_them_hang_on_what_is_left(nlp: Pipeline) -> None:
    text = "Marlow has a dam\n\nThe Gazette reported on Monday that Mayor Ana Ruiz said the dam is safe. Residents fear a flood."
    rows = {least: _rows(nlp, text, least) for least in (0.0, 0.5, 1.0)}
    assert rows[0.0]
    assert not rows[1.0]
    assert {row.statement_id for row in rows[0.5]} == {row.statement_id for row in rows[0.0] if row.confidence >= 0.5}
    kept = {row.statement_id for row in rows[0.5]}
    assert all(row.nested_in is None or row.nested_in in kept for row in rows[0.5])


def test_a_statement_inside_another_is_no_likelier_than_that(nlp: Pipeline) -> None:
    text = "Her aides may claim in vain that Mayor Ana Ruiz said that the dam would leak."
    rows = {row.statement_id: row for row in _rows(nlp, text, 0.0)}
    nested = [row for row in rows.values() if row.nested_in is not None]
    assert nested
    assert all(row.confidence <= rows[row.nested_in or ""].confidence for row in nested)


def _rows(nlp: Pipeline, text: str, least: float) -> list[StatementRow]:
    models = find_models()
    extractor = Extractor(models, nlp, min_confidence=least)
    stage = DocumentStage(RunSettings(), load_furniture(models), load_language_detector(models), extractor)
    return TextExtractor(stage).extract(text).statements


def test_both_women_are_the_two_named_last(text_extractor: TextExtractor) -> None:
    text = "Dora Hale and Anna Lind lost their posts on Monday. Both women said the vote was unfair. Both men said it was fair."
    document = text_extractor.extract(text)
    names = {entity.entity_id: entity.name for entity in document.entities}
    found = {row.source_text: [names[each] for each in row.speaker_candidates] for row in document.statements}
    assert found == {"Both women": ["Dora Hale", "Anna Lind"], "Both men": []}


def test_a_family_is_all_who_have_its_name(text_extractor: TextExtractor) -> None:
    text = "Dora Hale and Tom Hale met Anna Lind on Monday. The Hales said the vote was unfair."
    document = text_extractor.extract(text)
    names = {entity.entity_id: entity.name for entity in document.entities}
    assert [names[each] for each in document.statements[0].speaker_candidates] == ["Dora Hale", "Tom Hale"]


def test_nobody_is_called_by_two_family_names(text_extractor: TextExtractor) -> None:
    text = "Jennifer Peyton said the court was closed. Peyton and Carla Lind left. Lind said that it was late."
    assert [row.speaker_name for row in text_extractor.extract(text).statements] == ["Jennifer Peyton", "Carla Lind"]


def test_who_is_called_by_title_and_one_name_has_both_where_only_the_name_speaks(text_extractor: TextExtractor) -> None:
    text = (
        "Sheikh Tamira, a teacher from Leeds, says the firm lied to her. Tamira said the firm owes her money. "
        '"I was 14," Tamira said.'
    )
    found = [row.speaker_name for row in text_extractor.extract(text).statements]
    assert (len(found), set(found)) == (3, {"Sheikh Tamira"})


def test_a_given_name_behind_sheikh_tells_who_she_is(text_extractor: TextExtractor) -> None:
    found = text_extractor.extract("Sheikh Amina, who was at the party, left early.\n\n“I want to talk,” she said.")
    assert [entity.name for entity in found.entities if entity.entity_id == found.statements[0].speaker_id] == ["Sheikh Amina"]


@pytest.mark.parametrize("title", ["Sgt.", "Lt. Col.", "Capt.", "Det. Insp.", "Fr.", "Pres.", "Supt.", "Asst. Chief"])
def test_no_sentence_ends_with_the_full_stop_of_a_title(text_extractor: TextExtractor, title: str) -> None:
    found = speakers(text_extractor, f"“Nobody was hurt,” said {title} Tomas Yarel. The ferry had left at noon.")
    assert found == {f"{title} Tomas Yarel": "Tomas Yarel"}


@pytest.mark.parametrize(
    "title",
    [
        "Kestrel's vice-president of Advanced Technologies",
        "Kestrel's head of product design",
        "Kestrel's head of product design, Mr.",
        "Kestrel's head of product design Mr.",
        "Harlow Bank chief executive officer for Europe",
    ],
)
def test_a_title_with_what_it_is_for_stands_before_the_name(text_extractor: TextExtractor, title: str) -> None:
    text = (
        "Bo Hale runs a garage.\n\n"
        f"{title} Peter Lang said the firm had respect for the town. “Nobody needs a belt in a dress,” he told reporters."
    )
    found = text_extractor.extract(text).statements
    assert [statement.speaker_name for statement in found] == ["Peter Lang", "Peter Lang"]


def test_the_president_is_the_one_who_spoke_and_not_whom_the_sentence_names(text_extractor: TextExtractor) -> None:
    text = (
        "President Bo Hale has said that he ordered Norland's President Viktor Panko to stop. Implying that that president knew, "
        "Mr Hale said: “Not much happens there without Viktor Panko.” The president said he had warned Mr Panko at a summit. "
        "The president has promised an answer."
    )
    found = text_extractor.extract(text).statements
    descriptions = [statement for statement in found if statement.source_text == "The president"]
    assert [statement.speaker_name for statement in descriptions] == ["Bo Hale", "Bo Hale"]
