"""Whom "he" and "she" mean: one pass over a document from beginning to end.

Every person of the document, and every person that is only described, has an activation that grows with each mention by its
grammatical position and fades from sentence to sentence (after Lappin and Leass, "An algorithm for pronominal anaphora
resolution", 1994). Gender that the text shows and the binding of co-arguments rule persons out; syntax and quotation marks change
the odds. If two persons are nearly even, both are candidates and nobody is chosen.
"""

from collections.abc import Mapping

from extractor.analysis.grammar import (
    OBJECTS,
    SUBJECTS,
    clause_of,
    clause_subject,
    descriptions_of,
    head_of,
    position_of,
    subject_of,
)
from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse
from extractor.mentions.binding import blocked_heads, following_subject, taken_up
from extractor.mentions.clock import times_of
from extractor.mentions.coreference import Coreference, Pronoun
from extractor.mentions.descriptions import Description, find_descriptions, stated_age
from extractor.mentions.gender import decided, shown_genders, suggested
from extractor.mentions.model import DocumentEntities, Reasons
from extractor.mentions.persons import Choice, Person
from extractor.mentions.speech import Speech

_NARRATOR = -1
_HORIZON = 7.0
_FAR = 4
_EMBEDDED = frozenset(("relcl", "acl", "advcl"))
_APART = frozenset(("advcl", "relcl", "acl", "conj", "pcomp", "parataxis", "ROOT"))


