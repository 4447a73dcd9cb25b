"""Names of short texts on the default model: of many cultures and kinds, whole and with the right label."""

from collections.abc import Callable

import pytest

from extractor.analysis.pipeline import Pipeline
from extractor.api import TextExtractor
from extractor.entities.gazetteer import load_gazetteer
from extractor.entities.naming import Namer
from extractor.entities.weights import load_name_weights
from extractor.resources import find_models

Find = Callable[[str], set[str]]


@pytest.fixture(scope="module")
def find(nlp: Pipeline) -> Find:
    models = find_models()
    namer = Namer(load_gazetteer(models), load_name_weights(models))

    def run(text: str) -> set[str]:
        parse = next(iter(nlp.parse([(text, [0])])))
        return {f"{name.label} {parse.span_text(name.start, name.end)}" for name in namer.names(parse)}

    return run


PEOPLE = [
    ("Seo Ji-hwan, the minister of ports, said that tolls would fall.", "Seo Ji-hwan"),
    ("Tariq el-Badawi, the minister of ports, said that tolls would fall.", "Tariq el-Badawi"),
    ("Gwilym ap Tarnwy, a farmer, said that the harvest was late.", "Gwilym ap Tarnwy"),
    ("The charge was denied by Datuk Seri Rahman Yusof on Monday.", "Rahman Yusof"),
    ("Ana Paula de Sousa, 44, was arrested near the harbour.", "Ana Paula de Sousa"),
    ("His wife, Oluchi Adebanjo, told reporters that she would appeal.", "Oluchi Adebanjo"),
    ("The director of Tarnby Ports Maria Kessel said the quay was safe.", "Maria Kessel"),
    ("Supt. Marlo Pratt said that nobody was hurt.", "Marlo Pratt"),
    ("The cup went to eight-year-old Georgia Parker, who rows in Tarnby.", "Georgia Parker"),
    ("The best rower of her club is in Sidney Crosswell, they say.", "Sidney Crosswell"),
    ("Mispronouncing Ana Harlow's name is rude, she said.", "Ana Harlow"),
]


@pytest.mark.parametrize(("text", "name"), PEOPLE, ids=[name for _, name in PEOPLE])
def test_people(find: Find, text: str, name: str) -> None:
    assert f"PERSON {name}" in find(text)


NAMESAKES = [
    ("Ida London sings. London said it would send aid to Norway.", "PLACE", "London"),
    ("Tom Jordan runs a shop in Tarnby. Jordan said its troops had left.", "PLACE", "Jordan"),
    ("Tom Jordan runs a shop in Tarnby. Jordan said it would take time.", "PERSON", "Jordan"),
    ("Coach Ida London spoke late. London said it was cold.", "PERSON", "London"),
    ("Jordan Parker runs a shop in Tarnby. Jordan said its troops had left.", "PLACE", "Jordan"),
    ("Georgia Parker sued the town of Tarnby. “It was late,” said Georgia.", "PERSON", "Georgia"),
]


@pytest.mark.parametrize(("text", "label", "name"), NAMESAKES)
def test_a_state_that_speaks_of_itself_beside_somebody_of_its_name(find: Find, text: str, label: str, name: str) -> None:
    found = {one for one in find(text) if one.endswith(f" {name}")}
    assert (f"GPE {name}" in found) == (label == "PLACE"), found


ORGANIZATIONS = [
    pytest.param(
        "The Ministry of Ports and Tides refused to comment.",
        "Ministry of Ports and Tides",
        marks=pytest.mark.xfail(strict=True, reason="the shorter name that the model marks outweighs the one with 'and'"),
    ),
    ("The Norwegian government denied the report.", "Norwegian government"),
    ("Shares of Kestrel Holdings fell by 3 percent.", "Kestrel Holdings"),
    ("The Royal Bank of Tarnby raised its rates.", "Royal Bank of Tarnby"),
]


