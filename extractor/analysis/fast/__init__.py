"""The fast engine: the weights of a spaCy pipeline of the small CNN family, run without spaCy's loop over token objects.

``lexicon`` turns a text into token types (with ``plain``, ``features`` and ``joints``), ``embedding`` and ``encoder`` types into
vectors, ``tagger``, ``parser`` and ``ner`` vectors into annotation, ``attributes`` adds part of speech and lemma (with ``rules``
and ``lemmas``), ``engine`` puts them together. ``kernels`` and ``decoding`` hold the compiled loops. The
specification of all of them is one sentence: the answer equals spaCy's on every token.
"""
