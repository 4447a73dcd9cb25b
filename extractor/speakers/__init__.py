"""From a source span to the speaker: the entity that it means."""