@pytest.mark.parametrize(("text", "name"), ORGANIZATIONS)
def test_organizations(find: Find, text: str, name: str) -> None:
    assert f"ORG {name}" in find(text)


@pytest.mark.parametrize("text", ["She won the Lou Harlan Award. The Lou Harlan Award is old.", "The Tom Vell Trophy is hers."])
def test_a_prize_that_is_called_after_somebody_is_nobody(find: Find, text: str) -> None:
    assert not {name for name in find(text) if name.startswith("PERSON")}


def test_two_first_names_are_two_persons(find: Find) -> None:
    assert {"PERSON Ida", "PERSON Mira"} <= find("President Omar Vell spoke with his daughters, Ida and Mira, on Friday.")


def test_a_car_with_its_year_is_nobody(find: Find) -> None:
    found = find("A diver saw the rusty 1994 Mercury Sable in the bay. In 1994 Omar Vell came to Tarnby.")
    assert {name for name in found if name.startswith("PERSON")} == {"PERSON Omar Vell"}


def test_what_names_nobody(find: Find) -> None:
    found = find("Detectives searched the harbour on Monday. Emphasis was laid on speed, and the minister of ports agreed.")
    assert not found


def test_whom_a_law_of_nature_is_called_after(find: Find) -> None:
    assert not find("It always rains here. “Murphy’s law always applies,” the farmer said.")
    assert "PERSON Ann Murphy" in find("Ann Murphy’s law on tolls was passed on Monday.")


@pytest.mark.parametrize(
    ("text", "person"),
    [("Theresa May said the plan was late.", "Theresa May"), ("Paula March said no on Monday.", "Paula March")],
)
def test_a_month_behind_a_given_name_is_a_family_name(text_extractor: TextExtractor, text: str, person: str) -> None:
    assert person in {entity.name for entity in text_extractor.extract(text).entities if entity.kind == "person"}


def test_a_month_behind_a_name_of_another_sentence_is_none(text_extractor: TextExtractor) -> None:
    found = text_extractor.extract("The plan was shown to Ann Lee in May. May was cold in Tarnby.")
    assert {entity.name for entity in found.entities if entity.kind == "person"} == {"Ann Lee"}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The singer k.dree said the show would go on. k.dree's wife left.", "k.dree"),
        ("Rapper 70 Cedo said the show would go on. It was late, 70 Cedo told fans.", "70 Cedo"),
        ("“It was late,” said dj.tobo.z. The crowd cheered dj.tobo.z.", "dj.tobo.z"),
    ],
)
def test_stage_names_that_look_like_no_names(find: Find, text: str, person: str) -> None:
    assert f"PERSON {person}" in find(text)


@pytest.mark.parametrize(
    "text",
    [
        "The paper said 40 Norlanders told the court the same.",
        "The file tolls.pdf said nothing. A reporter example.com said so.",
        "On May 12 Hale said the road was closed.",
        "The h1n1 strain spread, e.g. in schools.",
    ],
)
def test_numbers_and_addresses_are_no_stage_names(find: Find, text: str) -> None:
    assert not {name for name in find(text) if name.startswith("PERSON") and name != "PERSON Hale"}


