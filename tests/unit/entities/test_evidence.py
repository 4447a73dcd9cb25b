"""Every kind of evidence about a candidate: who sees it, and where it is not seen."""

import pytest

from extractor.entities import around, lexical, shape, surroundings, wordings
from extractor.entities.elsewhere import Impressions, beside, defined, elsewhere, told
from extractor.entities.gazetteer import Gazetteer, load_gazetteer
from extractor.entities.proposing import model_names, propose
from extractor.entities.view import View
from extractor.entities.wording import Wording
from extractor.resources import find_models
from tests.unit.marked import marked

_LISTS: Gazetteer = load_gazetteer(find_models())


def _view(line: str) -> View:
    return View(marked(line), _LISTS)


def _words(text: str) -> Wording:
    words = tuple(text.split())
    return Wording(words, text, _LISTS.find(text), _LISTS)


WORDING = [
    (shape.length, "Ann Lee", "words: 2", "Tarnby"),
    (lexical.listed, "Norway", "list: country, one word", "Tarnby"),
    (lexical.listed, "Jordan", "list: ambiguous country, one word", "Norway"),
    (lexical.listed, "European Commission", "list: organization, several words", "Tarnby Commission"),
    (lexical.listed, "Norwegian", "list: demonym", "Norway"),
    (lexical.listed, "Mother Teresa", "list: people", "Mother Vance"),
    (lexical.people, "Ann Tarnby", "name: given name first", "Tarnby Ann"),
    (lexical.people, "ANN TARNBY", "name: given name first", "TARNBY HARBOUR"),
    (lexical.people, "H. Tarnby", "name: initial first", "Hal Tarnby"),
    (lexical.people, "Bo Hale Jr.", "name: suffix", "Bo Hale"),
    (lexical.people, "Paula van Tarnby", "name: particle", "Paula of Tarnby"),
    (lexical.people, "Moon Jae - in", "name: small syllable after hyphen", "Moon Jae"),
    (lexical.people, "Tarnby - winning", "name: small word after hyphen", "Tarnby - un"),
    (lexical.people, "Bo Tarvidze", "name: ends like a surname", "Bo Tarn"),
    (lexical.people, "Norwegian Tide Board", "name: demonym first", "Tide Board"),
    (lexical.people, "Tide Board of Norway", "name: organization and its place", "Tide Lovers of Norway"),
    (lexical.people, "Osbornes", "name: plural of a family name", "Tarnbys"),
    (lexical.people, "Democratic Party for Tarnby", "name: listed organization of several words first", "Tidal Party for Tarnby"),
    (lexical.common, "May Tarnby", "common: month first", "Monday Tarnby"),
    (lexical.people, "Tarn Norwegians", "name: demonym last", "Tarn Lee"),
    (lexical.people, "Norwegian European Commission", "name: demonym and listed organization last", "European Commission Tarn"),
    (lexical.titles, "Tarnby Justice", "title: last", "Surgeons for Justice"),
    (lexical.heads, "Mercer Institute", "head: organization_head", "Mercer Institute Ann"),
    (lexical.heads, "Ministry of Tides", "head of: organization", "Lovers of Tides"),
    (lexical.heads, "Tarnby Bridge", "head: facility", "Bridge Tarnby"),
    (lexical.heads, "Tarnby Festival", "head: event", "Festival Tarnby"),
    (lexical.heads, "Kestrel Holdings", "head: company", "Holdings Kestrel"),
    (lexical.heads, "Lake Tarn", "first: water_first", "Tarn Lake"),
    (lexical.heads, "Hale v. Board", "inside: versus", "Hale of Board"),
    (lexical.heads, "Vellabad", "head: ends like a place", "Vellox"),
    (lexical.titles, "President Ann", "title: first", "Ann Lee"),
    (lexical.titles, "Prime Minister", "title: alone", "Prime Number"),
    (lexical.titles, "Texas Governor", "title: last", "Governor Texas"),
    (lexical.common, "September 24", "common: calendar", "Tarnby 24"),
    (lexical.common, "Emphasis", "common: plain word", "Tarnby"),
    (lexical.common, "Carmaker", "common: noun for organizations", "Tarnby"),
    (shape.shape, "HSB", "shape: acronym", "Hsb"),
    (shape.shape, "F-16", "shape: code", "F"),
    (shape.shape, "eKestrel", "shape: begins small", "Kestrel"),
    (shape.shape, "Helm & Hale", "shape: ampersand", "Helm Hale"),
    (shape.shape, "Ministry of Ports and Tides", "shape: and behind a head", "Ports and Tides"),
    (shape.shape, "Ports and Tides", "shape: and", "Ports"),
    (shape.shape, 'Bo " Tiger " Hale', "shape: nickname inside", "Bo Hale"),
    (shape.shape, "Norway 's Board", "shape: possessive of a listed name inside", "Tarnby 's Board"),
    (shape.shape, "Safer Cities", "shape: English ending last", "Safer Tarnby"),
    (shape.shape, "R-Wis.", "shape: party tag", "Wis."),
    (shape.shape, "D-N.Y.", "shape: party tag", "D.N.Y."),
    (shape.shape, "R-NC", "shape: party tag", "R-NCAA"),
    (shape.shape, "Jane ( JJ ) Hale", "shape: nickname inside", "Jane Hale"),
    (shape.shape, "X - ray", "shape: hyphen behind a letter", "Xeno - ray"),
    (shape.shape, "Тавеш", "shape: other script", "Tavëš"),
    (shape.small, "Surgeons for Tarnby", "small: for inside", "Surgeons of Tarnby"),
    (shape.small, "Tarnby high court", "small: local body", "Tarnby high tide"),
    (shape.small, "Vibrio cholerium", "small: species", "Vibrio Tarn"),
    (shape.small, "Serbian government", "small: national body", "Serbian Government"),
    (shape.small, "Evolution paper Lee", "small: plain word inside", "Evolution of Lee"),
]


