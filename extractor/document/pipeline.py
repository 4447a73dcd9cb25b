"""From a parsed article to all that it says, step by step: the only place that knows the order.

    names -> statements -> names that statements tell -> entities -> utterances -> descriptions -> pronouns -> speakers
    -> contents -> facts -> rows

Each step makes something new of what the steps before it made, and changes none of it.
"""

from collections.abc import Sequence

from extractor.analysis.layout import Layout, find_layout
from extractor.analysis.parse import Parse
from extractor.articles import Article
from extractor.contents.find import find_contents
from extractor.document.continuing import with_continued
from extractor.document.rows import Findings, make_result
from extractor.document.rules import Rules, view_of
from extractor.entities.honours import hang_honours
from extractor.entities.names import Name
from extractor.mentions.chains import find_entities
from extractor.mentions.described import add_described
from extractor.mentions.facts import find_facts
from extractor.mentions.former_latter import link_former_latter
from extractor.mentions.introduced import link_introduced
from extractor.mentions.nominals import link_descriptions
from extractor.mentions.place_home import home_of
from extractor.mentions.pronouns import resolve_pronouns
from extractor.mentions.relations import name_relations
from extractor.records import DocumentResult
from extractor.speakers.resolve import resolve_speakers
from extractor.speakers.told_names import add_told_names, write_small
from extractor.speakers.utterances import find_utterances
from extractor.statements.find import FoundStatements, find_statements

# A name that is given instead of recognised: code point start and end (exclusive), spaCy label.
GivenName = tuple[int, int, str]


def extract(
    article: Article,
    parse: Parse,
    rules: Rules,
    *,
    given: Sequence[GivenName] | None = None,
    least: float = 0.0,
    continued: bool = False,
) -> DocumentResult:
    """Return the rows of an article; ``given`` names replace those that the model recognised.

    Statements that are less likely right than ``least`` are left out. With ``continued`` sentences without a cue that go on with
    a statement are statements, too.
    """
    findings = read(article, parse, rules, given=given)
    return make_result(with_continued(findings, rules) if continued else findings, rules.calendar, least=least)


def read(
    article: Article, parse: Parse, rules: Rules, *, given: Sequence[GivenName] | None = None, trace: bool = False
) -> Findings:
    """Take all steps but the last; with ``trace`` whatever was tried on the way is kept, too."""
    layout = find_layout(article, parse)
    names = find_names(parse, layout, rules) if given is None else _given(parse, given)
    parse = hang_honours(parse, names, rules.gazetteer.words["honours"])
    spans = [(name.start, name.end, name.label) for name in names]
    found = find_statements(parse, layout, rules.lexicon, names=spans, weights=rules.statement_weights, trace=trace)
    names = _names_told(names, found, article, parse, rules) if given is None else names
    home = home_of(article, rules.gazetteer, rules.name_lists.places)
    entities = write_small(find_entities(parse, names, rules.gazetteer, rules.name_lists, home=home))
    entities, speech = find_utterances(parse, layout, found, entities, rules.lexicon.labels)
    coreference = rules.speaker_lists.coreference
    entities = link_descriptions(parse, entities, coreference, title_tokens=layout.title_tokens, sources=speech.sources)
    entities = link_former_latter(parse, entities, coreference)
    entities = link_introduced(parse, entities, coreference, layout, speech)
    entities = name_relations(parse, resolve_pronouns(parse, entities, coreference, layout, speech))
    speakers = resolve_speakers(parse, found.statements, entities, rules.speaker_lists, speech, author=article.author)
    view = view_of(article, parse, entities, speech, rules)
    contents = find_contents(view, found.statements, speakers)
    facts = find_facts(parse, entities, rules.person_lists, rules.gazetteer, coreference)
    return Findings(article, parse, layout, found, entities, speech, speakers, contents, facts)


def find_names(parse: Parse, layout: Layout, rules: Rules) -> list[Name]:
    """Return the names of an article, with those that a description before them gives away."""
    known = rules.speaker_lists.coreference
    names = rules.namer.names(parse, furniture=layout.furniture, title_end=layout.title_tokens)
    lists = {"given_names": known.given_names, "companies": known.companies, "kinds": known.kinds}
    return add_described(parse, names, known.means, naming=known.naming, **lists)


def _given(parse: Parse, given: Sequence[GivenName]) -> list[Name]:
    names = (Name(*parse.token_range((start, end)), label, "given") for start, end, label in given)
    return [name for name in names if name.start < name.end]


def _names_told(names: Sequence[Name], found: FoundStatements, article: Article, parse: Parse, rules: Rules) -> list[Name]:
    return add_told_names(
        parse,
        names,
        found.statements,
        rules.gazetteer.titles,
        nouns=rules.nouns,
        gazetteer=rules.gazetteer,
        blocks=article.blocks,
        author=article.author,
    )
