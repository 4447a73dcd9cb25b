"""Findings with the sentences that go on with a statement without a cue."""

from collections.abc import Iterator
from dataclasses import replace

from extractor.contents.find import find_contents
from extractor.document.rows import Findings
from extractor.document.rules import Rules, view_of
from extractor.speakers.continued import RULE, Continued, find_continued, without_gaps
from extractor.speakers.continued_evidence import Told
from extractor.statements.model import Candidate, Statement


def continuations(findings: Findings, rules: Rules) -> Iterator[Continued]:
    """Yield the sentences that may go on with a statement, likely or not, in text order."""
    found = findings.found
    told = Told(
        found.parse,
        findings.layout,
        found.statements,
        found.probabilities,
        findings.speakers,
        findings.entities,
        findings.speech,
        rules.speaker_lists.coreference,
    )
    return find_continued(told, rules.continued_weights)


def with_continued(findings: Findings, rules: Rules) -> Findings:
    """Return the findings with a statement, behind all others, for each sentence that likely goes on with one."""
    taken = list(without_gaps(continuations(findings, rules)))
    if not taken:
        return findings
    found = findings.found
    statements = [_statement(findings, each) for each in taken]
    speakers = [replace(findings.speakers[each.of], why="goes on with what was said") for each in taken]
    view = view_of(findings.article, found.parse, findings.entities, findings.speech, rules)
    return replace(
        findings,
        speakers=[*findings.speakers, *speakers],
        contents=[*findings.contents, *find_contents(view, statements, speakers)],
        found=replace(
            found,
            statements=[*found.statements, *statements],
            evidence=[*found.evidence, *(each.evidence for each in taken)],
            probabilities=[*found.probabilities, *(each.probability for each in taken)],
            taken=[*found.taken, *(Candidate(RULE, statement.content) for statement in statements)],
        ),
    )


def _statement(findings: Findings, each: Continued) -> Statement:
    parse, before = findings.found.parse, findings.found.statements[each.of]
    last = max(token for token in range(each.start, each.end) if parse.pos[token] != "SPACE")
    return Statement(
        RULE,
        ((parse.starts[each.start], parse.ends[last]),),
        type="continued",
        form="clause",
        act="say",
        attitude=before.attitude,
        stance=before.stance,
    )