@pytest.mark.parametrize(("see", "text", "evidence", "other"), WORDING)
def test_words_of_a_candidate(see: wordings.Evidence, text: str, evidence: str, other: str) -> None:
    assert evidence in set(see(_words(text)))
    assert evidence not in set(see(_words(other)))


BEFORE = [
    ("with Mr. Tavesh", 2, "before: title, honorific"),
    ("the spokesman_NOUN Tavesh", 2, "before: small title, function"),
    ("his wife_NOUN , Tavesh", 3, "before: member of the family"),
    ("in Tavesh", 1, "before: in"),
    ("the town of Tavesh", 3, "before: the town of"),
    ("northern_ADJ Tavesh", 1, "before: direction"),
    ("Ann Tavesh", 1, "before: capital"),
    ("Norwegian Tavesh", 1, "before: demonym"),
    ("the lender_NOUN Tavesh", 2, "before: noun for organizations"),
    ("the ferry_NOUN Tavesh", 2, "before: noun for things"),
    ("a drug_NOUN such as Tavesh", 4, "before: example of things"),
    ("a project_NOUN called Tavesh", 3, "before: example of things"),
    ("every firm_NOUN , including Tavesh", 4, "before: example of organizations"),
    ("a town_NOUN like Tavesh", 3, "before: example of places"),
    ("Paula van Tavesh", 2, "before: particle"),
    ("the owner_NOUN of Tavesh", 3, "before: post of"),
    ("Minister for Ports and Rivers Paula", 5, "before: title and its field"),
    ("the old_ADJ 1994_NUM Tavesh", 3, "before: year of a thing"),
    ("in_ADP 1994_NUM Tavesh", 2, "before: number"),
    ("nine - year - old_ADJ Tavesh", 5, "before: age"),
    ("left . Tavesh", 2, "before: start of sentence"),
    ("from Tarnby , OH", 3, "before: name and comma, of a state"),
]


@pytest.mark.parametrize(("line", "start", "evidence"), BEFORE)
def test_what_stands_before(line: str, start: int, evidence: str) -> None:
    assert evidence in set(surroundings.before(_view(line), start))
    assert evidence not in set(surroundings.before(_view("met_VERB Tavesh"), 1))


