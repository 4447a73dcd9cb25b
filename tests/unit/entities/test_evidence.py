"""Every kind of evidence about a candidate: who sees it, and where it is not seen."""

import pytest

from extractor.entities import surroundings, wording
from extractor.entities.elsewhere import Impressions, beside, defined, elsewhere, told
from extractor.entities.gazetteer import Gazetteer, load_gazetteer
from extractor.entities.proposing import model_names, propose
from extractor.entities.view import View
from extractor.resources import find_models
from tests.unit.marked import marked

_LISTS: Gazetteer = load_gazetteer(find_models())


def _view(line: str) -> View:
    return View(marked(line), _LISTS)


def _words(text: str) -> wording.Wording:
    words = tuple(text.split())
    return wording.Wording(words, text, _LISTS.find(text), _LISTS)


WORDING = [
    (wording.length, "Ann Lee", "words: 2", "Tarnby"),
    (wording.listed, "Norway", "list: country, one word", "Tarnby"),
    (wording.listed, "Jordan", "list: ambiguous country, one word", "Norway"),
    (wording.listed, "European Commission", "list: organization, several words", "Tarnby Commission"),
    (wording.listed, "Norwegian", "list: demonym", "Norway"),
    (wording.listed, "Mother Teresa", "list: people", "Mother Vance"),
    (wording.people, "Ann Tarnby", "name: given name first", "Tarnby Ann"),
    (wording.people, "ANN TARNBY", "name: given name first", "TARNBY HARBOUR"),
    (wording.people, "H. Tarnby", "name: initial first", "Hal Tarnby"),
    (wording.people, "Bo Hale Jr.", "name: suffix", "Bo Hale"),
    (wording.people, "Paula van Tarnby", "name: particle", "Paula of Tarnby"),
    (wording.people, "Moon Jae - in", "name: small syllable after hyphen", "Moon Jae"),
    (wording.people, "Tarnby - winning", "name: small word after hyphen", "Tarnby - un"),
    (wording.people, "Bo Tarvidze", "name: ends like a surname", "Bo Tarn"),
    (wording.people, "Norwegian Tide Board", "name: demonym first", "Tide Board"),
    (wording.people, "Tide Board of Norway", "name: organization and its place", "Tide Lovers of Norway"),
    (wording.heads, "Mercer Institute", "head: organization_head", "Mercer Institute Ann"),
    (wording.heads, "Ministry of Tides", "head of: organization", "Lovers of Tides"),
    (wording.heads, "Tarnby Bridge", "head: facility", "Bridge Tarnby"),
    (wording.heads, "Tarnby Festival", "head: event", "Festival Tarnby"),
    (wording.heads, "Kestrel Holdings", "head: company", "Holdings Kestrel"),
    (wording.heads, "Lake Tarn", "first: water_first", "Tarn Lake"),
    (wording.heads, "Hale v. Board", "inside: versus", "Hale of Board"),
    (wording.heads, "Vellabad", "head: ends like a place", "Vellox"),
    (wording.titles, "President Ann", "title: first", "Ann Lee"),
    (wording.titles, "Prime Minister", "title: alone", "Prime Number"),
    (wording.titles, "Texas Governor", "title: last", "Governor Texas"),
    (wording.common, "September 24", "common: calendar", "Tarnby 24"),
    (wording.common, "Emphasis", "common: plain word", "Tarnby"),
    (wording.common, "Carmaker", "common: noun for organizations", "Tarnby"),
    (wording.shape, "HSB", "shape: acronym", "Hsb"),
    (wording.shape, "F-16", "shape: code", "F"),
    (wording.shape, "eKestrel", "shape: begins small", "Kestrel"),
    (wording.shape, "Helm & Hale", "shape: ampersand", "Helm Hale"),
    (wording.shape, "Ministry of Ports and Tides", "shape: and behind a head", "Ports and Tides"),
    (wording.shape, "Ports and Tides", "shape: and", "Ports"),
    (wording.shape, 'Bo " Tiger " Hale', "shape: nickname in quotation marks", "Bo Hale"),
    (wording.shape, "Norway 's Board", "shape: possessive of a listed name inside", "Tarnby 's Board"),
    (wording.shape, "Safer Cities", "shape: English ending last", "Safer Tarnby"),
    (wording.shape, "R-Wis.", "shape: party tag", "Wis."),
    (wording.small, "Vibrio cholerium", "small: species", "Vibrio Tarn"),
    (wording.small, "Serbian government", "small: national body", "Serbian Government"),
    (wording.small, "Evolution paper Lee", "small: plain word inside", "Evolution of Lee"),
]


@pytest.mark.parametrize(("see", "text", "evidence", "other"), WORDING)
def test_words_of_a_candidate(see: wording.Evidence, text: str, evidence: str, other: str) -> None:
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
    assert set(surroundings.around(_view("in ( Tavesh ) there"), 2, 3)) == {"around: brackets"}
    assert set(surroundings.around(_view("TARNBY , Norland"), 0, 1)) == {"around: dateline"}
    assert set(surroundings.around(_view("at TARNBY , Norland"), 1, 2)) == set()


def test_longer_and_shorter_forms_elsewhere() -> None:
    seen = Impressions({"Ann Vance": "PERSON", "Vance Foundation": "ORG"})
    view = _view("Vance left")
    assert set(elsewhere(view, 0, 1, "Vance", seen)) == {"elsewhere: end of PERSON", "elsewhere: beginning of ORG"}
    assert set(elsewhere(view, 0, 1, "VANCE", seen)) == {"elsewhere: PERSON in small letters"}
    assert set(elsewhere(view, 0, 1, "Vances", seen)) == {"elsewhere: family of PERSON"}
    assert set(elsewhere(view, 0, 1, "Hale", seen)) == set()


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
    for line, start in (("the Coastal Trade Agreement ( CTA ) met", 5), ("the CTA ( Coastal Trade Agreement ) met", 1)):
        assert set(defined(_view(line), start, start + 1, seen)) == {"elsewhere: short for OTHER"}
    assert set(defined(_view("the CTB ( Coastal Trade Board ) met"), 1, 2, seen)) == {"elsewhere: short form"}


TOLD = [
    ("is: things", {"elsewhere: told to be thing"}),
    ("behind: noun, thing_noun", {"elsewhere: told to be thing"}),
    ("behind: apposition, organization", {"elsewhere: told to be organization"}),
    ("before: noun for organizations and comma", {"elsewhere: told to be organization"}),
    ("before: example of places", {"elsewhere: told to be place"}),
    ("is: people", set()),
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
    ("the White House met", "White House"),
]


@pytest.mark.parametrize(("line", "candidate"), PROPOSED)
def test_candidates_are_proposed(line: str, candidate: str) -> None:
    view = _view(line)
    assert candidate in {view.text(*span).replace("’", "'") for span in propose(view, model_names(view))}


def test_a_syllable_behind_a_hyphen_is_no_preposition() -> None:
    whole = _words("Ban Jae - in")
    syllable = wording.Wording(whole.words, "Ban Jae-in", whole.known, _LISTS)
    assert "small: preposition inside" not in list(wording.small(syllable))
    assert "small: preposition inside" in list(wording.small(_words("Council of Tarnby")))
