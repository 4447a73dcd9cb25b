"""Names of hand-made parses after proposing, weighing and settling: what becomes one, and what does not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.entities.gazetteer import load_gazetteer
from extractor.entities.naming import Namer
from extractor.entities.view import View
from extractor.entities.weights import load_name_weights
from extractor.resources import find_models
from tests.unit.marked import marked

_NAMER = Namer(load_gazetteer(find_models()), load_name_weights(find_models()))

# Kind, parse with the names of the model, names of the article.
NAMES = [
    ("address", "See [ORG www.harbour.org/news]", []),
    ("article", "[ORG the White House] denied_VERB it", ["ORG White House"]),
    ("possessive", "[GPE Norland 's] army", ["GPE Norland"]),
    ("score", "[GPE Tunisia 1] - 2", ["GPE Tunisia"]),
    ("common-noun", "a [GPE united_ADJ Germany] could", ["GPE Germany"]),
    ("joined", "[GPE Iran and Iraq] signed", ["GPE Iran", "GPE Iraq"]),
    ("title", "[PERSON President Ann Lee] left", ["PERSON Ann Lee"]),
    ("title", "[PERSON Secretary General] left", []),
    ("inside-title", "the secretary of [ORG State] left", []),
    ("honours", "[PERSON Bo Hale KC] left", ["PERSON Bo Hale"]),
    ("address", '[ORG datetime="2016">Rape] is', []),
    ("particle", "the rise of [ORG Paula van der Marlow] began", ["PERSON Paula van der Marlow"]),
    ("furniture", "[ORG A+] A-", []),
    ("furniture", "( [ORG Getty/Kest] )", []),
    ("calendar", "the [EVENT September 24] attack", []),
    ("small", "the [ORG board] met", []),
    ("species", "spores of [PERSON Beauveria bassiana] grew", []),
    ("genus", "spores of [GPE Vibrio] cholerae grew", []),
    ("common-word", "[PERSON Emphasis] , yes . the emphasis", []),
    ("common-word", "[ORG Detectives_NOUN] searched", []),
    ("furniture", "( [PERSON Laughter] )", []),
    ("party-tag", "( [GPE R-Fla.] )", []),
    ("known-label", "on [PERSON Twitter] she", ["ORG Twitter"]),
    ("known-label", "in [PERSON Russia] she", ["GPE Russia"]),
    ("other-label", "on [PERSON Obamacare] she", ["LAW Obamacare"]),
    ("known-name", "the White House denied_VERB it", ["ORG White House"]),
    ("known-name", "in [GPE York] or New [GPE York City]", ["GPE York", "GPE New York City"]),
    ("in-state", "from [PERSON Tavesh] , [GPE Pa.] today", ["GPE Tavesh", "GPE Pa."]),
    ("in-state", "from Tavesh , OH today", ["GPE Tavesh", "GPE OH"]),
    ("vague", "the [ORG Eastern] and [ORG National] tribes of [PERSON Jr.]", []),
    ("initial", "( [ORG H. Marlow] 69 )", ["PERSON H. Marlow"]),
    ("dateline", "TARNBY 1996-08 Deals", ["GPE TARNBY"]),
    ("capitals", "VANCE SLAMS_VERB DENMARK / [PERSON Ann Vance] left", ["PERSON VANCE", "GPE DENMARK", "PERSON Ann Vance"]),
    ("capitals", "PAULA VANCE LEAVES_VERB / [PERSON Paula Vance] left", ["PERSON PAULA VANCE", "PERSON Paula Vance"]),
    ("emphasis", "such [PERSON SEXISM] hurts , the sexism", []),
    ("emphasis", "so [ORG THEY_PRON LOSE] now", []),
    ("head", "the [ORG Harbour Board Resolution 2254] passed", ["LAW Harbour Board Resolution 2254"]),
    ("head", "in [ORG Hale v. Board of Ports] today", ["LAW Hale v. Board of Ports"]),
    ("code", "two [ORG A330s] left", ["PRODUCT A330s"]),
    ("head", "at [ORG Harbour Station] on", ["FAC Harbour Station"]),
    ("head", "the [GPE Mercer Institute] said_VERB", ["ORG Mercer Institute"]),
    ("head", "the [ORG Tarnby Festival] opens", ["EVENT Tarnby Festival"]),
    ("national", "the [NORP Norwegian] government_NOUN met", ["ORG Norwegian government"]),
    ("national", "the [NORP Norwegian] lenders_NOUN met", ["NORP Norwegian"]),
    ("told", "[ORG Tavesh] flew . the Tavesh_PROPN spacecraft_NOUN flew", ["PRODUCT Tavesh", "PRODUCT Tavesh"]),
    ("told", "[PERSON Tavesh] fell . the lender_NOUN [PERSON Tavesh] fell", ["ORG Tavesh", "ORG Tavesh"]),
    ("place-first", "in [PERSON Ha Tavesh] today", ["GPE Ha Tavesh"]),
    ("place-first", "at [ORG Port Tarnby] today", ["GPE Port Tarnby"]),
    ("place-first", "a boat on [PERSON Lough Tarn]", ["LOC Lough Tarn"]),
    ("given-name", "saw_VERB [PRODUCT Paula Marlow] there_ADV", ["PERSON Paula Marlow"]),
    ("given-name", "[ORG Paula Marlow_PROPN>nsubj+1] recalled_VERB it", ["PERSON Paula Marlow"]),
    ("place-head", "the [GPE Ross Ice_PROPN>compound+1] Shelf melts", ["GPE Ross Ice Shelf"]),
    ("preposition", "nobody in_ADP [PERSON Tarnby_PROPN>pobj-1] left", ["GPE Tarnby"]),
    ("double-surname", "[PERSON Ann Vance-Lund] left . [ORG Vance-Lund] left", ["PERSON Ann Vance-Lund", "PERSON Vance-Lund"]),
    ("first-word", "the [PERSON Instituto Tarnby] opened", ["ORG Instituto Tarnby"]),
    ("extend-person", "saw Paula_PROPN>compound+1 [PERSON Marlow] there", ["PERSON Paula Marlow"]),
    ("extend-person", "saw [PERSON Paula_PROPN>compound+1] Marlow_PROPN there", ["PERSON Paula Marlow"]),
    ("extend-person", "with Chairman Tavo_PROPN>compound+1 [PERSON Marlow] there", ["PERSON Tavo Marlow"]),
    ("behind-title", "with Mr. [ORG Tavesh] there", ["PERSON Tavesh"]),
    ("behind-title", "with Ms. Tavesh there", ["PERSON Tavesh"]),
    ("behind-title", "with Mr. [GPE Israel] there", ["PERSON Israel"]),
    ("behind-title", "with President [GPE Israel] there", ["GPE Israel"]),
    ("age", "later [GPE Tavesh] , 31 , left", ["PERSON Tavesh"]),
    ("age", "later Tavesh , now 31 , left", ["PERSON Tavesh"]),
    ("given-and-family", "saw [GPE Paula Campbell] left", ["PERSON Paula Campbell"]),
    ("surname-label", "[PERSON Ann Vance] left . [GPE Vance] said_VERB", ["PERSON Ann Vance", "PERSON Vance"]),
    ("surname", "[PERSON Ann Vance] left . Later Vance returned_VERB", ["PERSON Ann Vance", "PERSON Vance"]),
    ("surname", "[PERSON Ann Tibb] left . Tibb_NOUN>nsubj+1 said_VERB it", ["PERSON Ann Tibb", "PERSON Tibb"]),
    ("code", "the [ORG EB-5] program", ["PRODUCT EB-5"]),
    ("place-noun", "the [ORG Tarnby] neighborhood of [ORG Tarnby]", ["GPE Tarnby", "GPE Tarnby"]),
    ("led-organization", "the [PERSON Harlan] administration denied_VERB", ["ORG Harlan administration"]),
    ("national-body", "the [NORP Serbian] government denied_VERB", ["ORG Serbian government"]),
    ("organization", "by the Kestrel Foundation today", ["ORG Kestrel Foundation"]),
    ("acronym", "[ORG Harbour Safety Board] ( HSB ) met", ["ORG Harbour Safety Board", "ORG HSB"]),
    ("majority", "[ORG Kest] a [ORG Kest] b [GPE Kest]", ["ORG Kest", "ORG Kest", "ORG Kest"]),
    ("medium", "in a [ORG Facebook] post", []),
    ("seat", "outside the [ORG White House] today", ["FAC White House"]),
    ("particles", "met [PERSON Paula] of [GPE Marlow] today", ["PERSON Paula", "GPE Marlow"]),
    ("country", "[PERSON Jordan] 's coach left . [PERSON Jordan] scored", ["PERSON Jordan", "PERSON Jordan"]),
    ("initial", "[ORG H. University] paid", ["ORG H. University"]),
    ("family", "[PERSON Ann Jones] left . [PERSON Jones] left", ["PERSON Ann Jones", "PERSON Jones"]),
    ("capitals", "[PERSON Ann Vance] left in a BIG WAY", ["PERSON Ann Vance"]),
    ("emphasis", "[ORG NORDLINE] paid in cash", ["ORG NORDLINE"]),
    ("emphasis", "[ORG NORDLINE FERRIES] sank . Nordline paid", ["ORG NORDLINE FERRIES"]),
    ("opening", "[PERSON Said Vance] left", ["PERSON Said Vance"]),
    ("in-state", "Sen. [PERSON Tavesh] , [GPE Pa.] left", ["PERSON Tavesh", "GPE Pa."]),
    ("in-state", "[PERSON Paula Tavesh] , [GPE Pa.] left", ["PERSON Paula Tavesh", "GPE Pa."]),
    (
        "surname-label",
        "[PERSON Ann Ford] left the [ORG Ford Motor Company] . [ORG Ford] paid",
        ["PERSON Ann Ford", "ORG Ford Motor Company", "ORG Ford"],
    ),
    ("honours", "[PERSON Bo Hale Jr.] left", ["PERSON Bo Hale Jr."]),
    ("opening", "[PERSON Will Vance] left", ["PERSON Will Vance"]),
    ("particle", "the [ORG Paula of Marlow] left", ["ORG Paula of Marlow"]),
    ("person-acronym", "[PERSON ANN LEE] left", ["PERSON ANN LEE"]),
    ("person-acronym", "[PERSON Henry VIII] left", ["PERSON Henry VIII"]),
    ("location", "the [ORG Committee on Foreign Relations] met", ["ORG Committee on Foreign Relations"]),
    ("place-first", "the [ORG Port Authority] paid", ["ORG Port Authority"]),
    ("family-name", "[ORG Campbell Mills] paid . [ORG Campbell] paid", ["ORG Campbell Mills", "ORG Campbell"]),
    ("common-word", "[ORG Kest_NOUN] searched . the [ORG Kest] left", ["ORG Kest", "ORG Kest"]),
    ("surname", "[PERSON Ann Rose] left . Rose_NOUN petals_NOUN fell off a rose", ["PERSON Ann Rose"]),
    ("surname", "[PERSON Ann Rose] left . Rose_NOUN>nsubj+1 wept_VERB by a rose", ["PERSON Ann Rose", "PERSON Rose"]),
    ("medium", "[ORG Facebook] denied_VERB it", ["ORG Facebook"]),
    ("possessive", "at [ORG McDonald 's] today", ["ORG McDonald's"]),
    ("joined", "[ORG Marks and Hale] sells", ["ORG Marks and Hale"]),
    ("title", "[PERSON Dean Marlow] left", ["PERSON Dean Marlow"]),
    ("known-label", "with [PERSON Jordan] there", ["PERSON Jordan"]),
    ("known-name", "He liked the apple of Amazon", []),
    ("head", "the [ORG Harbour Workers Union] said_VERB", ["ORG Harbour Workers Union"]),
    ("tail", "[PERSON Ann Rose] left . [PERSON Ann] left a rose", ["PERSON Ann Rose", "PERSON Ann"]),
    ("double-surname", "[PERSON Ann Vance] left . [ORG Vance-Lund] left", ["PERSON Ann Vance", "ORG Vance-Lund"]),
    ("pageant", "with Miss [PERSON Paula] there", ["PERSON Paula"]),
    ("code", "the [ORG G-20] met", ["ORG G-20"]),
    ("place-noun", "the [ORG Tarnby] office of [ORG Tarnby]", ["ORG Tarnby", "ORG Tarnby"]),
    ("led-organization", "the [GPE Vienna] campaign of 1683", ["GPE Vienna"]),
    ("national-body", "the [NORP Serbian] farmer left", ["NORP Serbian"]),
    ("after-article", "the [PERSON Clinton] email", ["PERSON Clinton"]),
    ("genus", "the [GPE Texas] marijuana_NOUN law", ["GPE Texas"]),
    ("seat", "the [ORG White House] denied_VERB it", ["ORG White House"]),
]


def _names(line: str, **options: int) -> list[str]:
    parse = marked(line)
    return [f"{name.label} {parse.span_text(name.start, name.end)}" for name in _NAMER.names(parse, **options)]


@pytest.mark.parametrize(("kind", "line", "expected"), NAMES)
def test_names(kind: str, line: str, expected: list[str]) -> None:
    assert _names(line) == expected, kind


WHOLE = [
    ("Welsh", "[PERSON Rhys] ap Tarnwy said_VERB it", "Rhys ap Tarnwy"),
    ("given name that is a title", "[PERSON Hassan] Sheikh Noor , the minister , left", "Hassan Sheikh Noor"),
    ("listed name", "then [PERSON Teresa] prayed . Mother Teresa left", "Mother Teresa"),
    ("nickname", '[PERSON Maria] " Tessa " Vance , 61 , left', 'Maria " Tessa " Vance'),
]


@pytest.mark.parametrize(("kind", "line", "name"), WHOLE)
def test_a_name_is_whole(kind: str, line: str, name: str) -> None:
    assert f"PERSON {name}" in _names(line), kind


def test_names_in_furniture_are_not_the_articles() -> None:
    parse = marked("[PERSON Ann Vance] / [PERSON Bo Hale] left")
    assert [parse.words[name.start] for name in _NAMER.names(parse, furniture=[(0, 2)])] == ["Bo"]


def test_an_address_and_a_handle_are_no_names() -> None:
    assert _names("see [ORG www.tarnby.org/news] soon") == []


def test_candidates_tell_why_a_name_is_one_and_another_is_not() -> None:
    parse = marked("with Mr. Ann Vance , 31 , there")
    found = {parse.span_text(each.start, each.end): each for each in _NAMER.candidates(View(parse, _NAMER.lists))}
    whole, part = found["Ann Vance"], found["Vance"]
    assert whole.name is not None
    assert whole.name.label == "PERSON"
    assert part.name is None
    assert {"before: title, honorific", "behind: age", "model: nothing"} <= set(whole.evidence)
    assert "before: capital" in part.evidence
    assert whole.sums[0] == pytest.approx(
        sum(_NAMER.weights.weight(evidence, 0) for evidence in whole.evidence) + whole.pooled[0]
    )


def test_the_same_document_gives_the_same_names_whatever_came_before() -> None:
    fresh = Namer(_NAMER.lists, _NAMER.weights)
    line = "the [ORG Kestrel] board met [PERSON Ann Vance] . [PERSON Vance] left"
    assert _NAMER.names(marked(line)) == fresh.names(marked(line)) == fresh.names(marked(line))


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
    names = _NAMER.names(parse)
    assert all(0 <= name.start < name.end <= len(parse) for name in names)
    assert all(one.end <= other.start for one, other in pairwise(names))