BEHIND = [
    ("Tavesh , 31 , left", "behind: age"),
    ("Tavesh , who left", "behind: who"),
    ("Tavesh , a lender_NOUN in", "behind: apposition, organization"),
    ("Tavesh , a nurse_NOUN in", "behind: apposition, person"),
    ("Tavesh , a Tarnby - based_VERB big_ADJ lender_NOUN .", "behind: apposition, organization"),
    ("Tavesh , a patrol_NOUN vessel_NOUN , left", "behind: apposition, thing"),
    ("Tavesh , the Tarnby Chief , left", "behind: apposition, person"),
    ("Tavesh_PROPN>nsubj+1 is_AUX a mission_NOUN>attr-2", "is: things"),
    ("Tavesh_PROPN>nsubj+1 is_AUX a nurse_NOUN>attr-2", "is: people"),
    ("Tavesh spacecraft_NOUN failed", "behind: noun, thing_noun"),
    ("Tavesh , Pa. today", "behind: comma and state"),
    ("Tavesh , Norway , today", "behind: comma and country"),
    ("Tavesh ( Norway ) today", "behind: country in brackets"),
    ("Tavesh Governor Hale met_VERB", "behind: title and name"),
    ("Tavesh Governor met_VERB", "behind: title"),
    ("Tavesh party_NOUN met_VERB", "behind: noun, named_noun"),
    ("Tavesh singer_NOUN Hale_PROPN met_VERB", "behind: noun for people and name"),
    ("Tavesh Campbell met_VERB", "behind: capital, family name"),
    ("Tavesh , an equity_NOUN and research_NOUN firm_NOUN , met_VERB", "behind: apposition, organization"),
    ("Tavesh_PROPN>nsubj+1 said_VERB it_PRON would_AUX fall_VERB", "does: speaks of it"),
    ("Tavesh_PROPN>nsubj+1 said_VERB that_SCONJ its_PRON troops_NOUN left_VERB", "does: speaks of itself"),
    ("Tavesh_PROPN>nsubj+1 cut_VERB its_PRON staff_NOUN", "refers: its"),
    ("Tavesh 's wife_NOUN left_VERB", "owns: kin"),
    ("Tavesh 's shares_NOUN fell_VERB", "owns: firm_thing"),
    ("Tavesh 's capital_NOUN burned_VERB", "owns: place_thing"),
    ("Tavesh neighborhood_NOUN burned", "behind: noun, place_noun"),
    ("Tavesh ( HSB ) met", "behind: acronym in brackets"),
    ("Tavesh ( Тавеш ) met", "behind: native script"),
    ("Tavesh KC left", "behind: honours"),
    ("Tavesh van Hale left", "behind: particle"),
    ("Tavesh cholerium grew_VERB", "behind: ends like a species"),
    ("Tavesh_PROPN>nsubj+1 wept_VERB", "does"),
]


@pytest.mark.parametrize(("line", "evidence"), BEHIND)
def test_what_stands_behind(line: str, evidence: str) -> None:
    assert evidence in set(surroundings.behind(_view(line), 1))
    assert evidence not in set(surroundings.behind(_view("Tavesh left_VERB it"), 1))


def test_what_stands_around() -> None:
    assert set(around.around(_view("in ( Tavesh ) there"), 2, 3)) == {"around: brackets"}
    assert set(around.around(_view("in ( Tarn Tavesh ) there"), 2, 4)) == {"around: brackets, several words"}
    assert set(around.around(_view("Tavesh , RN , met"), 2, 3)) == {"around: letters behind a name"}
    assert set(around.around(_view("an RN met"), 1, 2)) == set()
    assert set(around.around(_view("met Mr. President there"), 2, 3)) == {"around: title behind a title"}
    assert set(around.around(_view("TARNBY , Norland"), 0, 1)) == {"around: dateline"}
    assert set(around.around(_view("at TARNBY , Norland"), 1, 2)) == set()


def test_longer_and_shorter_forms_elsewhere() -> None:
    seen = Impressions({"Ann Vance": "PERSON", "Vance Foundation": "ORG"})
    view = _view("Vance left")
    assert set(elsewhere(view, 0, 1, "Vance", seen)) == {"elsewhere: end of PERSON", "elsewhere: beginning of ORG"}
    assert set(elsewhere(view, 0, 1, "VANCE", seen)) == {"elsewhere: PERSON in small letters"}
    assert set(elsewhere(view, 0, 1, "Vances", seen)) == {"elsewhere: family of PERSON"}
    assert set(elsewhere(view, 0, 1, "Hale", seen)) == set()


def test_a_body_is_called_by_the_words_before_its_head() -> None:
    heads = _LISTS.words["short_form_of"] | _LISTS.words["legal_form"]
    body = Impressions({"Tavesh Mining Company": "ORG"}, heads)
    assert "elsewhere: short for a body" in set(elsewhere(_view("Tavesh left"), 0, 1, "Tavesh", body))
    also_somebody = Impressions({"Tavesh Mining Company": "ORG", "Ann Tavesh": "PERSON"}, heads)
    assert "elsewhere: short for a body" not in set(elsewhere(_view("Tavesh left"), 0, 1, "Tavesh", also_somebody))


