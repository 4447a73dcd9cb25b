"""Direct and mixed quotations: which words attribute a stretch in quotation marks.

Marks decide the extent, not the parse. For each quotation the words after it ("..., she said") and before it ("She said:
...") are searched for a cue that licenses quotations; what follows "he said." in the same paragraph belongs to the same
statement.
"""

from extractor.statements.after import find_after, find_credit
from extractor.statements.before import find_before, find_continued
from extractor.statements.lexicon import Lexicon
from extractor.statements.marked import Attribution, Marked, has_words


def attribute_quotations(marked: Marked, lexicon: Lexicon) -> list[Attribution]:
    """The attributions of all quotations that are utterances, in text order; scare quotes and titles are left alone."""
    found: list[Attribution] = []
    for number in range(len(marked.quotations)):
        if not has_words(marked, number):
            continue
        attribution = (
            find_after(marked, lexicon, number)
            or find_credit(marked, number)
            or find_before(marked, lexicon, number, found)
            or find_continued(marked, number, found)
        )
        if attribution is None:
            continue
        same = next((other for other in reversed(found[-3:]) if other.cue is not None and other.cue == attribution.cue), None)
        if same is not None:
            same.quoted.extend(each for each in attribution.quoted if each not in same.quoted)
            if attribution.start is not None:
                same.start = attribution.start if same.start is None else min(same.start, attribution.start)
        elif attribution not in found:
            found.append(attribution)
    return found
