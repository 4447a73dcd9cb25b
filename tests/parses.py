"""Parses made by hand from a table: one token a line, a blank line between sentences."""

import re

from extractor.analysis.parse import Parse

_NO_SPACE_BEFORE = re.compile(r"[.,;:!?)\]”’»]|['’]\w*|n['’]t")
_NO_SPACE_AFTER = re.compile(r"[“‘«(\[]|\n+")


def parse_table(table: str) -> Parse:
    """The parse of a table with the columns word, lemma, part of speech, tag, label, head (number of the row in its sentence).

    ``\\n`` as a word is a line end. A straight mark ``"`` opens and closes by turns.
    """
    words, lemmas, pos, tags, deps, heads, starts = [], [], [], [], [], [], []
    sentences = []
    text, opened = "", False
    for block in re.split(r"\n[ \t]*\n", table.strip()):
        first = len(words)
        for row in block.splitlines():
            word, lemma, part, tag, label, head = row.split()
            word = word.replace("\\n", "\n")
            closes = word == '"' and opened
            glued = _NO_SPACE_BEFORE.fullmatch(word) or word.startswith("\n") or closes
            if text and not glued and not _NO_SPACE_AFTER.fullmatch(words[-1]) and not (opened and words[-1] == '"'):
                text += " "
            opened ^= word == '"'
            starts.append(len(text))
            text += word
            words.append(word)
            lemmas.append(lemma)
            pos.append(part)
            tags.append(tag)
            deps.append(label)
            heads.append(first + int(head))
        sentences.append((first, len(words)))
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    return Parse(text, words, starts, ends, lemmas, pos, tags, deps, heads, sentences)


THAT_CLAUSE = """
The       the       DET   DT   det    1
minister  minister  NOUN  NN   nsubj  2
said      say       VERB  VBD  ROOT   2
that      that      SCONJ IN   mark   6
taxes     tax       NOUN  NNS  nsubj  6
would     would     AUX   MD   aux    6
fall      fall      VERB  VB   ccomp  2
.         .         PUNCT .    punct  2
"""
"""The minister said that taxes would fall."""

ACCUSED = """
Mr.         Mr.       PROPN NNP  compound  1
Gashi       Gashi     PROPN NNP  nsubjpass 4
has         have      AUX   VBZ  aux       4
been        be        AUX   VBN  auxpass   4
accused     accuse    VERB  VBN  ROOT      4
by          by        ADP   IN   agent     4
his         his       PRON  PRP$ poss      7
brother     brother   NOUN  NN   pobj      5
of          of        ADP   IN   prep      4
stealing    steal     VERB  VBG  pcomp     8
bread       bread     NOUN  NN   dobj      9
.           .         PUNCT .    punct     4
"""
"""Mr. Gashi has been accused by his brother of stealing bread."""

INSERTED = """
The      the      DET   DT   det    1
strike   strike   NOUN  NN   nsubj  7
,        ,        PUNCT ,    punct  7
she      she      PRON  PRP  nsubj  4
said     say      VERB  VBD  parataxis 7
,        ,        PUNCT ,    punct  7
will     will     AUX   MD   aux    7
end      end      VERB  VB   ROOT   7
today    today    NOUN  NN   npadvmod 7
.        .        PUNCT .    punct  7
"""
"""The strike, she said, will end today."""

QUOTED = """
“        “        PUNCT ``   punct  3
We       we       PRON  PRP  nsubj  3
will     will     AUX   MD   aux    3
win      win      VERB  VB   ccomp  7
,        ,        PUNCT ,    punct  7
”        ”        PUNCT ''   punct  7
she      she      PRON  PRP  nsubj  7
told     tell     VERB  VBD  ROOT   7
reporters reporter NOUN NNS  dobj   7
on       on       ADP   IN   prep   7
Monday   Monday   PROPN NNP  pobj   9
.        .        PUNCT .    punct  7

“        “        PUNCT ``   punct  3
No       no       DET   DT   det    2
one      one      NOUN  NN   nsubj  3
sleeps   sleep    VERB  VBZ  ROOT   3
.        .        PUNCT .    punct  3
”        ”        PUNCT ''   punct  3
"""
"""“We will win,” she told reporters on Monday. “No one sleeps.”"""