def test_a_family_name_that_is_also_a_place(find: Find) -> None:
    assert "GPE Montenegro" not in find("Luis Montenegro, the dean, denied it. Montenegro left Russia in 2020.")
    assert "GPE Montenegro" in find("Luis Hale, the dean, denied it. He left Montenegro in 2020.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tom Disney met Anna Cole. Disney said it was late.", "PERSON Disney"),
        ("Ms May said no. The guitarist said yes.", "PERSON May"),
        ("His wife, Virginia, left. Virginia said the ward was full.", "PERSON Virginia"),
        ("Norway's Bjarte Hestenko met Tarnby's Per Dudek.", "PERSON Bjarte Hestenko"),
        ("Shadow Secretary of State for Work and Pensions Nicola Hale said the plan was late.", "PERSON Nicola Hale"),
        ("Hale Rothman LLP said yes.", "ORG Hale Rothman LLP"),
        ("Drugmaker Zelpharm said its pill was safe.", "ORG Zelpharm"),
        ("Chelsea's Ray Stirling said no.", "ORG Chelsea"),
        ("The state will give money to Toyota Canada. Toyota Canada and Toyota agreed.", "ORG Toyota Canada"),
    ],
)
def test_kinds_that_their_surroundings_tell(find: Find, text: str, name: str) -> None:
    assert name in find(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The Annual General Meeting was noted.", "Meeting"),
        ("In a tweet, Labour MP Lucia Berg sought answers.", "PERSON Labour"),
        ("Dr Valerie Berkman, MBChB, FRCPath, said the death was quick.", "PERSON MBChB"),
        ("The Reeds said it was sold.", "ORG Reeds"),
    ],
)
def test_kinds_that_their_surroundings_rule_out(find: Find, text: str, word: str) -> None:
    assert not [name for name in find(text) if name.endswith(word)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They saw the film Tarnby's Edge on Monday. In Tarnby’s Edge, two teens meet.", "PRODUCT Tarnby’s Edge"),
        ("Residents of Velby, Mechala and Mokote say they live in fear.", "GPE Mokote"),
        ("The rocket left Cape Canarel on Monday. Canarel sits at 28 degrees north.", "GPE Canarel"),
        ("The firm is in Annandale-on-Velt.", "GPE Annandale-on-Velt"),
        ("He joined Third Bridge, a London-based private equity firm.", "ORG Third Bridge"),
        ("The Tarnby Labour Party and Kometo want to join.", "ORG Kometo"),
        ("The nurse ’Manare Mokoena said she was ill.", "PERSON Manare Mokoena"),
        ("The Norwegian police said so on Monday.", "ORG Norwegian police"),
    ],
)
def test_kinds_of_places_bodies_and_works(find: Find, text: str, name: str) -> None:
    assert name in find(text)


def test_what_is_no_place_and_no_body(find: Find) -> None:
    assert "ORG Norwegian police" not in find("The Norwegian police stations in Tarnby were closed.")
    assert {"PERSON Macron", "PERSON Scholz"} < find("In Paris, Macron and Scholz met.")
    assert not [name for name in find("According to Gauteng Cogda, the province closed the road.") if name.startswith("GPE")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The pipes were mended, according to the Rural Dignity Fighters.", "ORG Rural Dignity Fighters"),
        ("K47 said in a statement that it was late. The army met K47.", "ORG K47"),
        ("“It was late,” Tarvo explains. The case was political, says Tarvo.", "PERSON Tarvo"),
        ("They signed the Tidal Force Survey.", "PRODUCT Tidal Force Survey"),
    ],
)
def test_kinds_that_their_heads_and_doings_tell(find: Find, text: str, name: str) -> None:
    assert name in find(text)


def test_an_acronym_of_a_thing_is_no_body(find: Find) -> None:
    found = find("They saw RTS [Reactive Tide Species, the group of chemicals]. The RTS can be measured.")
    assert not {name for name in found if name.startswith("ORG")}


def test_an_office_with_its_field_is_no_body(find: Find) -> None:
    assert not [name for name in find("MEC for Ports and Traditional Affairs, Jacob Dree, left.") if name.startswith("ORG")]


def test_a_stage_name_that_the_parser_takes_for_an_auxiliary_speaks(text_extractor: TextExtractor) -> None:
    found = text_extractor.extract(
        "The singer will.b.here left. Additionally, will.b.here confirmed that the centres remain on alert."
    )
    assert [statement.source_text for statement in found.statements] == ["will.b.here"]


