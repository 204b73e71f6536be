"""What is suggested is what a reviewer would list, and nothing that is listed already."""

import pytest

from bilingual.document import Post
from bilingual.engines import load_engine
from bilingual.glossary import Matcher, parse_glossary
from bilingual.pipeline import Desk, draft_post, recall_drafts
from bilingual.terminology import suggest_terms


def suggest(*sentences, glossary="中国: China", times=3):
    """Give what is suggested where every sentence stands in three posts."""
    desk = Desk(Matcher(parse_glossary(glossary, "g").terms), load_engine("echo"))
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    posts = [Post(f"{number}.md", {}, body) for number in range(times)]
    found = suggest_terms(recall_drafts([draft_post(post, desk) for post in posts], desk), min_count=3)
    return {one.text: one.kind for one in found}


@pytest.mark.parametrize(
    ("sentence", "text", "kind"),
    [
        pytest.param("他说约瑟夫·马丁内斯来了。", "约瑟夫·马丁内斯", "name", id="a name with a dot"),
        pytest.param("他说约瑟夫・马丁内斯来了。", "约瑟夫・马丁内斯", "name", id="another dot"),
        pytest.param("昨天佩特雷斯库发言。", "佩特雷斯库", "name", id="a name without a dot"),
        pytest.param("他们读了《山海旅行手册》。", "山海旅行手册", "title", id="a title"),
        pytest.param("昨天海洋保护基金会发言。", "海洋保护基金会", "body", id="a body"),
        pytest.param("记者卢昱宇到了。", "卢昱宇", "word", id="a Chinese name that no dictionary has"),
    ],
)
def test_names_titles_bodies_and_unknown_words_are_suggested(sentence, text, kind):
    assert suggest(sentence)[text] == kind


def test_what_is_rare_or_listed_already_is_not_suggested():
    assert "佩特雷斯库" not in suggest("昨天佩特雷斯库发言。", times=2)
    assert "佩特雷斯库" not in suggest("昨天佩特雷斯库发言。", glossary="佩特雷斯库: Petrescu")


def test_a_part_of_a_longer_suggestion_is_left_out():
    found = suggest("昨天国家海洋保护基金会发言。")
    assert [text for text in found if text.endswith("基金会")] == ["国家海洋保护基金会"]


def test_everyday_words_and_the_verbs_before_a_body_are_not_suggested():
    assert suggest("这是很好的。他们将会再来。") == {}
    assert "签署海洋协议" not in suggest("双方签署海洋协议。")


def test_every_suggestion_has_its_sentences_once():
    desk = Desk(Matcher(()), load_engine("echo"))
    posts = [Post(f"{n}.md", {}, "<p>昨天佩特雷斯库发言。</p>") for n in range(4)]
    (one,) = suggest_terms(recall_drafts([draft_post(post, desk) for post in posts], desk))
    assert (one.count, one.posts, one.examples) == (4, 4, (("昨天佩特雷斯库发言。", ""),))