def test_a_word_behind_a_given_name_is_no_sign_of_a_longer_stretch() -> None:
    seen = Impressions({"Ann": "PERSON", "Tavesh": "PERSON"})
    assert set(elsewhere(_view("Ann Hale"), 0, 2, "Ann Hale", seen)) == {"elsewhere: part of a name and a word behind"}
    assert set(elsewhere(_view("Tavesh Tarn"), 0, 2, "Tavesh Tarn", seen)) == {"elsewhere: PERSON and a word behind"}
    both = Impressions({"Tavesh": "PERSON", "Tarn": "PERSON"})
    assert "elsewhere: part of a name and a word behind" in set(elsewhere(_view("Tavesh Tarn"), 0, 2, "Tavesh Tarn", both))


def test_words_that_are_written_small_elsewhere() -> None:
    seen = Impressions({})
    assert set(elsewhere(_view("Rose left a rose"), 0, 1, "Rose", seen)) == {"elsewhere: small"}
    assert set(elsewhere(_view("Rose left"), 0, 1, "Rose", seen)) == set()


def test_acronyms_that_the_text_spells_out() -> None:
    seen = Impressions({"Harbour Safety Board": "ORG"})
    named, plain = _view("the Harbour Safety Board ( HSB ) met"), _view("gross domestic product ( GDP ) fell")
    assert set(defined(named, 5, 6, seen)) == {"elsewhere: short for ORG"}
    assert set(defined(plain, 4, 5, seen)) == {"elsewhere: short for plain words"}
    assert set(defined(_view("the tide ( HSB ) met"), 3, 4, seen)) == set()


def test_acronyms_of_laws_and_other_things_are_no_organizations() -> None:
    seen = Impressions({})
    several, named = _view("the Coastal Trade Agreements ( CTAs ) met"), Impressions({"Coastal Trade Agreements": "OTHER"})
    assert set(defined(several, 5, 6, named)) == {"elsewhere: short for OTHER"}
    for line, start in (("the Coastal Trade Agreement ( CTA ) met", 5), ("the CTA ( Coastal Trade Agreement ) met", 1)):
        assert set(defined(_view(line), start, start + 1, seen)) == {"elsewhere: short for OTHER"}
    assert set(defined(_view("the CTB ( Coastal Trade Board ) met"), 1, 2, seen)) == {"elsewhere: short form"}


TOLD = [
    ("is: things", {"elsewhere: told to be thing"}),
    ("behind: noun, thing_noun", {"elsewhere: told to be thing"}),
    ("behind: apposition, organization", {"elsewhere: told to be organization"}),
    ("before: noun for organizations and comma", {"elsewhere: told to be organization"}),
    ("before: example of places", {"elsewhere: told to be place"}),
    ("is: people", {"elsewhere: told to be somebody"}),
    ("before: member of the family", {"elsewhere: told to be somebody"}),
    ("behind: noun, place", set()),
]


@pytest.mark.parametrize(("seen", "says"), TOLD)
def test_one_place_tells_what_a_name_means_everywhere(seen: str, says: set[str]) -> None:
    assert set(told(("words: 1", seen))) == says


def test_names_in_a_list_tell_each_others_label() -> None:
    view = _view("met Ann and Bo")
    assert set(beside(view, [(1, 2), (3, 4)], ["PERSON", ""])) == {(1, "beside: PERSON")}
    assert set(beside(view, [(1, 2)], ["PERSON"])) == set()


PROPOSED = [
    ("Paula van der Tarnby left", "Paula van der Tarnby"),
    ("President Ann Lee left", "Ann Lee"),
    ("the Ministry of Ports and Tides met", "Ministry of Ports and Tides"),
    ("Ports , Parks and Rivers Norland ( PPRN ) met", "Ports, Parks and Rivers Norland"),
    ("the Harlan administration met", "Harlan administration"),
    ("the Norwegian foreign ministry met", "Norwegian foreign ministry"),
    ('Bo " Tiger " Hale left', 'Bo " Tiger " Hale'),
    ("Jane ( JJ ) Hale left", "Jane (JJ) Hale"),
    ("met Surgeons for Tarnby there", "Surgeons for Tarnby"),
    ("in Tarnby high court today", "Tarnby high court"),
    ("the White House met", "White House"),
]


@pytest.mark.parametrize(("line", "candidate"), PROPOSED)
def test_candidates_are_proposed(line: str, candidate: str) -> None:
    view = _view(line)
    assert candidate in {view.text(*span).replace("’", "'") for span in propose(view, model_names(view))}


def test_a_syllable_behind_a_hyphen_is_no_preposition() -> None:
    whole = _words("Ban Jae - in")
    syllable = Wording(whole.words, "Ban Jae-in", whole.known, _LISTS)
    assert "small: of inside" not in list(shape.small(syllable))
    assert "small: of inside" in list(shape.small(_words("Council of Tarnby")))
