"""From the source of a statement to its speaker.

The head of the source decides: a name is its entity; a pronoun or a definite description is the entity that it was traced to; a
relative pronoun is its antecedent; a document ("a letter by the bishop") is who issued it. What has no name is an anonymous
person, a group or an organization, and keeps its own words. The name of an entity is never a pronoun and never a description.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.analysis.grammar import PLURAL, RELATIVE, descriptions_of
from extractor.analysis.parse import Parse
from extractor.mentions.coreference import Coreference, load_coreference, meaning
from extractor.mentions.model import DocumentEntities, Mention
from extractor.mentions.speech import Speech
from extractor.records import SpeakerKind, SpeakerStatus
from extractor.resources import Models
from extractor.speakers.anonymous import ReasonFinder, SourceClass, classify, load_reasons, load_source_classes
from extractor.speakers.beside import name_beside, titled
from extractor.speakers.documents import DocumentWords, find_issuers, load_document_words, spoken_by_documents
from extractor.speakers.groups import body_meant, family_meant, pair_meant
from extractor.speakers.index import MentionIndex
from extractor.speakers.model import Speaker
from extractor.speakers.phrases import antecedent_of, phrase_before, phrase_text
from extractor.speakers.representatives import OnBehalf, body_before, load_on_behalf, owned, principal
from extractor.speakers.told_names import BYLINE, SEVERAL
from extractor.statements.model import Statement

_FEW = 3
_WHY = {"pronoun": "whom the pronoun means", "nominal": "whom the description means"}
_KINDS: dict[str, SpeakerKind] = {"person": "person", "organization": "organization", "place": "place", "other": "group"}


@dataclass(frozen=True, slots=True)
class SpeakerLists:
    """What resolution needs to know from ``models/en``."""

    coreference: Coreference
    classes: tuple[SourceClass, ...]
    behalf: OnBehalf
    documents: DocumentWords
    reasons: ReasonFinder


def load_speaker_lists(models: Models) -> SpeakerLists:
    """Read the word lists.

    Raises:
        ResourceError: a file is missing or does not validate.
    """
    return SpeakerLists(
        load_coreference(models),
        load_source_classes(models),
        load_on_behalf(models),
        load_document_words(models),
        load_reasons(models),
    )


def resolve_speakers(
    parse: Parse,
    statements: Sequence[Statement],
    document: DocumentEntities,
    knowledge: SpeakerLists,
    speech: Speech,
    *,
    author: str = "",
) -> list[Speaker]:
    """Return one speaker for each statement; ``author`` is the byline of the article: whom "I" means outside quotation
    marks if it is one."""
    resolver = _Resolver(MentionIndex.of(parse, document), statements, knowledge, speech, author)
    return [resolver.speaker(statement) for statement in statements]


class _Resolver:
    """Index of a document's mentions, and the decisions that need it."""

    def __init__(
        self, index: MentionIndex, statements: Sequence[Statement], knowledge: SpeakerLists, speech: Speech, author: str
    ) -> None:
        self.parse, self.document = index.parse, index.document
        self.knowledge = knowledge
        self.speech = speech
        self.author = author if SEVERAL not in author else ""
        self.index = index
        self.mention_at = self.index.heads
        self.issuers = find_issuers(self.index, statements, knowledge.coreference, knowledge.documents)
        heads = sorted({each.source_head for each in statements if each.source_head is not None})
        self.documents = spoken_by_documents(self.parse, heads, knowledge.coreference, speech.inside)

    def speaker(self, statement: Statement) -> Speaker:
        """Return the speaker of one statement."""
        head = statement.source_head
        if head is None or not statement.source:
            return self._answering(self.parse.token_range(statement.content[0])[0]) or Speaker(why="no source")
        if self.parse.lowers[head] == "we" and (answering := self._answering(head)) is not None:
            return answering
        spans = [self.parse.token_range(span) for span in statement.source]
        text = " ".join([word for start, end in statement.source for word in self.parse.text[start:end].split()])
        found = self._of_head(head, spans, text)
        reason = ""
        if found.status in ("anonymous", "unresolved") and found.entity is None:
            sentence = self.parse.sentences[self.parse.sentence_of[head]]
            reason = self.knowledge.reasons.find(self.parse.span_text(*sentence))
        return replace(found, source_kind=self._source_kind(head, found), reason=reason)

    def _source_kind(self, head: int, found: Speaker) -> SpeakerKind:
        """Return what the head of a source means, whoever speaks by it: a document, a body, several persons."""
        parse = self.parse
        if head in self.documents:
            return "document"
        if self.mention_at.get(head) is not None and found.kind != "anonymous":
            return found.kind
        kind = meaning(parse, head, self.knowledge.coreference)
        if kind == "person":
            return "group" if parse.tags[head] in PLURAL else "person"
        if kind is not None:
            return kind
        return "person" if found.kind == "anonymous" else found.kind

    def _answering(self, token: int) -> Speaker | None:
        """Return who is interviewed: in the answers "we" and statements without a source are theirs. None outside of them."""
        voice = self.speech.inside.get(token)
        if voice is None or self.speech.asked is None or self.speech.utterances[voice].entity != self.speech.asked:
            return None
        return self._of_entity(self.speech.asked, "who is interviewed")

    def _is_address(self, head: int) -> bool:
        """Return whether a question of an interview turns to somebody by title: "Mr. President, do you ..."."""
        voice = self.speech.inside.get(head)
        asking = voice is not None and self.speech.utterances[voice].entity != self.speech.asked
        return asking and head > 0 and self.parse.lowers[head - 1] in self.knowledge.coreference.polite

    def _of_entity(self, number: int, why: str) -> Speaker:
        return Speaker("person", "resolved", self.document.entities[number].name, number, why=why)

    def _of_head(self, head: int, spans: list[tuple[int, int]], text: str) -> Speaker:
        group = self._joined(head, spans, text)
        if group is not None:
            return group
        if self.documents.get(head, head) != head:
            return self._of_document(self.documents[head], text)
        family = family_meant(self.index, head, self.knowledge.coreference.definite)
        if family:
            return Speaker("group", "named", text, candidates=family, why="all who have this family name")
        number = self.mention_at.get(head)
        if number is not None:
            named = titled(self.index, number, spans, self.knowledge.coreference)
            if named is not None:
                return self._of_mention(named, head, spans, text, why="the name behind the title")
            return self._of_mention(number, head, spans, text)
        if self.parse.lowers[head] in RELATIVE:
            antecedent = antecedent_of(self.parse, head)
            if antecedent is None or self.parse.lowers[antecedent] in RELATIVE:
                return Speaker("unknown", "unresolved", text, why="nothing that the relative pronoun stands for")
            words = phrase_text(self.parse, antecedent)
            return self._of_head(antecedent, [phrase_before(self.parse, antecedent, head)], words)
        if self.parse.lowers[head] in self.knowledge.coreference.pronouns:
            return self._unresolved_pronoun(head, [])
        named = name_beside(self.index, head, spans, self.knowledge.coreference)
        if named is not None:
            return self._of_mention(named, head, spans, text, why="the name beside the description")
        known = self._of_short_name(head, text)
        if known is not None:
            return known
        return self._described(head, spans, text)

    def _of_short_name(self, head: int, text: str) -> Speaker | None:
        """Return the only person with this family name, or the only organization whose name begins so, if no name was seen."""
        word = self.parse.words[head]
        if not word[0].isupper() or self.parse.lowers[head] in self.knowledge.coreference.means:
            return None
        entities = self.document.entities
        found = [number for number, entity in enumerate(entities) if entity.kind == "person" and entity.family_name == word]
        if not found and self.parse.pos[head] == "PROPN":
            found = [
                n
                for n, entity in enumerate(entities)
                if entity.kind == "organization" and f"{entity.name} ".startswith(f"{text} ")
            ]
        if len(found) != 1:
            return None
        entity = entities[found[0]]
        return Speaker(_KINDS[entity.kind], "named", entity.name, found[0], why="the only one whose name has this word")

    def _joined(self, head: int, spans: list[tuple[int, int]], text: str) -> Speaker | None:
        """Return several speakers joined by "and": a group with its named members as candidates."""
        parse = self.parse
        heads = [head]
        for token in heads:
            heads.extend(
                child
                for child in parse.children[token]
                if parse.deps[child] == "conj" and any(start <= child < end for start, end in spans)
            )
        if len(heads) == 1 or parse.pos[heads[1]] not in ("NOUN", "PROPN", "PRON"):
            return None
        members = []
        for token in heads:
            number = self.mention_at.get(token, name_beside(self.index, token, spans, self.knowledge.coreference))
            entity = self.document.mentions[number].entity if number is not None else None
            if entity is not None and entity not in members:
                members.append(entity)
        if len(members) == 1 and (self._same_person(heads) or self._has_company(heads)):
            return None
        status: SpeakerStatus = "named" if len(members) == len(heads) else "anonymous"
        return Speaker("group", status, text, candidates=tuple(members), why="several, joined")

    def _same_person(self, heads: list[int]) -> bool:
        """Return true of nouns for one person: "the founder and chairman, Ann Lee", but not "the bank and its owners"."""
        parse = self.parse
        return not any(parse.tags[token] in PLURAL for token in heads) and not any(
            parse.deps[child] in ("det", "poss") for token in heads[1:] for child in parse.children[token]
        )

    def _has_company(self, heads: list[int]) -> bool:
        """Return true of somebody with others: "Hale and colleagues", "Hale and other farmers"."""
        parse, beside = self.parse, self.knowledge.behalf.beside
        words = ({parse.lemmas[token].lower(), *(parse.lowers[child] for child in parse.children[token])} for token in heads[1:])
        return self.mention_at.get(heads[0]) is not None and all(not beside.isdisjoint(each) for each in words)

    def _of_mention(self, number: int, head: int, spans: list[tuple[int, int]], text: str, *, why: str = "") -> Speaker:
        mention = self.document.mentions[number]
        if mention.entity is None:
            if mention.form == "pronoun":
                return self._unresolved_pronoun(head, mention.candidates)
            if mention.kind == "other":
                return Speaker("group", "anonymous", text, mention=number, why="a name of no person, organization or place")
            if mention.candidates:
                why = "a family name of several"
                return Speaker("person", "ambiguous", text, mention=number, candidates=mention.candidates, why=why)
            return Speaker(_KINDS[mention.kind], "unresolved", text, mention=number, why="a description of nobody named")
        entity = self.document.entities[mention.entity]
        role = self._role_at(mention, head, spans) or (entity.roles[0].text if entity.roles else "")
        status: SpeakerStatus = "resolved" if mention.form in ("pronoun", "nominal") else "named"
        why = why or _WHY.get(mention.form, "the name in the source")
        return Speaker(_KINDS[entity.kind], status, entity.name, mention.entity, number, role=role, why=why)

    def _role_at(self, mention: Mention, head: int, spans: list[tuple[int, int]]) -> str:
        """Return the role text that stands with the mention, or the description that heads the source."""
        if mention.role_text or mention.form == "pronoun":
            return mention.role_text
        nouns = [head] if not mention.start <= head < mention.end else []
        nouns.extend(noun for noun in descriptions_of(self.parse, head) if any(start <= noun < end for start, end in spans))
        for noun in nouns:
            if (
                self.parse.tags[noun] == "NN"
                and self.knowledge.coreference.means.get(self.parse.lemmas[noun].lower()) == "person"
            ):
                return phrase_text(self.parse, noun, without=self.knowledge.coreference.quantities)
        return ""

    def _unresolved_pronoun(self, head: int, candidates: Sequence[int]) -> Speaker:
        pronoun = self.knowledge.coreference.pronouns[self.parse.lowers[head]]
        if candidates:
            return Speaker("person", "ambiguous", candidates=tuple(candidates), why="several that the pronoun could mean")
        if pronoun.person == "1" and self.author and pronoun.number == "singular":
            return Speaker("person", "resolved", self.author, why="who writes")
        if pronoun.number == "plural":
            return Speaker("group", "unresolved", why="a pronoun of no group named")
        kind: SpeakerKind = "unknown" if pronoun.gender == "n" else "person"
        return Speaker(kind, "unresolved", why="a pronoun of nobody named")

    def _of_document(self, head: int, text: str) -> Speaker:
        """Return who a document comes from: "Smith's letter", "a statement from the ministry", "a White House report"."""
        issuer = self.issuers.get(head)
        if issuer is None:
            return Speaker("document", "anonymous", text, source_class="document", why="a document of nobody named")
        found = self._of_mention(self.mention_at[issuer], issuer, [], "", why="who issued the document")
        return replace(found, status="resolved")

    def _described(self, head: int, spans: list[tuple[int, int]], text: str) -> Speaker:
        """Return the speaker of a source that is only described."""
        parse, coreference = self.parse, self.knowledge.coreference
        lemma = parse.lemmas[head].lower()
        means = meaning(parse, head, coreference)
        plural = parse.tags[head] in PLURAL or means == "group" or parse.deps[head] == "nummod" or parse.pos[head] == "NUM"
        if self._is_address(head) and self.speech.asked is not None:
            return self._of_entity(self.speech.asked, "who is interviewed, by title")
        if means == "document":
            return self._of_document(head, text)
        words = [parse.lowers[token] for start, end in spans for token in range(start, end)]
        source_class = classify(self.knowledge.classes, lemma, words)
        articles = [parse.lowers[child] for child in parse.children[head] if parse.deps[child] == "det"]
        definite = not coreference.definite.isdisjoint(articles)
        behind = principal(self.index, head, source_class, self.knowledge.behalf)
        behind = (
            body_meant(self.index, head, self.speech, self.knowledge.behalf, coreference.definite) if behind is None else behind
        )
        if behind is None and source_class == self.knowledge.behalf.source_class and not plural and not definite:
            behind = body_before(self.index, head, self.speech)
        # "the government spokesman" may be somebody named, "a government spokesman" is not.
        if behind is not None and (plural or not source_class or not definite or not self._people_near(head)):
            role = lemma if source_class and not plural else ""
            found = self._of_mention(self.mention_at[behind], behind, [], text, why="for whom the source speaks")
            return replace(found, status="resolved", role=role)
        pair = pair_meant(self.index, head, self.speech, coreference)
        if pair:
            return Speaker("group", "named", text, candidates=pair, why="the two persons named last")
        if means == "person" or source_class or plural:
            kind: SpeakerKind = "group" if plural else "anonymous"
            status: SpeakerStatus = "unresolved" if definite and not plural else "anonymous"
            role = "" if plural and not source_class else phrase_text(self.parse, head, without=coreference.quantities)
            near = self._people_near(head) if status == "unresolved" else []
            if near:
                return Speaker("person", "ambiguous", text, candidates=tuple(near), role=role, why="several near the description")
            kind = "person" if status == "unresolved" else kind
            why = "a description of nobody named" if status == "unresolved" else "a description that gives no name"
            return Speaker(kind, status, text, role=role, source_class=source_class, why=why)
        if means in ("organization", "place"):
            owner = owned(self.index, head)
            if owner is not None:
                name = self.document.entities[owner].name
                return Speaker("organization", "resolved", name, owner, why="what the owner's name says")
            return Speaker(means, "unresolved" if definite else "anonymous", text, why="a description of nothing named")
        if parse.pos[head] in ("DET", "ADJ", "PRON"):
            return Speaker("group", "anonymous", text, why="words that give no name")
        return Speaker("unknown", "unresolved", text, why="no name, no pronoun, no description")

    def _people_near(self, head: int) -> list[int]:
        """Return the persons named in this sentence before a description, or else in the sentence before, if they are few."""
        parse = self.parse
        sentence = parse.sentence_of[head]
        for start, _ in (parse.sentences[sentence], parse.sentences[max(sentence - 1, 0)]):
            found = {
                mention.entity
                for mention in self.document.mentions
                if start <= mention.start < head
                and mention.kind == "person"
                and mention.entity is not None
                and mention.origin != BYLINE
            }
            if found:
                return sorted(found) if len(found) <= _FEW else []
        return []
