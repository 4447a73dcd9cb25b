"""Where the tokenizer's exceptions reach across a space.

After splitting a text at white space and affixes, spaCy looks for the parts of exceptions such as ``:-)`` or ``''`` once more
in the whole row of tokens, and there ``a'' 'b`` shows the parts of ``''`` on both sides of the space. Such a match changes
nothing by itself, but it can keep a true one next to it from being found. So texts in which it could happen are tokenized as a
whole.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer


class Joints:
    """Pairs of neighbouring parts in the exceptions of a tokenizer, none of which is longer than ``reach`` code points.

    The left part of one may be at the end of the tokens ``ending``, the right part at the start of those ``starting``.
    """

    def __init__(self, tokenizer: "Tokenizer"):
        from spacy.tokenizer import Tokenizer

        bare = Tokenizer(
            tokenizer.vocab,
            rules={},
            prefix_search=tokenizer.prefix_search,
            suffix_search=tokenizer.suffix_search,
            infix_finditer=tokenizer.infix_finditer,
            token_match=tokenizer.token_match,
            url_match=tokenizer.url_match,
        )
        # Each pair with the whole of what stands left and right of it in the exceptions that have it.
        self._pairs: dict[tuple[str, str], set[tuple[str, str]]] = {}
        # A token that an exception makes may hide the part that stood at its end or start.
        self._last_parts: dict[str, set[str]] = {}
        self._first_parts: dict[str, set[str]] = {}
        for exception in tokenizer.rules or {}:
            parts = [token.text for token in bare(exception)]
            made = [token.text for token in tokenizer(exception)]
            middle = 0
            for left, right in pairwise(parts):
                middle += len(left)
                self._pairs.setdefault((left, right), set()).add((exception[:middle], exception[middle:]))
            self._last_parts.setdefault(made[-1], set()).add(parts[-1])
            self._first_parts.setdefault(made[0], set()).add(parts[0])
        self.reach = max((len(exception) for exception in tokenizer.rules or {}), default=0)
        lefts = {left for left, _ in self._pairs}
        rights = {right for _, right in self._pairs}
        # Tokens at whose end the left part of a pair may stand, and at whose start the right part.
        self.ending = lefts | {token for token, parts in self._last_parts.items() if not lefts.isdisjoint(parts)}
        self.starting = rights | {token for token, parts in self._first_parts.items() if not rights.isdisjoint(parts)}

    def meet(self, before: Sequence[str], after: Sequence[str]) -> bool:
        """Return whether an exception may reach from the tokens before a space to those behind it; a few of each are enough."""
        lefts = {before[-1], *self._last_parts.get(before[-1], ())}
        rights = {after[0], *self._first_parts.get(after[0], ())}
        left, right = "".join(before), "".join(after)
        return any(
            left.endswith(start) and right.startswith(end)
            for a in lefts
            for b in rights
            for start, end in self._pairs.get((a, b), ())
        )