@pytest.mark.parametrize("surname", ["Ishimba", "Kovent", "Brantwell", "Marlex", "Pentor"])
def test_a_surname_means_whoever_is_surely_so_called(find: Find, surname: str) -> None:
    text = (
        f"“Yes, I support the bill,” Grant {surname}, founder of the River Centre, told the Gazette.\n\n"
        f"“It is clear that you are with us or against us,” {surname} says. “What they want is silence,” he notes.\n\n"
        f"The river was full at the dawn of the modern harbour movement, {surname} adds."
    )
    assert f"ORG {surname}" not in find(text)


@pytest.mark.parametrize("surname", ["Kovent", "Brantwell", "Marlex"])
def test_a_firm_has_the_name_of_its_founder(find: Find, surname: str) -> None:
    text = (
        f"Henry {surname} founded {surname} in 1990 with a loan.\n\n{surname} said its sales fell by a tenth. {surname} "
        f"shares rose in Tarnby.\n\nAnalysts expect {surname} to sell its port division. “We are pleased,” Henry {surname} said."
    )
    assert {f"ORG {surname}", f"PERSON Henry {surname}"} <= find(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They met Gov. Earl Brent Marlow. Marlow said no.", "PERSON Earl Brent Marlow"),
        ("In one post he asked: “Did Crooked Dora help them?”", "PERSON Dora"),
        ("Celebrities Dora Hale, Ida Brandt and Tom Reed met.", "PERSON Dora Hale"),
        ("The attackers were the group Ansar al-Tarnby.", "ORG Ansar al-Tarnby"),
        ("The polls of Morning Ledger were late.", "ORG Morning Ledger"),
    ],
)
def test_words_before_a_name_and_first_words(find: Find, text: str, name: str) -> None:
    assert name in find(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Lest you assume that it was late, I say no.", "Lest"),
        ("“[W]e are reminded of the flood,” said Tom Hale.", "W]e"),
        ("The book is See No Evil: Truths the Left Can’t Handle.", "Ca"),
        ("The girl was born Sept, 26, 2014.", "Sept"),
    ],
)
def test_words_that_only_look_like_names(find: Find, text: str, word: str) -> None:
    assert not [name for name in find(text) if name.endswith(word)]


def test_somebody_and_a_place_of_one_name(find: Find) -> None:
    found = find("Ida London said the play was late. She had moved to London in May. “No,” London told reporters.")
    assert {"PERSON Ida London", "PERSON London", "GPE London"} <= found
    assert "PERSON Israel" in find("Her brother, Israel, said he was proud. Israel left Tarnby in 1999.")
    assert "GPE Israel" in find("Her brother, a welder, said he was proud. He left Israel in 1999.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The report was written by Kevin Hale, a lawyer, and Mary Bridge.", "PERSON Mary Bridge"),
        ("Dr Susan Church left. Church added that it was cheap.", "PERSON Church"),
        ("A-B-C Company said it would close.", "ORG A-B-C Company"),
    ],
)
def test_plain_words_and_letters_as_names(find: Find, text: str, name: str) -> None:
    assert name in find(text)


def test_a_body_and_somebody_that_touch_by_chance(find: Find) -> None:
    found = find("Sanna Hale left the room. Speaking to the Daily Mail Hale claimed that it was late. Hale was tired.")
    assert {"ORG Daily Mail", "PERSON Hale"} <= found


def test_who_speaks_on_its_own_page_is_a_body(find: Find) -> None:
    found = find("Karavetan said in a statement that it was late. “We have water,” Karavetan said on its website.")
    assert found == {"ORG Karavetan"}
    assert "ORG Co. KG" not in find("The pipes were mended, according to Gebrüder Hanselmann GmbH & Co. KG.")