class Activation:
    """The persons of a document and their activation while it is read; it can be read again with more ``votes`` for genders."""

    def __init__(self, parse: Parse, document: DocumentEntities, knowledge: Coreference, layout: Layout, speech: Speech) -> None:
        self.parse = parse
        self.knowledge = knowledge
        self.weights = knowledge.weights
        self.layout, self.speech = layout, speech
        self.votes = shown_genders(parse, document, knowledge)
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
        self.breaks = frozenset(start for start, _ in layout.blocks)
        self.clock = times_of(parse, layout, speech, self.weights.place)
        named = self._named(document)
        self.topic = _in_headline(named, layout.title_tokens)
        self.voices = {person for _, head, person in named if head in speech.sources and head not in speech.inside}
        self.starts = {token for token, _, _ in named}
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
            if mention.entity in narrators or mention.entity is None or mention.form == "pronoun" or mention.kind != "person":
                continue
            entity = document.entities[mention.entity]
            if mention.entity not in index:
                index[mention.entity] = len(self.people)
                suggests = suggested(entity, self.knowledge.given_names)
                self.people.append(Person(mention.entity, entity.gender, suggests, roles=[role.text for role in entity.roles]))
            person = self.people[index[mention.entity]]
            person.age = person.age or stated_age(self.parse, mention)
            head = head_of(self.parse, mention.start, mention.end)
            self.names[head] = index[mention.entity]
            events.append((mention.start, head, index[mention.entity]))
        return events

    def _described(self, document: DocumentEntities) -> list[tuple[int, int, int]]:
        """Return the persons that are only described ("a man", "her mother"): they compete, but have no name to give."""
        parse = self.parse
        taken = {token for mention in document.mentions for token in range(mention.start, mention.end)}
        for head, number in list(self.names.items()):
            for noun in descriptions_of(parse, head):
                taken.add(noun)
                taken.update(child for child in parse.children[noun] if parse.deps[child] == "conj")
                if parse.deps[head] == "appos":
                    self.names.setdefault(noun, number)
        events = []
        introduced: dict[str, int] = {}
        new: set[str] = set()
        for found in find_descriptions(parse, taken, self.starts, self.speech.sources, self.knowledge):
            if not found.definite:
                new.add(found.noun)
            if found.takes_up and found.noun not in new:
                self.anaphors[found.head] = found
            if not found.definite or found.noun not in introduced:
                introduced[found.noun] = len(self.people)
                self.people.append(Person(None, found.gender))
            events.append((found.head, found.head, introduced[found.noun]))
        return events

    def read(self, pronouns: list[int]) -> dict[int, Choice]:
        """Return the choice for each of these third person pronouns in one pass from beginning to end."""
        for person in self.people:
            if person.entity is not None:
                person.gender = decided(self.votes.get(person.entity)) or person.gender
        genders = [person.gender for person in self.people]
        if self._read != (pronouns, genders):  # only the genders can make another pass differ
            self._choices = self._read_anew(pronouns)
            self._read = (pronouns, genders)
        return self._choices

    def _read_anew(self, pronouns: list[int]) -> dict[int, Choice]:
        self.person_of.clear()
        self._in_sight.clear()
        self.speaker = self.last_source = self.actor = None
        self.spoken.clear()
        for person in self.people:
            person.seen.clear()
            person.last_head = -1
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
                meant = self._described_again(head) if head in self.anaphors else None
                self._mention(number if meant is None else meant, head, 1.0)
            elif not is_pronoun and head not in self.speech.inside:
                self.speaker = self.last_source = None
            if not is_pronoun:
                continue
            choice = self._choose(head, key)
            choices[head] = choice
            if choice.person is not None:
                self._mention(choice.person, head, self.weights.place["pronoun_gain"])
        return choices

    def _mention(self, number: int, head: int, factor: float) -> None:
        place = self.weights.place
        position = position_of(self.parse, head)
        weight = self.weights.position[position] * factor
        if head < self.layout.title_tokens:
            weight *= place["title"]
        if head in self.speech.sources:
            weight *= place["source"]
        asks = self._asks(head)
        if asks:
            weight = self.weights.position["object" if asks == "asking" else "subject"] * place["source"] * factor
        person = self.people[number]
        person.seen.append((self.clock[head], weight, self.speech.inside.get(head, _NARRATOR)))
        person.last_head = head
        self._in_sight.add(number)
        self.person_of[head] = number
        if self.parse.deps[head] == "appos":
            self.person_of[self.parse.heads[head]] = number
        if head not in self.speech.inside:
            if asks:
                self.speaker = self.last_source = number if asks == "asked" else None
            elif head in self.speech.voices or not self.speech.sources.isdisjoint((head, self.parse.heads[head])):
                if position != "embedded_subject":
                    self.speaker = self.last_source = number
                    self.spoken.append(number)
            elif position in ("subject", "passive_subject") and number != self.last_source:
                self.last_source, self.actor = None, number

    def _asks(self, head: int) -> str:
        """Find "asking" of X and "asked" of Y in "X asked Y", who then answers; else empty."""
        parse, verb = self.parse, self.parse.heads[head]
        if parse.lemmas[verb] not in self.knowledge.asking or parse.deps[verb] in _EMBEDDED:
            return ""
        objects = [child for child in parse.children[verb] if parse.deps[child] in OBJECTS and child in self.names]
        if not objects:
            return ""
        return "asked" if head in objects else "asking" if parse.deps[head] in SUBJECTS else ""

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
        second, other = scores[1] if len(scores) > 1 else (0.0, -1)
        if second > best * decision["margin"]:
            return Choice(None, "nearly even", [number, other], ranked=scores)
        return Choice(number, "activation", clear=second < best * decision["clear"], ranked=scores)

    def _described_again(self, head: int) -> int | None:
        """Return the named person whom a definite description ("the senator") takes up, if it is clear who that is."""
        self.linked.pop(head, None)
        found = self.anaphors[head]
        ranked = [
            each
            for each in self._scores(head, head, Pronoun("3", "singular", found.gender, "subject"))
            if self.people[each[1]].can_be(found)
        ]
        if not ranked or self.people[ranked[0][1]].entity is None or ranked[0][0] < self.weights.decision["described"]:
            return None
        if len(ranked) > 1 and ranked[1][0] > self.weights.decision["clear"] * ranked[0][0]:
            return None
        self.linked[head] = Choice(ranked[0][1], "activation", ranked=ranked)
        return ranked[0][1]

    def _spoke_before(self, token: int, pronoun: Pronoun) -> int | None:
        """Return who was the last to speak, for a source of the narrator's when nobody else is near, if the gender is shown."""
        if token in self.speech.inside or token not in self.speech.sources:
            return None
        shown = (number for number in reversed(self.spoken) if self.people[number].gender == pronoun.gender)
        return next(shown, None)

    def _topic(self, token: int, pronoun: Pronoun) -> int | None:
        """Return the person of the headline, to whom a text may come back from far away, if the text has shown the gender."""
        voice = self.speech.inside.get(token, _NARRATOR)
        if self.topic is None or self.topic == self._speaker(voice):
            return None
        return self.topic if self.people[self.topic].gender == pronoun.gender else None

    def _scores(self, token: int, key: int, pronoun: Pronoun) -> list[tuple[float, int]]:
        """Return the persons that can be meant with their scores, best first."""
        parse, weights = self.parse, self.weights
        place, syntax = weights.place, weights.syntax
        voice = self.speech.inside.get(token, _NARRATOR)
        speaker = self._speaker(voice)
        blocked = blocked_heads(parse, token, pronoun)
        named = self._named_behind(token)
        favoured = self._favoured(token, pronoun)
        coming = self.names.get(following_subject(parse, token))
        now, decay, strange, again = self.clock[key], place["decay"], place["other_voice"], place["again"]
        is_source = voice == _NARRATOR and token in self.speech.sources
        # Only who could be meant has interrupted who spoke: "X said so. She laughed. He said ..."
        rival = self.actor is not None and self.people[self.actor].gender in ("", pronoun.gender)
        spoke = "interrupted" if rival and parse.sentences[parse.sentence_of[key]][0] not in self.breaks else "spoke"
        scores = []
        # The clock never goes back: who is out of sight stays so until the next mention.
        self._in_sight = {number for number in self._in_sight if now - self.people[number].seen[-1][0] < _HORIZON}
        for number in self._in_sight if coming is None else self._in_sight | {coming}:
            person = self.people[number]
            seen = person.seen
            if number == speaker or (person.gender and pronoun.gender and person.gender != pronoun.gender):
                continue
            if (seen and person.last_head in blocked) or number in named:
                continue
            score = total = 0.0
            for clock, weight, heard in seen[-6:]:
                age = now - clock
                if age < _HORIZON:
                    active = weight * decay**age if age > 0.0 else weight
                    active = active if heard == voice else active * strange
                    total += active
                    score = active if active > score else score
            score += again * (total - score)
            near = score
            if number == coming:
                score += syntax["cataphora"]
            factors = self._factors(number, pronoun, favoured, spoke if is_source else None)
            for _, factor in factors:
                score *= factor
            if score:
                scores.append((score, number))
                if is_source:
                    self.reasons[token, number] = (("near", near), *factors)
        scores.sort(key=lambda pair: (-pair[0], pair[1]))
        return scores

    def _factors(
        self, number: int, pronoun: Pronoun, favoured: Mapping[int, float], spoke: str | None
    ) -> list[tuple[str, float]]:
        """Return what makes a person more or less likely than being near does, each by name.

        For a source ``spoke`` is the weight of who spoke last, if somebody else has acted since.
        """
        gender, syntax = self.weights.gender, self.weights.syntax
        person, factors = self.people[number], []
        if person.entity is None:
            factors.append(("without a name", self.weights.place["unnamed"]))
        if person.gender or not pronoun.gender:
            factors.append(("gender shown", gender["shown"]))
        elif person.name_gender == pronoun.gender:
            factors.append(("given name", gender["given_name"]))
        elif person.name_gender:
            factors.append(("against the given name", gender["against_name"]))
        if number in favoured:
            factors.append(("subject above", favoured[number]))
        if spoke and number == self.speaker:
            last = number == self.last_source
            factors.append(("spoke just before", syntax["speaker"]) if last else ("spoke before", syntax[spoke]))
        elif spoke and number in self.voices:
            factors.append(("speaks elsewhere", syntax["voice"]))
        return factors

    def _named_behind(self, token: int) -> set[int]:
        """Return the persons named in objects and complements of a subject, and behind what is possessed: in "he said X left",
        "he thanked X's son" and "his talks with X", he is not X."""
        parse = self.parse
        if parse.deps[token] not in SUBJECTS and parse.deps[token] != "poss":
            return set()
        verb = parse.heads[token]
        found = set()
        for head in range(token + 1, parse.edges[1][verb] + 1):
            if head in self.names:
                above = head
                while above != verb and parse.deps[above] not in _APART:
                    above = parse.heads[above]
                if above == verb:
                    found.add(self.names[head])
        return found

    def _speaker(self, voice: int) -> int | None:
        if voice == _NARRATOR:
            return None
        utterance = self.speech.utterances[voice]
        if utterance.entity is not None:
            return self.person_by_entity.get(utterance.entity)
        source = utterance.source
        return self.person_of.get(source, self.names.get(source)) if source is not None else None

    def _judged(self, token: int) -> int:
        """Return the object of a verb that judges somebody for what the pronoun stands in ("praised Y for her work"), or -1."""
        parse, above = self.parse, token
        for _ in range(_FAR):
            above = parse.heads[above]
            if parse.deps[above] == "prep":
                break
        verb = parse.heads[above]
        judges = parse.lemmas[verb] in self.knowledge.judging and parse.lowers[above] in self.knowledge.judging_by
        objects = [child for child in parse.children[verb] if parse.deps[child] in ("dobj", "nsubjpass") and child < above]
        return objects[-1] if judges and parse.deps[above] == "prep" and objects else -1

    def _favoured(self, token: int, pronoun: Pronoun) -> dict[int, float]:
        """Return the factors by syntax for persons mentioned in the same sentence or as subject before."""
        parse, syntax = self.parse, self.weights.syntax
        judged = self.person_of.get(self._judged(token))
        if judged is not None:
            return {judged: syntax["own_clause"]}
        found: dict[int, float] = {}
        clause = clause_of(parse, token)
        if pronoun.form == "possessive":
            subject = clause_subject(parse, clause)
            if subject is not None and subject in self.person_of:
                found[self.person_of[subject]] = syntax["own_clause"]
        while (
            parse.deps[clause] in ("ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp", "conj") and parse.heads[clause] != clause
        ):
            link, above = parse.deps[clause], clause_of(parse, parse.heads[clause])
            if above == clause:
                break
            subject = clause_subject(parse, above)
            number = self.person_of.get(subject) if subject is not None else None
            if number is not None and link != "relcl":
                found[number] = max(found.get(number, 1.0), syntax["reported" if link == "ccomp" else "main_clause"])
            if link == "ccomp":
                break
            clause = above
        return found


def _in_headline(named: list[tuple[int, int, int]], title_end: int) -> int | None:
    """Return the person of the headline, if it names one."""
    found = {person for token, _, person in named if token < title_end}
    return found.pop() if len(found) == 1 else None
