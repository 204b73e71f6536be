"""Pairs that would teach something wrong are left out, by rules with names."""

import importlib.util
import lzma

import numpy as np
import pytest

from bilingual.training.corpus import Tally, TextPair, find_fault, find_files, read_pairs
from bilingual.training.examples import NOT_ALIGNED, load_all, load_vocabulary
from bilingual.training.prepare import TOKENIZED, prepare
from bilingual.training.tokenizer import choose_vocabulary, load_tokenizer, train_tokenizer

needs_eflomal = pytest.mark.skipif(
    importlib.util.find_spec("eflomal") is None, reason="eflomal (the extra `train`) is not installed"
)


@pytest.mark.parametrize(
    ("zh", "en", "tag", "fault"),
    [
        pytest.param("他去年买了3本书。", "He bought three books last year.", "", "", id="good"),
        pytest.param("好。", "Good.", "", "", id="short"),
        pytest.param("货运量450万吨。", "Freight came to 4.5 million tonnes.", "", "", id="an amount"),
        pytest.param("人口12000人。", "It has 12,000 people.", "", "", id="thousands"),
        pytest.param("二〇一九年的书", "A book of 2019", "", "", id="a year in Chinese characters"),
        pytest.param("早。", "Morning.", "ted_talks", "licence", id="a licence that forbids it"),
        pytest.param("", "Good.", "", "empty", id="no Chinese"),
        pytest.param("长" * 501, "Long " * 200, "", "too long", id="a paragraph"),
        pytest.param("标签<t>的用法", "How <t> is used", "", "markers", id="markers"),
        pytest.param("Windows Update", "Windows Update", "", "not Chinese", id="English on both sides"),
        pytest.param("会议纪要在这里", "—— —— !! a ——", "", "not English", id="signs"),
        pytest.param("我们去长城。", "We go to 长城.", "", "Chinese in the English", id="Chinese left over"),
        pytest.param("我们明天一起去长城吧。", "Go.", "", "lengths", id="a clause of a sentence"),
        pytest.param("他生于1921年。", "He was born in 1912.", "", "numbers", id="another year"),
        pytest.param("他出生那年。", "He was born in 1912.", "", "numbers", id="a year out of nowhere"),
    ],
)
def test_the_first_rule_that_speaks_against_a_pair_is_named(zh, en, tag, fault):
    assert find_fault(TextPair(zh, en, tag)) == fault


def write_corpus(folder, name, lines):
    with lzma.open(folder / f"{name}.tsv.xz", "wt", encoding="utf-8") as file:
        file.writelines("\t".join(line) + "\n" for line in lines)


LINES = [("书在桌上。", "The book is on the table.", "x"), ("茶很热。", "The tea is hot.", "x")]


def test_pairs_come_in_order_and_once_and_are_counted(tmp_path):
    write_corpus(tmp_path, "news", [*LINES, ("书在桌上", "the book is on the table", "y"), ("半行",)])
    tally = Tally()
    pairs = list(read_pairs(tmp_path / "news.tsv.xz", tally))
    assert [pair.en for pair in pairs] == [en for _, en, _ in LINES]
    assert str(tally) == "2 of 4 pairs kept; left out: seen before 1, empty 1"


def test_files_are_named_for_their_example_files(tmp_path):
    with pytest.raises(ValueError, match=r"no \*\.tsv\.xz in it"):
        find_files(tmp_path)
    write_corpus(tmp_path, "indomain-train", LINES)
    assert list(find_files(tmp_path)) == ["indomain"]


def test_a_tokenizer_can_be_learnt_and_spells_what_it_has_not_seen(tmp_path):
    things, places = ("tea", "book", "letter", "window"), ("table", "garden", "house", "station")
    english = [f"The {thing} by the {place} is old." for thing in things for place in places]
    path = tmp_path / "sentencepiece.model"
    train_tokenizer([*english, *(zh for zh, _, _ in LINES)] * 10, path, pieces=292)
    tokenizer = load_tokenizer(path)
    vocabulary = choose_vocabulary(tokenizer, english)
    assert vocabulary.source[:6] == ("<blank>", "<unk>", "<s>", "</s>", "<t>", "</t>")
    assert vocabulary.target[:4] == vocabulary.source[:4]
    assert "书" in vocabulary.source
    assert "书" not in vocabulary.target
    assert tokenizer.decode(tokenizer.encode("The 猫 is old")) == "The 猫 is old"


@needs_eflomal
def test_a_corpus_becomes_a_work_folder_and_what_is_there_is_kept(tmp_path, capsys):
    write_corpus(tmp_path, "news", LINES)
    write_corpus(
        tmp_path, "general", [("他喝茶。", f"He drinks tea {word}.", "jiyu_lo") for word in "abcdefgh"]
    )
    work = tmp_path / "work"
    prepare(tmp_path, work, aligned=5)
    examples, vocabulary = load_all(work), load_vocabulary(work)
    news = examples["news"].pair(0)
    assert "".join(vocabulary.target[i] for i in news.target) == "▁The▁book▁is▁on▁the▁table."
    assert np.all((news.aligned < len(news.source)) | (news.aligned == NOT_ALIGNED))
    assert examples["general"].is_aligned.sum() <= 5
    before = {path: path.stat().st_mtime_ns for path in [*work.glob("*.npz"), *(work / TOKENIZED).iterdir()]}
    capsys.readouterr()
    prepare(tmp_path, work, aligned=5)
    assert capsys.readouterr().out == ""
    assert {path: path.stat().st_mtime_ns for path in before} == before
