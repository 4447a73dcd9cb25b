"""Whom "he" and "she" mean: one pass over a document from beginning to end.

Every person of the document, and every person that is only described, has an activation that grows with each mention by its
grammatical position and fades from sentence to sentence (after Lappin and Leass, "An algorithm for pronominal anaphora
resolution", 1994). Gender that the text shows and the binding of co-arguments rule persons out; syntax and quotation marks change
the odds. If two persons are nearly even, both are candidates and nobody is chosen.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from extractor.analysis.grammar import (
    clause_of,
    descriptions_of,
    position_of,
    subject_of,
)
from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse
from extractor.mentions.asking import askers, part_in_asking
from extractor.mentions.binding import blocked_heads, following_subject, taken_up
from extractor.mentions.clock import times_of
from extractor.mentions.coreference import Coreference, Pronoun
from extractor.mentions.descriptions import Description, find_descriptions, named_beside, stated_age
from extractor.mentions.favoured import favoured, named_behind, named_within
from extractor.mentions.gender import decided, shown_genders, suggested
from extractor.mentions.last_mention import stands
from extractor.mentions.model import DocumentEntities, Entity, Reasons
from extractor.mentions.persons import HORIZON, Choice, Person
from extractor.mentions.sightings import may_be_somebody, phrase_head
from extractor.mentions.speech import Speech
from extractor.mentions.topic import in_address, in_headline

_NARRATOR = -1


class Activation:
    """The persons of a document and their activation while it is read; it can be read again with more ``votes`` for genders."""

    def __init__(self, parse: Parse, document: DocumentEntities, knowledge: Coreference, layout: Layout, speech: Speech) -> None:
        self.parse = parse
        self.knowledge = knowledge
        self.weights = knowledge.weights
        self.layout, self.speech = layout, speech
        self.votes = shown_genders(parse, document, knowledge)
        self._against = "against_name"
        self._name_spoke_against = False
        self.people: list[Person] = []
        self.person_of: dict[int, int] = {}
        self.person_by_entity: dict[int, int] = {}
        self.names: dict[int, int] = {}
        self.anaphors: dict[int, Description] = {}
        self.linked: dict[int, Choice] = {}
        # What made up the score of a person for a source, by its token.
        self.reasons: dict[tuple[int, int], Reasons] = {}
        # Who spoke last, and the same until a sentence has another subject.
        self.speaker: int | None = None
        self.last_source: int | None = None
        self.actor: int | None = None
        self.spoken: list[int] = []
        self.nearest = -1
        self.starts_of_blocks = sorted(start for start, _ in layout.blocks)
        self.breaks = frozenset(self.starts_of_blocks)
        self.clock = times_of(parse, layout, speech, self.weights.place)
        named = self._named(document)
        self.topic = in_headline(named, layout.title_tokens)
        if self.topic is None and layout.address:
            self.topic = in_address(layout.address, [person.entity for person in self.people], document)
        self.voices = {person for _, head, person in named if head in speech.sources and head not in speech.inside}
        self.starts = {token for token, _, _ in named}
        self.within = named_within(parse, speech, sorted((head, person) for _, head, person in named))
        self.events = named + self._described(document)
        self._read: tuple[list[int], list[str]] | None = None
        self._choices: dict[int, Choice] = {}
        self._in_sight: set[int] = set()

    def _named(self, document: DocumentEntities) -> list[tuple[int, int, int]]:
        """Return the mentions of persons by name or linked description, as (token to sort by, head, person).

        Author and interviewer are left out: they call themselves "I".
        """
        index = self.person_by_entity
        narrators = (None, self.speech.author, self.speech.interviewer)
        events = []
        for mention in document.mentions:
            if mention.entity in narrators or mention.entity is None or mention.form == "pronoun":
                continue
            entity = document.entities[mention.entity]
            head = phrase_head(self.parse, mention, entity)
            if mention.kind != "person" and not may_be_somebody(
                self.parse, mention, entity, head, definite=self.knowledge.definite
            ):
                continue
            if mention.entity not in index:
                index[mention.entity] = len(self.people)
                self.people.append(self._person(mention.entity, entity))
            person = self.people[index[mention.entity]]
            person.age = person.age or stated_age(self.parse, mention)
            self.names[head] = index[mention.entity]
            events.append((mention.start, head, index[mention.entity]))
        return events

    def _person(self, number: int, entity: Entity) -> Person:
        roles, doubtful = [role.text for role in entity.roles], entity.kind != "person"
        return Person(number, entity.gender, suggested(entity, self.knowledge.given_names), roles=roles, is_doubtful=doubtful)

    def _described(self, document: DocumentEntities) -> list[tuple[int, int, int]]:
        """Return the persons that are only described ("a man", "her mother"): they compete, but have no name to give."""
        parse = self.parse
        taken = {token for mention in document.mentions for token in range(mention.start, mention.end)}
        for role in (role for entity in document.entities for role in entity.roles):
            taken.update(range(*parse.token_range((role.start, role.end))))
        for head, number in list(self.names.items()):
            for noun in descriptions_of(parse, head):
                taken.add(noun)
                taken.update(child for child in parse.children[noun] if parse.deps[child] == "conj")
                if parse.deps[head] == "appos":
                    self.names.setdefault(noun, number)
        events = []
        for head, noun in named_beside(parse, self.names, taken, self.knowledge):
            taken.add(noun)
            events.append((noun, noun, self.names[head]))
        introduced: dict[str, int] = {}
        new: set[str] = set()
        for found in find_descriptions(parse, taken, self.starts, self.speech.sources, self.knowledge):
            if found.is_new:
                new.add(found.noun)
            if found.takes_up and found.noun not in new:
                self.anaphors[found.head] = found
            if not found.definite or found.noun not in introduced:
                introduced[found.noun] = len(self.people)
                self.people.append(Person(None, found.gender))
            events.append((found.head, found.head, introduced[found.noun]))
        return events

    def read(self, pronouns: list[int], *, again: bool = False) -> dict[int, Choice]:
        """Return the choice for each of these third person pronouns in one pass from beginning to end.

        ``again`` says that the text has shown by now what it does; then a given name speaks more strongly against a pronoun.
        """
        for person in self.people:
            if person.entity is not None:
                person.gender = decided(self.votes.get(person.entity)) or person.gender
        genders = [person.gender for person in self.people]
        contrary = again and self._name_spoke_against
        self._against = "still_against" if again else "against_name"
        if contrary or self._read != (pronouns, genders):  # only the genders can make another pass differ
            self._choices = self._read_anew(pronouns)
            self._read = (pronouns, genders)
        return self._choices

    def _read_anew(self, pronouns: list[int]) -> dict[int, Choice]:
        self.person_of.clear()
        self._in_sight.clear()
        self.speaker = self.last_source = self.actor = None
        self.nearest = -1
        self.spoken.clear()
        for person in self.people:
            person.seen.clear()
            person.last_head = -1
            person.called = ""
            person.named_at = -1
        first_of_voice: dict[int, int] = {}
        for utterance in self.speech.utterances:
            if utterance.source is not None:
                first = first_of_voice.get(utterance.source, utterance.start)
                first_of_voice[utterance.source] = min(first, utterance.start)
        waiting = [(min(token, first_of_voice.get(token, token)), 1, token, -1) for token in pronouns]
        waiting.extend((token, 0, head, person) for token, head, person in self.events)
        choices: dict[int, Choice] = {}
        others = self.speech.sources.difference(pronouns, self.names, (head for _, head, _ in self.events))
        waiting.extend((token, 0, token, -1) for token in others)
        for key, is_pronoun, head, number in sorted(waiting):
            if number >= 0:
                again = self._described_again(head) if head in self.anaphors else None
                meant = number if again is None else again
                self._mention(meant, head, 1.0)
                if head not in self.speech.inside:
                    self.people[meant].named_at = head
            elif not is_pronoun and head not in self.speech.inside:
                self.speaker = self.last_source = None
            if not is_pronoun:
                continue
            choice = self._choose(head, key)
            choices[head] = choice
            if choice.person is not None:
                self._mention(choice.person, head, self.weights.place["pronoun_gain"])
                self.people[choice.person].called = self.knowledge.pronouns[self.parse.lowers[head]].gender
        return choices

    def _mention(self, number: int, head: int, factor: float) -> None:
        place = self.weights.place
        position = position_of(self.parse, head)
        weight = self.weights.position[position] * factor
        if head < self.layout.title_tokens:
            weight *= place["title"]
        if head in self.speech.sources:
            weight *= place["source"]
        asks = part_in_asking(self.parse, head, self.names, self.knowledge.asking)
        if asks:
            weight = self.weights.position["subject" if asks == "asked" else "object"] * place["source"] * factor
        person = self.people[number]
        person.seen.append((self.clock[head], weight, self.speech.inside.get(head, _NARRATOR)))
        person.last_head = self.nearest = head
        self._in_sight.add(number)
        self.person_of[head] = number
        if self.parse.deps[head] == "appos":
            self.person_of[self.parse.heads[head]] = number
        if head not in self.speech.inside and asks != "asked by":
            if asks:
                self.speaker = self.last_source = number if asks == "asked" else None
            elif head in self.speech.voices or not self.speech.sources.isdisjoint((head, self.parse.heads[head])):
                if position != "embedded_subject":
                    self.speaker = self.last_source = number
                    self.spoken.append(number)
            elif position in ("subject", "passive_subject") and number != self.last_source:
                self.last_source, self.actor = None, number

    def _choose(self, token: int, key: int) -> Choice:
        pronoun = self.knowledge.pronouns[self.parse.lowers[token]]
        if pronoun.form == "reflexive":
            subject = subject_of(self.parse, clause_of(self.parse, token))
            number = self.person_of.get(subject) if subject is not None else None
            if number is not None:
                return Choice(number, "reflexive", clear=True)
        before = self.names.get(taken_up(self.parse, token))
        if before is not None:
            return Choice(before, "taken up", clear=True)
        scores = self._scores(token, key, pronoun)
        decision = self.weights.decision
        if not scores or scores[0][0] < decision["least"]:
            spoke = self._spoke_before(token, pronoun)
            if spoke is not None:
                return Choice(spoke, "spoke before", ranked=scores)
            return Choice(self._topic(token, pronoun), "headline", ranked=scores)
        best, number = scores[0]
        called_otherwise = self.people[number].called not in ("", pronoun.gender)
        if called_otherwise and (topic := self._topic(token, pronoun)) is not None:
            return Choice(topic, "headline", ranked=scores)
        second, other = scores[1] if len(scores) > 1 else (0.0, -1)
        if second > best * decision["margin"]:
            return Choice(None, "nearly even", [number, other], ranked=scores)
        alone = second < best * decision["clear"] and not called_otherwise
        return Choice(number, "activation", clear=alone, ranked=scores)

    def _described_again(self, head: int) -> int | None:
        """Return the named person whom a definite description ("the senator") takes up, if it is clear who that is."""
        self.linked.pop(head, None)
        found = self.anaphors[head]
        as_pronoun = Pronoun("3", "singular", found.gender, "subject")
        reporters = favoured(self.parse, head, as_pronoun, self.person_of, self.knowledge)  # "X said the senator left": not X
        ranked = [
            each
            for each in self._scores(head, head, as_pronoun)
            if each[1] not in reporters and self.people[each[1]].can_be(found)
        ]
        if not ranked or self.people[ranked[0][1]].entity is None or ranked[0][0] < self.weights.decision["described"]:
            return None
        close = self.weights.decision["went_on" if ranked[0][1] == self.speaker else "clear"]
        if len(ranked) > 1 and ranked[1][0] > close * ranked[0][0]:
            return None
        self.linked[head] = Choice(ranked[0][1], "activation", ranked=ranked)
        return ranked[0][1]

    def _spoke_before(self, token: int, pronoun: Pronoun) -> int | None:
        """Return who was the last to speak, for a source of the narrator's when nobody else is near, if the gender is shown."""
        if token in self.speech.inside or token not in self.speech.sources:
            return None
        return next((number for number in reversed(self.spoken) if self._is_called(number, pronoun)), None)

    def _is_called(self, number: int, pronoun: Pronoun) -> bool:
        person = self.people[number]
        return pronoun.gender == (person.gender or person.called)

    def _topic(self, token: int, pronoun: Pronoun) -> int | None:
        """Return the person of the headline, to whom a text may come back from far away, if the text has shown the gender."""
        voice = self.speech.inside.get(token, _NARRATOR)
        if self.topic is None or self.topic == self._speaker(voice):
            return None
        return self.topic if self._is_called(self.topic, pronoun) else None

    def _scores(self, token: int, key: int, pronoun: Pronoun) -> list[tuple[float, int]]:
        """Return the persons that can be meant with their scores, best first."""
        voice = self.speech.inside.get(token, _NARRATOR)
        blocked = blocked_heads(self.parse, token, pronoun)
        blocked.update(askers(self.parse, token, self.knowledge.asking))
        ruled_out = named_behind(self.parse, token, self.names)
        ruled_out.update(number for number in (self._speaker(voice),) if number is not None)
        above = favoured(self.parse, token, pronoun, self.person_of, self.knowledge)
        coming = self.names.get(following_subject(self.parse, token))
        now = self.clock[key]
        spoke = self._weight_of_speaking(key, pronoun) if voice == _NARRATOR and token in self.speech.sources else None
        paragraph, within = self._paragraph(key), self.within.get(token, ())
        scores = []
        # The clock never goes back: who is out of sight stays so until the next mention.
        self._in_sight = {number for number in self._in_sight if now - self.people[number].seen[-1][0] < HORIZON}
        for number in self._in_sight if coming is None else self._in_sight | {coming}:
            person = self.people[number]
            if number in ruled_out or (person.gender and pronoun.gender and person.gender != pronoun.gender):
                continue
            if person.seen and person.last_head in blocked:
                continue
            near = person.activation(now, voice, self.weights.place)
            score = near + self.weights.syntax["cataphora"] if number == coming else near
            factors = self._factors(number, pronoun, above.get(number, {}), spoke, paragraph)
            factors.extend(self._standing(token, person))
            if number in within:
                factors.append(("named in what is said", self.weights.syntax["named_within"]))
            reasons = (("near", score), *factors)
            for _, factor in factors:
                score *= factor
            if score:
                scores.append((score, number))
                self.reasons[token, number] = reasons
        scores.sort(key=lambda pair: (-pair[0], pair[1]))
        return scores

    def _standing(self, token: int, person: Person) -> Iterator[tuple[str, float]]:
        """Yield what the last mention of somebody says of a pronoun, each with its factor."""
        known, last = self.knowledge.pronouns, person.last_head
        if last < 0 or self.parse.lowers[token] not in known:
            return
        for name, weight in stands(
            self.parse,
            token,
            last,
            is_nearest=last == self.nearest,
            is_source=token in self.speech.sources,
            was_pronoun=self.parse.lowers[last] in known,
        ):
            yield name, self.weights.last[weight]

    def _weight_of_speaking(self, key: int, pronoun: Pronoun) -> str:
        """Return the name of the weight of who spoke last, if somebody else has acted since."""
        # Only who could be meant has interrupted who spoke: "X said so. She laughed. He said ..."
        rival = self.actor is not None and self.people[self.actor].gender in ("", pronoun.gender)
        return "interrupted" if rival and self.parse.sentences[self.parse.sentence_of[key]][0] not in self.breaks else "spoke"

    def _paragraph(self, token: int) -> int:
        """Return the first token of the paragraph of a token."""
        number = bisect_right(self.starts_of_blocks, token)
        return self.starts_of_blocks[number - 1] if number else 0

    def _factors(
        self, number: int, pronoun: Pronoun, above: Mapping[str, float], spoke: str | None, paragraph: int
    ) -> list[tuple[str, float]]:
        """Return what makes a person more or less likely than being near does, each by name.

        For a source ``spoke`` is the weight of who spoke last, if somebody else has acted since; ``paragraph`` is where its
        paragraph begins.
        """
        gender, syntax = self.weights.gender, self.weights.syntax
        person, factors = self.people[number], []
        if person.is_doubtful:
            factors.append(("may be no person", self.weights.place["doubtful"]))
        if person.entity is None:
            factors.append(("without a name", self.weights.place["unnamed"]))
        if pronoun.gender and person.called not in ("", pronoun.gender):
            factors.append(("called otherwise", gender["called_otherwise"]))
        if person.gender or not pronoun.gender:
            factors.append(("gender shown", gender["shown"]))
        elif person.name_gender == pronoun.gender:
            factors.append(("given name", gender["given_name"]))
        elif person.name_gender:
            factors.append(("against the given name", gender[self._against]))
            self._name_spoke_against = True
        factors.extend(above.items())
        if number == self.topic:
            factors.append(("whom the text is about", self.weights.place["topic"]))
        if spoke and number == self.speaker:
            last = number == self.last_source
            factors.append(("spoke just before", syntax["speaker"]) if last else ("spoke before", syntax[spoke]))
        elif spoke and number in self.voices:
            factors.append(("speaks elsewhere", syntax["voice"]))
        if spoke and person.named_at >= paragraph:
            factors.append(("in this paragraph", syntax["same_paragraph"]))
        return factors

    def _speaker(self, voice: int) -> int | None:
        if voice == _NARRATOR:
            return None
        utterance = self.speech.utterances[voice]
        if utterance.entity is not None:
            return self.person_by_entity.get(utterance.entity)
        source = utterance.source
        return self.person_of.get(source, self.names.get(source)) if source is not None else None
