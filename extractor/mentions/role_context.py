"""What stands around a role and belongs to none: ages, brackets, times, and what makes a clause unreal."""

from extractor.analysis.parse import Parse
from extractor.mentions.role_words import RoleWords


def past_age(parse: Parse, token: int) -> int:
    """Return the token behind "74," or the same token."""
    if parse.pos[token] == "NUM" and token + 2 < len(parse) and parse.words[token + 1] in (",", ")"):
        return token + 2
    return token


def before_age(parse: Parse, start: int) -> int:
    """Return the first token of "41-year-old" right before ``start``, else ``start``."""
    old = start > 4 and parse.lowers[start - 1] == "old" and parse.words[start - 2] == "-"
    return start - 5 if old and parse.pos[start - 5] == "NUM" else start


def before_bracket(parse: Parse, stop: int, longest: int) -> int:
    """Return where a bracket of at most ``longest`` tokens opens that ends at ``stop``, else ``stop``."""
    words = parse.words
    if stop and words[stop - 1] == ")":
        return next((token for token in range(stop - 2, max(stop - 2 - longest, 0), -1) if words[token] == "("), stop)
    return stop


def is_time(parse: Parse, token: int, words: RoleWords) -> bool:
    """Tell whether a word begins what says when ("in May", "the 1990s"), and is not of something ("the 2016 race")."""
    if token >= len(parse):
        return False
    word = parse.lowers[token].removesuffix("s")
    if parse.lowers[token] not in words.times and not (len(word) == 4 and word.isdecimal()):
        return False
    return token + 1 >= len(parse) or parse.pos[token + 1] not in ("NOUN", "PROPN", "ADJ")


def is_unreal(parse: Parse, verb: int, words: RoleWords) -> bool:
    """Tell whether a clause is denied, only thought of, asked, or what somebody says ("Hale said Lee is a thief")."""
    above = verb
    while parse.heads[above] != above:
        if parse.deps[above] in ("ccomp", "csubj", "pcomp"):
            return True
        above = parse.heads[above]
    return is_thought(parse, verb, words)


def is_thought(parse: Parse, verb: int, words: RoleWords) -> bool:
    """Tell whether a clause by itself is denied, only thought of, or asked ("They would name Lee chair")."""
    below = parse.children[verb]
    if any(parse.deps[token] == "neg" for token in below):
        return True
    unreal = any(parse.lowers[token] in words.unreal and parse.deps[token] in ("aux", "mark", "advmod") for token in below)
    end = parse.sentences[parse.sentence_of[verb]][1]
    return unreal or parse.words[end - 1] == "?"


def is_quoted(parse: Parse, token: int) -> bool:
    """Tell whether a token is inside quotation marks that its sentence opens: those are not the article's words."""
    first = parse.sentences[parse.sentence_of[token]][0]
    before = parse.text[parse.starts[first] : parse.starts[token]]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
