"""Who said what, out of the news.

``load()`` gives an object that extracts from texts, ``run()`` does what the command ``extractor run`` does, ``to_pandas()``
reads what it wrote. Whatever is the user's to solve is raised as an ``ExtractorError`` that says what to do. Importing the
package alone loads no model and imports nothing heavy.
"""

import os
import warnings
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError

if TYPE_CHECKING:
    import pandas as pd

    from extractor.analysis.pipeline import EngineName
    from extractor.api import Extraction, TextExtractor
    from extractor.running.run import RunSummary
    from extractor.settings import GazetteerName

__version__ = "0.1.0"
__all__ = ["ExtractorError", "__version__", "load", "run", "to_pandas"]


def __dir__() -> list[str]:
    """List what the package offers, without what it imports."""
    return sorted(__all__)


def load(
    model: str = "md",
    *,
    language: str = "en",
    analysis: "EngineName" = "auto",
    gazetteer: "GazetteerName" = "geonames",
    min_confidence: float = 0.0,
    continued: bool = False,
) -> "TextExtractor":
    """Load the language model (about two seconds) and return what extracts: ``load().extract(text).statements``.

    The arguments are those of the command ``extractor run``: ``model`` a short name, package or folder, ``language`` the only
    one of which texts are taken (empty takes all), ``analysis`` what runs the model (fast, spacy, or auto), ``gazetteer`` whether
    places are looked up in our lists alone or also among the cities of GeoNames; statements below ``min_confidence`` stay out,
    and with ``continued`` sentences without a cue that go on with a statement are statements, too.

    Raises:
        ModelError: the language model is not installed, or the package of the gazetteer.
        SettingsError: a value does not fit.
    """
    from extractor.api import TextExtractor

    given = {"language": language, "analysis": analysis, "gazetteer": gazetteer, "min_confidence": min_confidence}
    return TextExtractor.load(model, continued=continued, **given)


def run(inputs: Sequence[str | os.PathLike[str]], *, out: str | os.PathLike[str] = "outputs", **settings: Any) -> "RunSummary":
    """Extract from files, folders and globs into tables in the folder ``out``, as the command ``extractor run`` does.

    ``settings`` are fields of :class:`extractor.settings.RunSettings`, those of ``extractor.toml``: ``workers=2, language=""``.

    Raises:
        SettingsError: an unknown setting, or a value that does not fit.
        ExtractorError: as the command would complain.
    """
    from extractor.running.run import run as run_batch
    from extractor.settings import RunSettings, checked_settings

    return run_batch(inputs, out=out, settings=checked_settings(RunSettings, settings))


def to_pandas(source: "str | os.PathLike[str] | Iterable[Extraction]" = "outputs") -> "dict[str, pd.DataFrame]":
    """Return the tables of an output folder, or of results of ``load().extract()``, as pandas frames, by name.

    Entities of results are linked over all of them, as a run links them.

    Raises:
        InputError: the folder holds no tables.
    """
    if isinstance(source, str | os.PathLike):
        from extractor.tables.dataframes import read_dataframes

        return read_dataframes(os.fspath(source))
    from extractor.api import to_pandas as results_to_pandas

    return results_to_pandas(list(source))


def frames(source: "str | os.PathLike[str] | Iterable[Extraction]" = "outputs") -> "dict[str, pd.DataFrame]":
    """Call :func:`to_pandas`, the name of which this was until version 0.1."""
    warnings.warn("extractor.frames is called extractor.to_pandas now", DeprecationWarning, stacklevel=2)
    return to_pandas(source)