def test_a_verb_before_who_speaks_is_no_name(find: Find) -> None:
    assert "PERSON Hale" in find("Dora Hale left. Added Hale: “It was late.” Hale was tired.")
    assert "PERSON Said Ahmed" in find("Said Ahmed left at noon.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ministry picked Ha Jae-won as its envoy on Monday.", "PERSON Ha Jae-won"),
        ("Dutch minister Sanne van 't Veer-de Boer survived the vote.", "PERSON Sanne van 't Veer-de Boer"),
        ("Counsel Kumar a/l Selvam, for the accused, asked for bail.", "PERSON Kumar a/l Selvam"),
        ("Minister Tariq Abdel-Rahim el-Badawi met Ana Ruiz. El-Badawi said so.", "PERSON Tariq Abdel-Rahim el-Badawi"),
        ("Tarnby sold its stake in Velby Cement to Morrow Gate Capital for R1.4bn on Monday.", "ORG Velby Cement"),
        ("He sold it to Morrow Gate Capital for RM40,000 in May.", "ORG Morrow Gate Capital"),
        ("Analysts at Corvin Ray doubt that the chips will sell.", "ORG Corvin Ray"),
        ("She resigned as head of Nova Aurora on Monday.", "ORG Nova Aurora"),
        ("The Nasha Torva party walked out of the hall.", "ORG Nasha Torva"),
        ("He had belonged to the Farmers' Movement party for years.", "ORG Farmers' Movement"),
        ("The minister fled by sea, The Daily Shurjo reported.", "ORG Daily Shurjo"),
        ("The Marloth District Municipality will pay for the burial.", "ORG Marloth District Municipality"),
        ("T-K-B, the Texas grocer, was its first customer.", "ORG T-K-B"),
        ("Oslo Mayor Hanna Reve ordered the demolition.", "GPE Oslo"),
        ("LUSAKA — Rebels entered the town on Monday.", "GPE LUSAKA"),
        ("The boat sailed from Oslo Norway to Velby.", "GPE Oslo"),
        ("The boat sailed from Oslo Norway to Velby.", "GPE Norway"),
        ("She was escorted off the premises of Marlow University on Monday.", "ORG Marlow University"),
        ("The Velby City Council on Tuesday will vote again.", "ORG Velby City Council"),
        ("Ann Hale, owner of Tessla and GridSpan, has offered to buy it.", "ORG GridSpan"),
        ("K-L-M Company sued its supplier.", "ORG K-L-M Company"),
        ("It was built for his wife, the Norwegian model Rosa Knaus.", "PERSON Rosa Knaus"),
        ("The show had stars like Wendy, Lola and Monica.", "PERSON Wendy"),
        ("The company unveiled a model called Veltra on Monday. Veltra is late.", "PRODUCT Veltra"),
        ("Ohio Gov. Jon Kassel said no.", "GPE Ohio"),
        ("LUSAKA: Farmers blocked the road on Monday.", "GPE LUSAKA"),
        ("Her aunt told Velbyne TV that she was well.", "ORG Velbyne TV"),
        ("He accused Fuerza Montana of buying votes.", "ORG Fuerza Montana"),
        ("Shares in rival OTBK fell.", "ORG OTBK"),
        ("The daily Nokkan Shurei first reported the plan.", "ORG Nokkan Shurei"),
        ("SB Rugby said players will train in May.", "ORG SB Rugby"),
        ("OK, Inspector W.A. Gunasena denied it.", "PERSON W.A. Gunasena"),
    ],
)
def test_names_of_many_lands(find: Find, text: str, name: str) -> None:
    assert name in find(text)


def test_what_is_no_name_in_many_lands(find: Find) -> None:
    assert not find("Gunmen killed a farmer near the river and took R2.3bn, he said.")
    assert not [name for name in find('"I\'m Gonna Come Back" was her last song.') if "Come" in name.split()[-1]]


@pytest.mark.parametrize("owner", ["Mainland", "Coast"])
def test_a_plain_word_with_an_article_that_owns_something_is_no_name(find: Find, owner: str) -> None:
    assert find(f"The {owner}'s energy report reveals that lamps are dear.\n\nThe council met.") == set()


def test_a_known_outlet_owns_something_though_its_name_is_a_plain_word(find: Find) -> None:
    assert find("The Guardian's report says that lamps are dear.\n\nThe council met.") == {"ORG Guardian"}
