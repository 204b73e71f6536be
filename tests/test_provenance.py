"""Who worded what is known from the memory to the page, and says nothing about the machine it was made on."""

from types import MappingProxyType

import pytest

from bilingual.document import Origin, Post, Provenance
from bilingual.engines.echo import Echo
from bilingual.glossary import Matcher
from bilingual.memory import Memory
from bilingual.pipeline import Desk, draft_post, recall_drafts, translate_drafts
from bilingual.render import render_post

POST = Post("p.md", MappingProxyType({"title": "海上的消息"}), "<p>港口开放。船只入港。</p>")


class FromFolder(Echo):
    """An engine that is used from its folder."""

    name = "/home/someone/models/zh_en"
    id = f"{name} 1.2 sha256:0123 rules=3 beam_size=4"


@pytest.fixture
def desk(tmp_path):
    with Memory(tmp_path / "memory.db") as memory:
        yield Desk(Matcher(()), FromFolder(), memory)


def test_person_is_known_on_the_page(desk):
    desk.memory.store_human("船只入港。", "Ships come in.", author="周听潮", when="2031-03-10T09:00:00Z")
    (post,) = translate_drafts([draft_post(POST, desk)], desk)
    last = post.sentences[-1].translation
    assert (last.origin, last.provenance) == (Origin.HUMAN, Provenance("周听潮", "2031-03-10T09:00:00Z"))
    assert 'reviewed</b> by <span lang="zh">周听潮</span>, <time datetime="2031-03-10">' in render_post(post)


def test_newest_person_is_known(desk):
    for author in ("first", "second"):
        desk.memory.store_human("船只入港。", f"Ships, says the {author}.", author=author, when="")
    (post,) = translate_drafts([draft_post(POST, desk)], desk)
    assert post.sentences[-1].translation.provenance == Provenance("second", "")


def test_page_is_the_same_whether_made_or_remembered(desk):
    (made,) = translate_drafts([draft_post(POST, desk)], desk)
    (recalled,) = recall_drafts([draft_post(POST, desk)], desk)
    assert {s.translation.origin for s in made.sentences} == {Origin.ENGINE}
    assert {s.translation.origin for s in recalled.sentences} == {Origin.MEMORY}
    assert render_post(made) == render_post(recalled)


def test_engine_is_named_without_its_place(desk):
    """A model that is used from its folder is named; where the folder lies, and the options, are not told."""
    (post,) = translate_drafts([draft_post(POST, desk)], desk)
    assert post.engine == "zh_en 1.2 sha256:0123"
    assert "someone" not in render_post(post)
