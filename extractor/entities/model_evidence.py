"""Evidence from how a candidate lies to the names of the language model."""

from collections.abc import Iterator

from extractor.entities.names import COARSE
from extractor.entities.view import View

Span = tuple[int, int]


def of_model(
    view: View, model: dict[Span, str], labels_at: dict[int, tuple[int, int, str]], start: int, end: int
) -> Iterator[str]:
    """Return how a candidate lies to the names of the model."""
    label = model.get((start, end))
    if label is not None:
        yield f"model: {label}"
        lists, words = view.lists, view.parse.words
        if label == "PERSON" and view.parse.lowers[end - 1] in lists.words["facility"] and words[start] in lists.given_names:
            yield "model: PERSON, like a building"
        yield from _touching(view, labels_at, start, end, label)
        return
    touched = {labels_at[token] for token in range(start, end) if token in labels_at}
    if not touched:
        yield "model: nothing"
        if end - start > 1 and "PROPN" not in view.parse.pos[start:end]:
            yield "model: nothing, no proper noun"
        elif 2 * sum(word in view.lists.words["plain"] for word in view.parse.lowers[start:end]) > end - start > 1:
            yield "model: nothing, mostly plain words"
    elif len(touched) > 1:
        small = any(word.islower() for word in view.parse.words[start:end])
        yield "model: around several, with small words" if small else "model: around several"
    else:
        ((first, last, other),) = touched
        kind = COARSE.get(other, "number")
        if first <= start and end <= last:
            yield f"model: inside {kind}"
        else:
            yield f"model: around {kind}" if start <= first and last <= end else f"model: across {kind}"


def _touching(view: View, labels_at: dict[int, tuple[int, int, str]], start: int, end: int, label: str) -> Iterator[str]:
    """Yield that the model ends one name where somebody's begins: "the director of Tarnby Ports | Maria Kessel"."""
    words, names = view.parse.words, view.lists.names_of_people
    before, behind = labels_at.get(start - 1), labels_at.get(end)
    if label == "PERSON" and end - start > 1 and before is not None and before[1] == start and words[start] in names:
        yield "model: PERSON right behind a name"
    if behind is not None and behind[0] == end < behind[1] - 1 and behind[2] == "PERSON" and words[end] in names:
        yield "model: right before PERSON"
