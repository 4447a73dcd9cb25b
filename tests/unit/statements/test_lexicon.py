import shutil
from pathlib import Path

import pytest

from extractor.errors import ResourceError
from extractor.resources import Models, find_models
from extractor.statements.lexicon import COLUMNS, Lexicon, load_lexicon
from tests.layouts import statements_of
from tests.parses import parse_table

FRAME = """
[[frame]]
id = "clause"
cue = "VERB"
source = ["@subject"]
slots = [{ part = "content", path = ["ccomp"] }]
"""
SAY = "say,VERB,say,assertion,neutral,clause quote"


def load(folder: Path, *cues: str, frames: str = FRAME) -> Lexicon:
    """The lexicon of these rows and frames; word classes are the English ones."""
    english = folder / "en"
    english.mkdir()
    (english / "cues.csv").write_text("\n".join([",".join(COLUMNS), *cues]) + "\n", "utf-8")
    (english / "frames.toml").write_text(frames, "utf-8")
    (english / "other_senses.toml").write_text("", "utf-8")
    for name in ("word_classes.toml", "descriptions.csv", "labels.toml", "titles.csv", "given_names.csv", "small_words.txt"):
        shutil.copy(find_models().root / "en" / name, english)
    return load_lexicon(Models(folder))


def test_a_cue_and_its_licences(tmp_path: Path) -> None:
    lexicon = load(tmp_path, SAY, "speak,VERB,say,assertion,neutral,clause:of|about")
    say, speak = lexicon.get("VERB", "say"), lexicon.get("VERB", "speak")
    assert say is not None
    assert speak is not None
    assert (say.act, say.quotes, [each.frame.id for each in say.licences]) == ("say", True, ["clause"])
    assert (speak.quotes, speak.licences[0].prepositions) == (False, {"of", "about"})
    assert lexicon.get("NOUN", "say") is None


def test_licences_stand_in_the_order_of_the_frames(tmp_path: Path) -> None:
    frames = FRAME.replace('"clause"', '"first"') + FRAME
    lexicon = load(tmp_path, "say,VERB,say,assertion,neutral,clause first", frames=frames)
    assert [each.frame.id for each in lexicon.cues["VERB", "say"].licences] == ["first", "clause"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param("say,VERB,say,assertion,neutral,close", r"line 3 \(say\): no frame 'close'", id="frame"),
        pytest.param("say,VERB,utter,assertion,neutral,clause", "act 'utter' is none of", id="act"),
        pytest.param("say,VERB,say,mood,neutral,clause", "attitude 'mood' is none of assertion, belief", id="attitude"),
        pytest.param("say,VERB,say,assertion,cool,clause", "stance 'cool' is none of neutral", id="stance"),
        pytest.param("say,NOUN,say,assertion,neutral,clause", "frame 'clause' is for VERB, not NOUN", id="part of speech"),
        pytest.param("tell,VERB,say,assertion,neutral,clause", r"line 3 \(tell\): listed twice", id="twice"),
        pytest.param("say,VERB,say,assertion,clause", "line 3: not 6 cells", id="cells"),
    ],
)
def test_a_wrong_cue_is_reported_with_its_place(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(ResourceError, match=message):
        load(tmp_path, SAY.replace("say,", "tell,", 1), row)


@pytest.mark.parametrize(
    ("frames", "message"),
    [
        pytest.param(
            FRAME.replace("ccomp", "cccomp"), "frame 'clause': slots.0: .*unknown dependency label 'cccomp'", id="label"
        ),
        pytest.param(FRAME.replace("@subject", "@object"), "frame 'clause': .*no step has the name '@object'", id="source"),
        pytest.param(FRAME.replace("source", "sauce"), "frame 'clause': source: Field required", id="missing key"),
        pytest.param(FRAME + "colour = 'red'\n", "frame 'clause': colour: Unexpected keyword", id="unknown key"),
        pytest.param(FRAME.replace('"content"', '"contents"'), "frame 'clause': slots.0.part", id="part"),
        pytest.param(FRAME + FRAME, "frame 'clause' is there twice", id="twice"),
        pytest.param("[[frame]\n", "frames.toml: ", id="no TOML"),
    ],
)
def test_a_wrong_frame_is_reported_with_its_name(tmp_path: Path, frames: str, message: str) -> None:
    with pytest.raises(ResourceError, match=message):
        load(tmp_path, SAY, frames=frames)


PER = (
    FRAME
    + """
[[frame]]
id = "per"
cue = "ADP"
source = ["pobj"]
slots = [{ part = "content", path = ["@host"] }]
"""
)
MINISTRY = """
The       the       DET   DT   det    1
dam       dam       NOUN  NN   nsubj  2
leaks     leak      VERB  VBZ  ROOT   2
,         ,         PUNCT ,    punct  2
per       per       ADP   IN   prep   2
the       the       DET   DT   det    6
ministry  ministry  NOUN  NN   pobj   4
.         .         PUNCT .    punct  2
"""


def test_a_new_construction_is_data(tmp_path: Path) -> None:
    lexicon = load(tmp_path, SAY, "per,ADP,say,assertion,neutral,per", frames=PER)
    parse = parse_table(MINISTRY)
    (found,) = statements_of(parse, lexicon)
    texts = [[parse.text[start:end] for start, end in spans] for spans in (found.content, found.cue, found.source)]
    assert (found.rule, texts) == ("per", [["The dam leaks"], ["per"], ["the ministry"]])


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    with pytest.raises(ResourceError, match=r"frames\.toml: cannot be read"):
        load_lexicon(Models(tmp_path))


def test_every_word_class_must_be_there(tmp_path: Path) -> None:
    load(tmp_path, SAY)
    (tmp_path / "en" / "word_classes.toml").write_text('[hedges]\nwords = "allegedly"\n', "utf-8")
    with pytest.raises(ResourceError, match="missing or unknown"):
        load_lexicon(Models(tmp_path))


def test_the_english_lexicon_knows_the_commonest_verb(lexicon: Lexicon) -> None:
    say = lexicon.get("VERB", "say")
    assert say is not None
    assert (say.act, say.quotes) == ("say", True)


def test_other_senses_belong_to_cues(tmp_path: Path) -> None:
    load(tmp_path, SAY)
    path = tmp_path / "en" / "other_senses.toml"
    path.write_text('[[sense]]\nabout = "play"\ncues = ["toss"]\ncontents = ["coin"]\nno = ["She tossed a coin."]\n', "utf-8")
    with pytest.raises(ResourceError, match=r"other_senses.toml: no cue of cues.csv: toss"):
        load_lexicon(Models(tmp_path))
    path.write_text('[[sense]]\nabout = "play"\ncues = ["say"]\nverbs = ["toss"]\nno = ["Say it."]\n', "utf-8")
    with pytest.raises(ResourceError, match="sense 1: verbs: Extra inputs"):
        load_lexicon(Models(tmp_path))
