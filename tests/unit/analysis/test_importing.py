"""spaCy is imported without its command line, and has it when it is asked for."""

import subprocess
import sys

_CHECK = """
import sys
from extractor.analysis.importing import import_spacy
spacy = import_spacy()
assert not {"spacy.cli", "spacy.cli.info", "weasel", "typer"} & sys.modules.keys(), "the command line was imported"
assert import_spacy() is spacy
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import spacy.cli
assert spacy.cli.info(silent=True) == spacy.info(silent=True)
"""


def test_the_command_line_of_spacy_waits_until_it_is_used() -> None:
    done = subprocess.run([sys.executable, "-c", _CHECK], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
