"""Every repair rule by its id, alone and on parses made by hand: what it changes and what it leaves."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.analysis.parse import Parse
from extractor.entities.gazetteer import Gazetteer, load_gazetteer
from extractor.entities.repair import repair_names, repairs
from extractor.resources import find_models
from tests.unit.marked import marked

CHANGES = [
    ("repair/line-end", "[PERSON Ann Lee / Photo] by Bo", ["PERSON Ann Lee", "PERSON Photo"]),
    ("repair/address", "See [ORG www.harbour.org/news]", []),
    ("repair/marks", '[ORG " Harbour Board "] met', ["ORG Harbour Board"]),
    ("repair/marks", "[ORG Council of] the", ["ORG Council"]),
    ("repair/article", "[ORG the White House] denied_VERB it", ["ORG White House"]),
    ("repair/possessive", "[GPE Norland 's] army", ["GPE Norland"]),
    ("repair/caption", "[PERSON Ann Lee Image] : Bo", ["PERSON Ann Lee"]),
    ("repair/score", "[GPE Tunisia 1] - 2", ["GPE Tunisia"]),
    ("repair/common-noun", "[PERSON Evolution paper Lee] said_VERB", ["PERSON Lee"]),
    ("repair/common-noun", "a [GPE united_ADJ Germany] could", ["GPE Germany"]),
    ("repair/owner", "[ORG Serbia 's Harbour Ministry] said_VERB", ["GPE Serbia", "ORG Harbour Ministry"]),
    ("repair/joined", "[PERSON Ann Lee and Bo Hale] left", ["PERSON Ann Lee", "PERSON Bo Hale"]),
    ("repair/joined", "[GPE Iran and Iraq] signed", ["GPE Iran", "GPE Iraq"]),
    ("repair/location", "the [FAC Harbour Club on Tarn Street] burned", ["FAC Harbour Club", "FAC Tarn Street"]),
    ("repair/location", "the [ORG Harbour Museum in Oslo] closed", ["ORG Harbour Museum", "GPE Oslo"]),
    ("repair/place-and-title", "[ORG Texas Governor] said_VERB", ["GPE Texas"]),
    ("repair/title", "[PERSON President Ann Lee] left", ["PERSON Ann Lee"]),
    ("repair/title", "[PERSON Secretary General] left", []),
    ("repair/inside-title", "Secretary of [ORG State] Ann", []),
    ("repair/inside-title", "the secretary of [ORG State] left", []),
    ("repair/honours", "[PERSON Bo Hale KC] left", ["PERSON Bo Hale"]),
    ("repair/opening", "[PERSON Will_AUX Vance] leave_VERB ?", ["PERSON Vance"]),
    ("repair/opening", "[PERSON Between_ADP Vance] and Lund", ["PERSON Vance"]),
    ("repair/article", "called [ORG the “ Solid South] ” then", ["ORG Solid South"]),
    ("repair/address", '[ORG datetime="2016">Rape] is', []),
    ("repair/particle", "the rise of [ORG Paula van der Marlow] began", ["PERSON Paula van der Marlow"]),
    ("repair/person-acronym", "the [PERSON Junge SVP] met", ["ORG Junge SVP"]),
    ("repair/furniture", "[ORG A+] A-", []),
    ("repair/furniture", "( [ORG Getty/Kest] )", []),
    ("repair/calendar", "the [EVENT September 24] attack", []),
    ("repair/small", "the [ORG board] met", []),
    ("repair/species", "spores of [PERSON Beauveria bassiana] grew", []),
    ("repair/genus", "spores of [GPE Vibrio] cholerae grew", []),
    ("repair/common-word", "[PERSON Emphasis] , yes . the emphasis", []),
    ("repair/common-word", "the [ORG Kest] mine , a kest", []),
    ("repair/common-word", "[ORG Detectives_NOUN] searched", []),
    ("repair/furniture", "( [PERSON Laughter] )", []),
    ("repair/party-tag", "( [GPE R-Fla.] )", []),
    ("repair/known-label", "on [PERSON Twitter] she", ["ORG Twitter"]),
    ("repair/known-label", "in [PERSON Russia] she", ["GPE Russia"]),
    ("repair/other-label", "on [PERSON Obamacare] she", ["LAW Obamacare"]),
    ("repair/known-name", "the White House denied_VERB it", ["ORG White House"]),
    ("repair/known-name", "in [GPE York] or New [GPE York City]", ["GPE York", "GPE New York City"]),
    ("repair/in-state", "from [PERSON Tavesh] , [GPE Pa.] today", ["GPE Tavesh", "GPE Pa."]),
    ("repair/in-state", "from Tavesh , OH today", ["GPE Tavesh", "GPE OH"]),
    ("repair/in-state", "from [ORG Tavesh , MS] today", ["GPE Tavesh", "GPE MS"]),
    ("repair/in-state", "from [GPE Tavesh Va.] today", ["GPE Tavesh", "GPE Va."]),
    ("repair/particles", "met [PERSON Paula] von der [GPE Marlow] today", ["PERSON Paula von der Marlow"]),
    ("repair/country", "to visit_VERB [PERSON Jordan] soon . [PERSON Jordan] 's king left", ["GPE Jordan", "GPE Jordan"]),
    ("repair/vague", "the [ORG Eastern] and [ORG National] tribes of [PERSON Jr.]", []),
    ("repair/dash", "said [ORG Jobs - Paula Marlow] today", ["PERSON Paula Marlow"]),
    ("repair/dash", "by [ORG Interests : The Harbour Council] today", ["ORG Harbour Council"]),
    ("repair/dash", "[PERSON Ann Vance] shot [PERSON Vance — Bo Hale]", ["PERSON Ann Vance", "PERSON Vance", "PERSON Bo Hale"]),
    ("repair/initial", "( [ORG H. Marlow] 69 )", ["PERSON H. Marlow"]),
    ("repair/family", "[PERSON Ann Vance] left . The [PERSON Vances] left", ["PERSON Ann Vance", "NORP Vances"]),
    ("repair/dateline", "[PERSON TARNBY] — The Tarnby council met", ["GPE TARNBY"]),
    ("repair/dateline", "TARNBY 1996-08 Deals", ["GPE TARNBY"]),
    ("repair/dateline", "it left / PORT TARNBY , Denmark 1996 - 08 Deals", ["GPE PORT TARNBY"]),
    (
        "repair/capitals",
        "VANCE SLAMS_VERB DENMARK / [PERSON Ann Vance] left",
        ["PERSON VANCE", "GPE DENMARK", "PERSON Ann Vance"],
    ),
    ("repair/capitals", "PAULA VANCE LEAVES_VERB / [PERSON Paula Vance] left", ["PERSON PAULA VANCE", "PERSON Paula Vance"]),
    ("repair/emphasis", "such [PERSON SEXISM] hurts , the sexism", []),
    ("repair/emphasis", "so [ORG THEY_PRON LOSE] now", []),
    ("repair/emphasis", "[ORG VANCE STEPS ASIDE] / [PERSON Ann Vance]", ["PERSON VANCE", "PERSON Ann Vance"]),
    ("repair/emphasis", "[ORG BITTER LEGACY] / he left", []),
    ("repair/score", "[ORG Roma 7] , 6 , 6 , 4", ["ORG Roma"]),
    ("repair/score", "[PERSON Tavesh 1] left", ["PERSON Tavesh"]),
    ("repair/head", "the [PERSON Vance Presidential Center] opens", ["ORG Vance Presidential Center"]),
    ("repair/head", "the [ORG Harbour Board Resolution 2254] passed", ["LAW Harbour Board Resolution 2254"]),
    ("repair/head", "in [ORG Hale v. Board of Ports] today", ["LAW Hale v. Board of Ports"]),
    ("repair/opening", "called Crooked_ADJ [PERSON Crooked Paula] there", ["PERSON Paula"]),
    ("repair/opening", "[PERSON Ann Vance] left . [PERSON Said Vance] : no", ["PERSON Ann Vance", "PERSON Vance"]),
    ("repair/joined", "[PERSON Bo Vance] . [ORG Vance , Vance] left", ["PERSON Bo Vance", "PERSON Vance", "PERSON Vance"]),
    ("repair/family-name", "later [ORG O'Tavesh] went home", ["PERSON O'Tavesh"]),
    ("repair/code", "two [ORG A330s] left", ["PRODUCT A330s"]),
    ("repair/common-word", "[PERSON Courted_VERB] by many", []),
    ("repair/branch", "paid [ORG Kestrel_PROPN>compound+1] [GPE Australia] today_ADV", ["ORG Kestrel Australia"]),
    ("repair/head", "at [ORG Harbour Station] on", ["FAC Harbour Station"]),
    ("repair/head", "the [GPE Mercer Institute] said_VERB", ["ORG Mercer Institute"]),
    ("repair/head", "the [ORG Tarnby Festival] opens", ["EVENT Tarnby Festival"]),
    ("repair/head", "the [ORG Festival of Tarnby] opens", ["EVENT Festival of Tarnby"]),
    ("repair/place-first", "at [ORG Port Tarnby] and [PERSON Casa Marlow]", ["GPE Port Tarnby", "FAC Casa Marlow"]),
    ("repair/place-first", "a boat on [PERSON Lough Tarn]", ["LOC Lough Tarn"]),
    ("repair/given-name", "saw [PRODUCT Paula Marlow] there", ["PERSON Paula Marlow"]),
    ("repair/given-name", "[ORG Paula Marlow_PROPN>nsubj+1] recalled_VERB it", ["PERSON Paula Marlow"]),
    ("repair/place-head", "the [GPE Ross Ice_PROPN>compound+1] Shelf melts", ["GPE Ross Ice Shelf"]),
    ("repair/demonym", "[PERSON Tarnova] and the [GPE Tarnovan] army", ["GPE Tarnova", "NORP Tarnovan"]),
    ("repair/preposition", "in the town of [PRODUCT Tarnby] . [ORG Tarnby] left", ["GPE Tarnby", "GPE Tarnby"]),
    ("repair/preposition", "nobody in_ADP [PERSON Tarnby_PROPN>pobj-1] left", ["GPE Tarnby"]),
    ("repair/family-name", "later [ORG Campbell] went home", ["PERSON Campbell"]),
    (
        "repair/double-surname",
        "[PERSON Ann Vance-Lund] left . [ORG Vance-Lund] left",
        ["PERSON Ann Vance-Lund", "PERSON Vance-Lund"],
    ),
    ("repair/first-word", "the [PERSON Instituto Tarnby] opened", ["ORG Instituto Tarnby"]),
    ("repair/first-word", "the Movimento 5 [PERSON Vento] won", ["ORG Movimento 5 Vento"]),
    ("repair/extend-person", "saw Paula_PROPN>compound+1 [PERSON Marlow] there", ["PERSON Paula Marlow"]),
    ("repair/extend-person", "saw [PERSON Paula_PROPN>compound+1] Marlow_PROPN there", ["PERSON Paula Marlow"]),
    ("repair/extend-person", "with Chairman Tavo_PROPN>compound+1 [PERSON Marlow] there", ["PERSON Tavo Marlow"]),
    ("repair/behind-title", "with Mr. [ORG Tavesh] there", ["PERSON Tavesh"]),
    ("repair/behind-title", "with Ms. Tavesh there", ["PERSON Tavesh"]),
    ("repair/behind-title", "with Mr. [GPE Israel] there", ["PERSON Israel"]),
    ("repair/behind-title", "with President [GPE Israel] there", ["GPE Israel"]),
    ("repair/age", "later [GPE Tavesh] , 31 , left", ["PERSON Tavesh"]),
    ("repair/age", "later Tavesh , now 31 , left", ["PERSON Tavesh"]),
    ("repair/full-name", "[FAC Eden Marlow] left . [PERSON Marlow] said_VERB", ["PERSON Eden Marlow", "PERSON Marlow"]),
    ("repair/given-and-family", "saw [GPE Paula Campbell] left", ["PERSON Paula Campbell"]),
    ("repair/given-and-family", "[ORG Paula Marlow] left . [ORG Marlow] left", ["PERSON Paula Marlow", "ORG Marlow"]),
    ("repair/headline", "[ORG Leave Reform Party] / the [ORG Reform Party] left", ["ORG Reform Party", "ORG Reform Party"]),
    ("repair/headline", "[ORG Leave Republican Party] / [PERSON Vance] left", ["ORG Republican Party", "PERSON Vance"]),
    ("repair/surname-label", "[PERSON Ann Vance] left . [GPE Vance] said_VERB", ["PERSON Ann Vance", "PERSON Vance"]),
    ("repair/surname", "[PERSON Ann Vance] left . Later Vance returned_VERB", ["PERSON Ann Vance", "PERSON Vance"]),
    ("repair/surname", "[PERSON Ann Tibb] left . Tibb_NOUN>nsubj+1 said_VERB it", ["PERSON Ann Tibb", "PERSON Tibb"]),
    ("repair/tail", "[PERSON Ann Vance Goes] . [PERSON Ann Vance] left", ["PERSON Ann Vance", "PERSON Ann Vance"]),
    ("repair/tail", "[PERSON Vance Speech] . [PERSON Vance] left after the speech", ["PERSON Vance", "PERSON Vance"]),
    ("repair/headline", "Towns Rip [PERSON Rip Ann Lee] / [PERSON Ann Lee] left", ["PERSON Ann Lee", "PERSON Ann Lee"]),
    ("repair/headline", "[PERSON Vance Sees] Gains / [PERSON Vance] left", ["PERSON Vance", "PERSON Vance"]),
    ("repair/headline", "[PERSON Hillary Vance Goes] / [PERSON Vance] left", ["PERSON Hillary Vance", "PERSON Vance"]),
    ("repair/headline", "[ORG Odd Double Standard Vance] / [PERSON Vance] left", ["PERSON Vance", "PERSON Vance"]),
    ("repair/headline", "Vance Warns Of [ORG Bitter Legacy] / [PERSON Vance] left", ["PERSON Vance"]),
    ("repair/pageant", "a former Miss [PERSON Universe] left", []),
    ("repair/code", "the [ORG EB-5] program", ["PRODUCT EB-5"]),
    ("repair/code", "a founder of [GPE C2I] left", ["ORG C2I"]),
    ("repair/place-noun", "the [ORG Tarnby] neighborhood of [ORG Tarnby]", ["GPE Tarnby", "GPE Tarnby"]),
    ("repair/speaking", "later Tavesh_PROPN>nsubj+1 explains_VERB it", ["PERSON Tavesh"]),
    ("repair/led-organization", "the [PERSON Harlan] administration denied_VERB", ["ORG Harlan administration"]),
    ("repair/national-body", "the [NORP Serbian] government denied_VERB", ["ORG Serbian government"]),
    ("repair/organization", "by the Kestrel Foundation today", ["ORG Kestrel Foundation"]),
    ("repair/acronym", "[ORG Harbour Safety Board] ( HSB ) met", ["ORG Harbour Safety Board", "ORG HSB"]),
    ("repair/majority", "[ORG Kest] a [ORG Kest] b [GPE Kest]", ["ORG Kest", "ORG Kest", "ORG Kest"]),
    ("repair/repeated", "[GPE Upper Tarn] flooded . later Upper Tarn dried", ["GPE Upper Tarn", "GPE Upper Tarn"]),
    ("repair/after-article", "[PERSON Freewind] left . the Freewind sank_VERB", []),
    ("repair/thing-acronym", "gross domestic product ( [ORG GDP] ) of [ORG GDP]", []),
    ("repair/thing-acronym", "the [ORG ROS] ( Reactive Oxygen Species ) of [ORG ROS]", []),
    ("repair/medium", "in a [ORG Facebook] post", []),
    ("repair/seat", "outside the [ORG White House] today", ["FAC White House"]),
]

UNCHANGED = [
    ("repair/branch", "the [ORG Kestrel_PROPN>compound+1] [GPE Australia] mission"),
    ("repair/vague", "The [ORG National] reported"),
    ("repair/particles", "met [PERSON Paula] of [GPE Marlow] today"),
    ("repair/country", "[PERSON Jordan] 's coach left . [PERSON Jordan] scored"),
    ("repair/country", "to visit_VERB [PERSON Ann Jordan] . [PERSON Jordan] left"),
    ("repair/dateline", "[ORG UPDATE] — The Tarnby council met"),
    ("repair/dash", "the [ORG Council on Norland - Sudland Trade] met"),
    ("repair/initial", "[ORG H. University] paid"),
    ("repair/family", "[PERSON Ann Jones] left . [PERSON Jones] left"),
    ("repair/capitals", "[PERSON Ann Vance] left in a BIG WAY"),
    ("repair/emphasis", "[ORG NORDLINE] paid in cash"),
    ("repair/emphasis", "[ORG NORDLINE FERRIES] sank . Nordline paid"),
    ("repair/score", "the [ORG Apollo 11] crew left"),
    ("repair/opening", "[PERSON Said Vance] left"),
    ("repair/in-state", "Sen. [PERSON Tavesh] , [GPE Pa.] left"),
    ("repair/in-state", "[PERSON Paula Tavesh] , [GPE Pa.] left"),
    ("repair/in-state", "[ORG SINK] , OR SWIM"),
    ("repair/surname-label", "[PERSON Ann Ford] left the [ORG Ford Motor Company] . [ORG Ford] paid"),
    ("repair/honours", "[PERSON Bo Hale Jr.] left"),
    ("repair/opening", "[PERSON Will Vance] left"),
    ("repair/particle", "the [ORG Paula of Marlow] left"),
    ("repair/person-acronym", "[PERSON ANN LEE] left"),
    ("repair/person-acronym", "[PERSON Henry VIII] left"),
    ("repair/extend-person", "joined [PERSON Paula_PROPN>compound+1] Marlow_PROPN company"),
    ("repair/extend-person", "with the Democrat_PROPN>compound+1 [PERSON Marlow] there"),
    ("repair/extend-person", "with Senator Tavo_PROPN>compound+1 [PERSON Ann Marlow] there"),
    ("repair/location", "the [ORG Committee on Foreign Relations] met"),
    ("repair/location", "the [ORG University of Texas at Austin] closed"),
    ("repair/place-first", "the [ORG Port Authority] paid"),
    ("repair/demonym", "[PERSON Julia] met [PERSON Julian] there"),
    ("repair/preposition", "they believe_VERB in_ADP>prep-1 [PERSON Tavesh_PROPN>pobj-1] still"),
    ("repair/family-name", "[ORG Campbell Mills] paid . [ORG Campbell] paid"),
    ("repair/common-word", "[ORG Kest_NOUN] searched . the [ORG Kest] left"),
    ("repair/surname", "[PERSON Ann Rose] left . Rose_NOUN>nsubj+1 said_VERB a rose"),
    ("repair/medium", "[ORG Facebook] denied_VERB it"),
    ("repair/possessive", "at [ORG McDonald 's] today"),
    ("repair/owner", "the [ORG Women 's March] began"),
    ("repair/joined", "[ORG Marks and Hale] sells"),
    ("repair/title", "[PERSON Dean Marlow] left"),
    ("repair/calendar", "after [EVENT September 11] all"),
    ("repair/known-label", "with [PERSON Jordan] there"),
    ("repair/known-name", "He liked the apple of Amazon"),
    ("repair/head", "the [ORG Harbour Workers Union] said_VERB"),
    ("repair/age", "the [ORG Board] , 31 , of"),
    ("repair/surname", "[PERSON Ann Vance] left . the Vance Foundation paid"),
    ("repair/tail", "[PERSON Ann Rose] left . [PERSON Ann] left a rose"),
    ("repair/headline", "[PERSON Ivanka Vance] Sees Gains / [PERSON Vance] left"),
    ("repair/headline", "[PERSON Wlad Vance] Sees Gains / [PERSON Vance] left"),
    ("repair/headline", "Voters Leave [ORG Vance Foundation] / [PERSON Vance] left"),
    ("repair/headline", "later voters leave [ORG Bitter Legacy] / [PERSON Vance] left"),
    ("repair/given-name", "[ORG Paula Marlow] of the"),
    ("repair/place-head", "in [GPE Ross] City Council met"),
    ("repair/double-surname", "[PERSON Ann Vance] left . [ORG Vance-Lund] left"),
    ("repair/first-word", "the Grupo of [PERSON Vento] won"),
    ("repair/given-and-family", "[ORG Paula Marlow] left . The [ORG Marlow] left"),
    ("repair/given-and-family", "the [ORG Paula Campbell] sank"),
    ("repair/given-and-family", "[ORG Charlotte Ledger] left . [ORG Ledger] left"),
    ("repair/pageant", "with Miss [PERSON Paula] there"),
    ("repair/code", "the [ORG G-20] met"),
    ("repair/place-noun", "the [ORG Tarnby] office of [ORG Tarnby]"),
    ("repair/speaking", "later Chevron_PROPN>nsubj+1 explains_VERB it"),
    ("repair/led-organization", "the [GPE Vienna] campaign of 1683"),
    ("repair/national-body", "the [NORP Serbian] farmer left"),
    ("repair/after-article", "the [PERSON Clinton] email"),
    ("repair/thing-acronym", "the [ORG HSB] ( Harbour Safety Board ) met"),
    ("repair/genus", "the [GPE Texas] marijuana_NOUN law"),
    ("repair/seat", "the [ORG White House] denied_VERB it"),
]


def _only(parse: Parse, gazetteer: Gazetteer, rule_id: str) -> list[str]:
    rules = [rule for rule in repairs() if rule.id == rule_id]
    assert rules
    title_end = parse.words.index("\n") if rule_id == "repair/headline" else 0
    found = repair_names(parse, gazetteer, title_end=title_end, rules=rules)
    return [f"{name.label} {parse.span_text(name.start, name.end)}" for name in found]


@pytest.mark.parametrize(("rule_id", "line", "expected"), CHANGES)
def test_rule_changes(rule_id: str, line: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert _only(marked(line), gazetteer, rule_id) == expected


@pytest.mark.parametrize(("rule_id", "line"), UNCHANGED)
def test_rule_leaves(rule_id: str, line: str, gazetteer: Gazetteer) -> None:
    parse = marked(line)
    assert _only(parse, gazetteer, rule_id) == [f"{label} {parse.span_text(start, end)}" for start, end, label in parse.names]


def test_every_rule_has_a_test_and_its_own_id() -> None:
    identifiers = [rule.id for rule in repairs()]
    assert len(set(identifiers)) == len(identifiers)
    assert set(identifiers) == {rule_id for rule_id, _, _ in CHANGES}


def test_origin_is_the_last_rule(gazetteer: Gazetteer) -> None:
    parse = marked("on [PERSON the Twitter] in [GPE Oslo]")
    assert [name.origin for name in repair_names(parse, gazetteer)] == ["repair/known-label", "model"]


def test_names_in_furniture_go(gazetteer: Gazetteer) -> None:
    parse = marked("[PERSON Ann Vance] / [PERSON Bo Hale] left")
    assert [parse.words[name.start] for name in repair_names(parse, gazetteer, furniture=[(0, 2)])] == ["Bo"]


def test_numbers_are_no_names(gazetteer: Gazetteer) -> None:
    assert repair_names(marked("[CARDINAL two] on [DATE Monday]"), gazetteer) == []


_GAZETTEER = load_gazetteer(find_models())
_PLAIN = ["Ann", "Lee", "the", "'s", "White", "House", "/", ",", "and", "said_VERB", "Serbia", "U.S.", "Secretary", "of", "State"]
_MARKED = [
    "[PERSON Ann Lee]",
    "[ORG the White House]",
    "[GPE Lee]",
    "[ORG State]",
    "[NORP Serbian]",
    "(",
    ")",
    "31",
    "A+",
    "Mr.",
    "-",
]


@given(st.lists(st.sampled_from(_PLAIN + _MARKED), min_size=1, max_size=25))
def test_names_are_ordered_apart_and_inside(words: list[str]) -> None:
    parse = marked(" ".join(words))
    names = repair_names(parse, _GAZETTEER)
    assert all(0 <= name.start < name.end <= len(parse) for name in names)
    assert all(one.end <= other.start for one, other in pairwise(names))
    assert all("\n" not in parse.span_text(name.start, name.end) for name in names)
