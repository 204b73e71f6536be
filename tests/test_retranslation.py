"""A glossary edit translates again exactly the sentences that hold a changed term, and the run says so."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.document import Origin, Post, Term
from bilingual.engines.echo import Echo
from bilingual.glossary import Matcher
from bilingual.memory import Memory
from bilingual.pipeline import Desk, draft_post, translate_drafts
from bilingual.posts import find_posts
from bilingual.publish import Site
from bilingual.run import run_posts
from tests.test_cli import project, run  # noqa: F401 - the fixture

WORDS = ("王毅", "杭州", "鲁班工坊", "丁香合作")
glossaries = st.dictionaries(st.sampled_from(WORDS), st.sampled_from(("Alpha", "Beta", "Gamma")))
sentences = st.lists(st.sampled_from((*WORDS, "来宾")), min_size=1, max_size=3).map(
    lambda words: "，".join(words) + "。"
)
posts = st.lists(st.lists(sentences, min_size=1, max_size=4), min_size=1, max_size=3)


def matcher(glossary):
    full = {"丁香合作": "Lilac Cooperation (LC)"}
    return Matcher([Term((form,), target, first=full.get(form, "")) for form, target in glossary.items()])


def translate(posts, glossary, memory):
    desk = Desk(matcher(glossary), Echo(), memory)
    made = [
        Post(f"{number}.md", {"title": "例"}, "".join(f"<p>{text}</p>" for text in texts))
        for number, texts in enumerate(posts)
    ]
    return [s for post in translate_drafts([draft_post(p, desk) for p in made], desk) for s in post.sentences]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(posts=posts, old=glossaries, new=glossaries)
def test_exactly_the_sentences_with_a_changed_term_are_translated_again_with_the_reason(
    tmp_path_factory, posts, old, new
):
    with Memory(tmp_path_factory.mktemp("memory") / "memory.db") as memory:
        assert all(sentence.outdated is None for sentence in translate(posts, old, memory))
        for sentence in translate(posts, new, memory):
            found = {
                word: (old.get(word, ""), new.get(word, "")) for word in WORDS if word in sentence.job.text
            }
            changed = {word: pair for word, pair in found.items() if pair[0] != pair[1]}
            assert (sentence.translation.origin is Origin.ENGINE) == bool(changed)
            edits = sentence.outdated.edits if sentence.outdated else ()
            assert {edit.source: (edit.old, edit.new) for edit in edits} == changed
        assert all(sentence.outdated is None for sentence in translate(posts, new, memory))


def test_a_later_batch_tells_of_what_an_earlier_one_translated_again(tmp_path, monkeypatch):
    monkeypatch.setattr("bilingual.run.CHARACTERS_PER_BATCH", 1)
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(
            "---\ntitle: 例\n---\n<p>来宾到了。王毅到了。</p>", encoding="utf-8"
        )
    sources = find_posts([str(tmp_path)])
    with Memory(tmp_path / "memory.db") as memory:
        memory.store_human("例", "Example", author="li", when="now")
        for target in ("Wang Yi", "Minister Wang Yi"):
            desk = Desk(matcher({"王毅": target}), Echo(), memory)
            outcomes = list(run_posts(sources, desk, Site(tmp_path / "out")))
    assert [[(s.id, s.source) for s in o.edited] for o in outcomes] == [[("b1-2", "王毅到了。")]] * 2
    assert [dict(o.origins)["engine"] for o in outcomes] == [1, 0]


def test_a_person_s_wording_is_not_translated_again(tmp_path):
    with Memory(tmp_path / "memory.db") as memory:
        translate([["王毅到了。"]], {"王毅": "Alpha"}, memory)
        memory.store_human("王毅到了。", "He came.", author="li", when="now")
        assert all(s.outdated is None for s in translate([["王毅到了。"]], {"王毅": "Beta"}, memory))


GLOSSARY = "王毅: Wang Yi\n杭州: Hangzhou\n"


@pytest.fixture
def desk(project):  # noqa: F811
    """Stand in a project with two translated posts."""
    Path("glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    for name, body in (("a", "王毅到了。来宾到了。王毅说话。王毅又说。"), ("b", "王毅去杭州。")):
        text = f"---\ntitle: 例子\n---\n<p>{body}</p>"
        Path(f"{name}.md").write_text(text, encoding="utf-8")
    run("translate", "a.md", "b.md")
    return project


def changes(*arguments):
    lines = run("translate", "a.md", "b.md", *arguments).stdout.splitlines()
    return [line for line in lines if ": " in line]


def test_a_run_over_unchanged_posts_is_silent(desk):
    assert changes() == []
    report = json.loads(run("translate", "a.md", "b.md", "--json").stdout)
    assert [p["glossary changed"] for p in report["posts"]] == [[], []]
    assert report["summary"]["translated"] == 0


@pytest.mark.parametrize(
    ("glossary", "lines"),
    [
        pytest.param(
            GLOSSARY.replace("Wang Yi", "Minister Wang Yi"),
            [
                (
                    "glossary changed: 王毅 “Wang Yi” -> “Minister Wang Yi”: 4 sentences in 2 posts: "
                    "a.md b1-1, a.md b1-3, a.md b1-4, …"
                )
            ],
            id="another rendering",
        ),
        pytest.param(
            GLOSSARY + "来宾: guests\n",
            ["glossary changed: 来宾 no term -> “guests”: 1 sentence in 1 post: a.md b1-2"],
            id="a new term",
        ),
        pytest.param(
            "王毅: Wang Yi\n杭州: {en: Hangzhou, also: Hangchow}\n",
            [
                (
                    "glossary changed: 杭州 “Hangzhou”: what else is accepted or forbidden has changed: "
                    "1 sentence in 1 post: b.md b1-1"
                )
            ],
            id="accepted too",
        ),
        pytest.param(
            "杭州: Hangzhou City\n",
            [
                (
                    "glossary changed: 王毅 “Wang Yi” -> no term: 4 sentences in 2 posts: "
                    "a.md b1-1, a.md b1-3, a.md b1-4, …"
                ),
                "glossary changed: 杭州 “Hangzhou” -> “Hangzhou City”: 1 sentence in 1 post: b.md b1-1",
            ],
            id="two, the one with most sentences first",
        ),
    ],
)
def test_a_run_says_which_sentences_an_edit_outdated_and_why(desk, glossary, lines):
    Path("glossary.yaml").write_text(glossary, encoding="utf-8")
    assert changes() == lines
    assert changes() == []


def test_json_has_every_sentence_with_its_place_and_terms(desk):
    Path("glossary.yaml").write_text("王毅: Wang Yi\n来宾: guests\n", encoding="utf-8")
    posts = json.loads(run("translate", "a.md", "b.md", "--json").stdout)["posts"]
    assert [post["glossary changed"] for post in posts] == [
        [{"id": "b1-2", "source": "来宾到了。", "terms": [{"source": "来宾", "old": None, "new": "guests"}]}],
        [
            {
                "id": "b1-1",
                "source": "王毅去杭州。",
                "terms": [{"source": "杭州", "old": "Hangzhou", "new": None}],
            }
        ],
    ]


def test_force_and_another_model_have_one_line_each(desk):
    assert changes("--force") == ["forced: 7 sentences in 2 posts"]
    posts = json.loads(run("translate", "a.md", "b.md", "--force", "--json").stdout)["posts"]
    assert [post["translated again"] for post in posts] == [{"force": 5}, {"force": 2}]


@pytest.mark.model
def test_another_model_has_one_line(desk):
    assert changes("--model", "zh_en") == ["model changed: 7 sentences in 2 posts"]


def test_of_many_changed_terms_the_first_are_listed(desk):
    words = [f"Q{n:02}" for n in range(25)]
    Path("a.md").write_text(
        "---\ntitle: 例子\n---\n" + "".join(f"<p>来宾到{w}。</p>" for w in words), "utf-8"
    )
    run("translate", "a.md")
    Path("glossary.yaml").write_text("".join(f"{w}: class {n}\n" for n, w in enumerate(words)), "utf-8")
    lines = changes()
    assert len(lines) == 21
    assert lines[-1] == "glossary changed: … and 7 more terms; --json lists all"
