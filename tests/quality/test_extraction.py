"""Extraction against the silver set: what must be kept is kept, what is junk is gone; floors are in JSON."""

import json
from pathlib import Path

import pytest

from bilingual.extract import coverage, extract_blocks, visible_text
from bilingual.posts import read_post
from bilingual.text import drop_spaces
from tests.shared import SHARED, needs_shared

FLOORS = json.loads(Path(__file__).with_name("extraction-floors.json").read_text("utf-8"))

pytestmark = [needs_shared, pytest.mark.shared]


@pytest.fixture(scope="module")
def extractions():
    """Every real post with its extraction, by file name."""
    root = SHARED / "posts" / "real"
    posts = {
        str(path.relative_to(root)): read_post(path) for path in sorted(root.rglob("*")) if path.is_file()
    }
    return {name: (post, extract_blocks(post)) for name, post in posts.items()}


def share(extractions, key, *, wanted):
    """Count the snippets of the silver set that are, or are not, in the blocks of their post."""
    silver = json.loads((SHARED / "data" / "extraction.json").read_text("utf-8"))
    hits = []
    for name, expected in silver.items():
        text = drop_spaces("".join(block.text for block in extractions[name][1].blocks))
        hits += [(drop_spaces(snippet) in text) is wanted for snippet in expected[key]]
    print(f"{key}: {sum(hits)} of {len(hits)}")
    return sum(hits) / len(hits)


def test_what_must_survive_is_in_blocks(extractions):
    assert share(extractions, "with", wanted=True) >= FLOORS["with"]


def test_junk_is_not_in_blocks(extractions):
    assert share(extractions, "without", wanted=False) >= FLOORS["without"]


def test_blocks_and_skips_partition_every_real_post(extractions):
    broken = [
        name
        for name, (post, extraction) in extractions.items()
        if drop_spaces("".join(piece.text for piece in extraction.body))
        != drop_spaces(visible_text(post.body))
    ]
    assert broken == []


def test_no_real_post_is_called_badly_covered(extractions):
    lowest = min(coverage(extraction) for _, extraction in extractions.values())
    print(f"lowest coverage: {lowest:.3f}")
    assert lowest >= FLOORS["coverage"]


def test_marks_of_real_posts_lie_in_their_blocks(extractions):
    marks = [
        (mark, block)
        for _, extraction in extractions.values()
        for block in extraction.blocks
        for mark in block.marks
    ]
    assert marks
    assert all(0 <= mark.start <= mark.end <= len(block.text) for mark, block in marks)


def test_the_seed_post_is_its_title_and_ten_paragraphs():
    extraction = extract_blocks(read_post(SHARED / "posts" / "seed-wang-yi-kazakhstan.txt"))
    assert [block.kind for block in extraction.blocks] == ["title", *["paragraph"] * 10]
    assert [skip.reason for skip in extraction.skipped] == [
        "title link",
        "advertisement",
        "advertisement",
        "advertisement",
        "subscription banner",
    ]
    assert coverage(extraction) == 1.0
