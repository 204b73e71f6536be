"""Quotation marks of machines are set as newspapers set them; nothing else of the text changes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document import BlockKind, Origin
from bilingual.render.quotes import curl_quotes, set_quotes
from tests.pages import example_post


@pytest.mark.parametrize(
    ("straight", "curled"),
    [
        ('"Yes," he said.', "“Yes,” he said."),
        ("China's and the states' rights", "China’s and the states’ rights"),
        ("the '90s", "the ’90s"),
        ("'Yes', she said: \"'No' it is.\"", "‘Yes’, she said: “‘No’ it is.”"),
        ('("Yes")—"No"', "(“Yes”)—“No”"),
        ("“Already” so", "“Already” so"),
    ],
)
def test_marks_open_and_close(straight, curled):
    assert curl_quotes(straight) == curled


@given(st.text(st.sampled_from("a1 ('\"—.“”‘’")))
def test_each_mark_becomes_one_mark_and_the_rest_stays(text):
    """So every offset into the text stays right; set twice is set once."""
    curled = curl_quotes(text)
    assert curled.translate(_STRAIGHT) == text.translate(_STRAIGHT)
    assert len(curled) == len(text)
    assert curl_quotes(curled) == curled


_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def quoted(origin, kind=BlockKind.PARAGRAPH):
    """Give a post whose sentences have straight marks."""
    post = example_post()
    blocks = [
        replace(
            block,
            block=replace(block.block, kind=kind),
            sentences=tuple(
                replace(s, translation=replace(s.translation, target='"Yes"', origin=origin, evidence=()))
                for s in block.sentences
            ),
        )
        for block in post.blocks
    ]
    return replace(post, blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("origin", "kind", "target"),
    [
        (Origin.ENGINE, BlockKind.PARAGRAPH, "“Yes”"),
        (Origin.MEMORY, BlockKind.PARAGRAPH, "“Yes”"),
        (Origin.HUMAN, BlockKind.PARAGRAPH, '"Yes"'),
        (Origin.ENGINE, BlockKind.PREFORMATTED, '"Yes"'),
    ],
)
def test_a_persons_wording_and_preformatted_text_stay(origin, kind, target):
    post = set_quotes(quoted(origin, kind))
    assert {sentence.translation.target for sentence in post.sentences} == {target}
