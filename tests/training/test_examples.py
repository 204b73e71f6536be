"""What is written into a work folder is what is read."""

import numpy as np
import pytest

from bilingual.training.align import agree
from bilingual.training.examples import (
    NOT_ALIGNED,
    Examples,
    Vocabulary,
    join,
    load_all,
    load_vocabulary,
    save_examples,
    save_vocabulary,
)
from bilingual.training.lexicon import Lexicon


def make_examples(*pairs):
    """Make examples of (source, target, aligned)."""
    sources, targets, aligned = zip(*pairs, strict=True)
    return Examples(
        np.concatenate(sources).astype(np.uint16),
        np.concatenate(targets).astype(np.uint16),
        np.concatenate(aligned).astype(np.uint8),
        np.array([len(side) for side in sources], np.uint8),
        np.array([len(side) for side in targets], np.uint8),
    )


PAIRS = (([5, 6], [7], [1]), ([8], [9, 10, 11], [NOT_ALIGNED] * 3), ([12], [13], [0]))


def read(examples):
    return tuple(tuple(side.tolist() for side in examples.pair(i)) for i in range(len(examples)))


def test_examples_are_read_as_they_were_written(tmp_path):
    save_examples(tmp_path / "news.npz", make_examples(*PAIRS))
    found = load_all(tmp_path)
    assert list(found) == ["news"]
    assert read(found["news"]) == PAIRS
    assert found["news"].is_aligned.tolist() == [True, False, True]
    assert [path.name for path in tmp_path.iterdir()] == ["news.npz"]


def test_some_examples_can_be_kept_and_others_joined():
    examples = make_examples(*PAIRS)
    kept = examples.select(np.array([True, False, True]))
    assert read(kept) == (PAIRS[0], PAIRS[2])
    assert read(join([kept, examples])) == (PAIRS[0], PAIRS[2], *PAIRS)


def test_a_vocabulary_is_read_as_it_was_written_and_maps_both_ways(tmp_path):
    vocabulary = Vocabulary(("<blank>", "<unk>", "▁欧", "▁EU"), ("<blank>", "<unk>", "▁EU"))
    save_vocabulary(tmp_path, vocabulary)
    assert load_vocabulary(tmp_path) == vocabulary
    assert vocabulary.target_of_source.tolist() == [0, 1, 1, 2]
    assert vocabulary.source_of_target.tolist() == [0, 1, 3]


@pytest.mark.parametrize(
    ("forward", "reverse", "links"),
    [
        pytest.param([(0, 0)], [(0, 0)], [0, -1], id="both agree"),
        pytest.param([(0, 0)], [(0, 1)], [-1, -1], id="they do not"),
        pytest.param([(3, 0), (3, 1)], [(3, 1)], [3, 3], id="a neighbour with the same source"),
        pytest.param([(3, 0), (5, 1)], [(3, 0)], [3, -1], id="a neighbour with one far away"),
        pytest.param([], [], [-1, -1], id="nothing"),
    ],
)
def test_what_both_directions_agree_on_is_a_link_and_grows_to_its_neighbours(forward, reverse, links):
    assert agree(forward, reverse, 2) == links


def test_pairs_without_known_translations_are_unlike():
    vocabulary = Vocabulary(
        ("<blank>", "<unk>", "天", "地", "▁sky", "▁earth"), ("<blank>", "<unk>", "▁sky", "▁earth")
    )
    good = [([2], [2], [0]), ([3], [3], [0])]
    lexicon = Lexicon([make_examples(*good * 3)], vocabulary)
    judged = make_examples(*good, ([2], [3], [NOT_ALIGNED]), ([2], [3], [NOT_ALIGNED]))
    among = np.array([True, True, True, False])
    assert lexicon.find_unlike(judged, among).tolist() == [False, False, True, False]
