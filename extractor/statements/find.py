"""The statements of a parsed document: finders offer candidates, one place settles them, and the taken ones are described."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse
from extractor.statements.according import find_according
from extractor.statements.attachment import correct_attachment
from extractor.statements.blocks import find_blocks
from extractor.statements.evidence import Text, evidence_of_place
from extractor.statements.floating import find_floating
from extractor.statements.framed import find_cues, find_framed
from extractor.statements.headed import find_headed
from extractor.statements.interviews import find_interview
from extractor.statements.label_evidence import NameSpan
from extractor.statements.labels import find_labelled
from extractor.statements.lexicon import Cue, Lexicon
from extractor.statements.marked_text import mark_nested, mark_tokens
from extractor.statements.model import Candidate, Loss, Miss, Statement
from extractor.statements.quotation_marks import Quotation, find_nested, find_quotations
from extractor.statements.quotations import find_quoted
from extractor.statements.settle import Offers, Taken, likeliest, settle
from extractor.statements.tails import find_tails
from extractor.statements.weighing import Weigher
from extractor.statements.weights import StatementWeights
from extractor.statements.within import find_within


@dataclass(frozen=True, slots=True)
class FoundStatements:
    """The statements in text order and the candidates that they were, what was not taken and why, and the quotations (``nested``
    are those within others).

    ``parse`` is the parse with what was wrong in it put right, ``cues`` are the entries of the lexicon by token. ``misses`` tell
    what frames lack, if asked for. ``evidence`` and ``probabilities`` go with the statements: what was seen of each, and how
    likely it is right; one inside another is at most as likely as that, without which it would read as told by the reporter.
    """

    parse: Parse
    cues: Mapping[int, Cue]
    quotations: Sequence[Quotation]
    statements: Sequence[Statement]
    evidence: Sequence[Sequence[str]]
    probabilities: Sequence[float]
    taken: Sequence[Candidate]
    losses: Sequence[Loss]
    misses: Sequence[Miss]
    nested: Sequence[Quotation] = ()


def find_statements(
    parse: Parse,
    layout: Layout,
    lexicon: Lexicon,
    *,
    names: Sequence[NameSpan] = (),
    weights: StatementWeights | None = None,
    trace: bool = False,
) -> FoundStatements:
    """Find the attributed statements of a document; text outside of its paragraphs (page furniture) yields none.

    ``names`` are those of the document, by which labels before a colon are known for speakers, ``weights`` those of evidence;
    without them every statement is as likely as not, and the first licensed frame of a cue that holds counts.
    With ``trace`` every licensed frame is tried at every cue, and those that do not hold are told.
    """
    parse = correct_attachment(parse, lexicon)
    text = mark_tokens(parse, find_quotations(parse.text, layout.paragraphs, apart=layout.headings), layout)
    cues = find_cues(parse, lexicon)
    offers = Offers()
    offers.add(find_quoted(text, lexicon))
    nested = find_nested(parse.text, text.quotations)
    if nested:
        offers.add(find_quoted(mark_nested(text, nested), lexicon))
    weigher = Weigher(Text.of(parse, lexicon, text.quotations, layout, names), weights or StatementWeights({}))
    promises = None if weights is None else weigher.promises
    framed = find_framed(text, lexicon, cues, offers.standing, promises=promises, trace=trace)
    offers.add(likeliest(framed, weigher))
    offers.add(find_tails(text, lexicon, offers.standing))
    offers.add(find_according(text, lexicon, offers.standing))
    offers.add(find_within(text, lexicon, offers.standing))
    offers.add(find_labelled(text, lexicon, names))
    offers.add(find_interview(text, lexicon, names, offers.standing))
    offers.add(find_blocks(text, lexicon))
    offers.add(find_headed(text, lexicon, names, offers.standing))
    offers.add(find_floating(text, lexicon, names, offers.standing))
    taken, losses = settle(parse, offers, weigher)
    statements = [_placed(weigher(each.candidate).statement, each) for each in taken]
    places = [evidence_of_place(statement) for statement in statements]
    return FoundStatements(
        parse=parse,
        cues=cues,
        quotations=text.quotations,
        statements=statements,
        evidence=[[*weigher(each.candidate).evidence, *place] for each, place in zip(taken, places, strict=True)],
        probabilities=_within_holders(
            statements, [weigher.probability(each.candidate, *place) for each, place in zip(taken, places, strict=True)]
        ),
        taken=[each.candidate for each in taken],
        losses=losses,
        misses=offers.misses,
        nested=nested,
    )


def _within_holders(statements: Sequence[Statement], probabilities: Sequence[float]) -> list[float]:
    """Return the probabilities, none of them higher than that of a statement around it."""
    found = list(probabilities)
    for number, statement in enumerate(statements):
        holder = statement.nested_in
        while holder is not None:
            found[number] = min(found[number], probabilities[holder])
            holder = statements[holder].nested_in
    return found


def _placed(statement: Statement, taken: Taken) -> Statement:
    """Return a statement with what is known of it by its place among the others."""
    if taken.nested_in is None and not taken.other_rules:
        return statement
    return replace(statement, nested_in=taken.nested_in, other_rules=taken.other_rules)
