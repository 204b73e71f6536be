"""A link inside a sentence stands around its English on the page, without the model the second time."""

import pytest
from click.testing import CliRunner

from bilingual.cli import main
from bilingual.document import Alignment, Origin, Span, Translation
from bilingual.engines.echo import Echo
from bilingual.glossary import Matcher
from bilingual.memory import Memory
from bilingual.pipeline import Desk, draft_post, translate_drafts
from bilingual.posts import parse_post
from bilingual.render import render_post

POST = '---\ntitle: 桥\n---\n<p>渔民去年建了<a href="https://example.org/bridge">三座桥</a>。</p>\n'


class Aligning(Echo):
    """Says one sentence, and knows what is what in it."""

    id = name = "aligning"

    def __init__(self):
        self.asked = 0

    def translate(self, jobs):
        return [Translation(job.text, "Fishermen built three bridges.", Origin.ENGINE) for job in jobs]

    def align(self, pairs):
        self.asked += len(pairs)
        return [(Alignment(Span(6, 9), Span(16, 29), 95), Alignment(Span(0, 2), Span(0, 9), 95))] * len(pairs)


def test_a_link_is_carried_over_and_remembered(tmp_path):
    engine = Aligning()
    with Memory(tmp_path / "memory.db") as memory:
        desk = Desk(Matcher(()), engine, memory)
        pages = [
            render_post(translate_drafts([draft_post(parse_post(POST.encode(), "a.txt"), desk)], desk)[0])
            for _ in "12"
        ]
    assert pages[0] == pages[1]
    assert engine.asked == 1
    assert '<a href="https://example.org/bridge"' in pages[0].partition("Fishermen")[2]


@pytest.mark.model
def test_the_built_in_model_carries_links(tmp_path):
    post = tmp_path / "post.html"
    post.write_text(
        "---\ntitle: 大使访问首都\n---\n<p>大使星期三访问了"
        '<a href="https://example.org/capital">首都</a>。</p>\n',
        "utf-8",
    )
    out = tmp_path / "out"
    done = CliRunner().invoke(
        main, ["translate", str(post), "--out", str(out), "--memory", str(tmp_path / "m.db")]
    )
    assert done.exit_code == 0, done.output
    page = (out / "post.html").read_text("utf-8")
    assert page.count("https://example.org/capital") == 2
    assert "<ol" not in page.partition("<main")[2].partition("</main>")[0]
