"""Return whether cue lexicon, frames and example sentences fit together."""

from collections import Counter
from collections.abc import Sequence

from extractor.errors import ResourceError
from extractor.resources import Models
from extractor.statements.examples import Example, read_entries, read_examples
from extractor.statements.lexicon import Lexicon, load_lexicon

WRITTEN_RULES = (
    "quote/after",
    "quote/after-mixed",
    "quote/before",
    "quote/around",
    "quote/according",
    "quote/colon",
    "quote/announced",
    "quote/introduced",
    "quote/floating",
    "quote/within",
    "quote/credit",
    "quote/block",
    "quote/headed",
    "label/transcript",
    "label/question",
    "label/answer",
    "label/title",
    "clause/tail",
    "clause/according",
)
"""Ids of the rules that are written in Python; every other rule id is that of a frame."""

NEEDED = {"yes": 2, "no": 1}
"""Example sentences that every rule must have, besides those that are marked as failing."""


def check_rules(models: Models) -> list[str]:
    """Return what is wrong with cues, frames and example sentences, one line a problem; empty when all is well."""
    try:
        lexicon = load_lexicon(models)
    except ResourceError as error:
        return [str(error)]
    problems = [*_check_frames(lexicon), *_check_cues(lexicon)]
    examples: list[Example] = []
    try:
        entries = list(read_entries(models))
    except ResourceError as error:
        return [*problems, str(error)]
    for where, entry in entries:
        try:
            examples += read_examples(where, entry)
        except ResourceError as error:
            problems.append(str(error))
    return problems + _check_examples(examples, [*lexicon.frames, *WRITTEN_RULES])


def _check_frames(lexicon: Lexicon) -> list[str]:
    """Return the frames that no cue licenses."""
    licensed = {frame for cue in lexicon.cues.values() for frame in cue.frames}
    return [f"frames.toml: no cue licenses the frame '{frame}'" for frame in lexicon.frames if frame not in licensed]


def _check_cues(lexicon: Lexicon) -> list[str]:
    """Return the cues that can never fire, and frames that a cue lists twice with the same prepositions."""
    problems = []
    for (pos, lemma), cue in lexicon.cues.items():
        if not cue.licences and not cue.quotes:
            problems.append(f"cues.csv: {lemma} ({pos}) has no frame and attributes no quotation")
        for (frame, words), number in Counter((each.frame.id, each.prepositions) for each in cue.licences).items():
            if number > 1:
                problems.append(f"cues.csv: {lemma} ({pos}) lists {frame}{':' if words else ''}{'|'.join(sorted(words))} twice")
    return problems


def _check_examples(examples: Sequence[Example], rules: Sequence[str]) -> list[str]:
    problems = []
    families = {f"{rule.partition('/')[0]}/*" for rule in rules if "/" in rule}
    for example in examples:
        if example.rule not in rules and example.rule not in families:
            problems.append(f"{example.where}: no rule has the id '{example.rule}'")
    for kind, needed in NEEDED.items():
        found = Counter(example.rule for example in examples if example.kind == kind and not example.fails)
        problems += [
            f"examples: '{rule}' has {found[rule]} '{kind}' sentences, {needed} are needed"
            for rule in rules
            if found[rule] < needed
        ]
    seen: dict[tuple[object, ...], str] = {}
    for example in examples:
        key = example.rule, example.kind, example.text, tuple(sorted(example.spans.items()))
        if key in seen:
            problems.append(f"{example.where}: {example.text!r} is there twice (also {seen[key]})")
        seen[key] = example.where
    return problems
