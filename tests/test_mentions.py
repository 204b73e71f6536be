"""What a post names first is named in full there, and in short after."""

import pytest

from bilingual.document import Block, BlockKind, Post, Term, TermKind
from bilingual.engines.echo import Echo
from bilingual.glossary import Matcher
from bilingual.memory import Memory
from bilingual.pipeline import (
    Desk,
    constrain_blocks,
    count_unknown,
    draft_post,
    recall_drafts,
    translate_drafts,
)

LILAC = "Lilac Cooperation Organization (LCO)"
MATCHER = Matcher(
    [
        Term(("丁香合作组织",), "Lilac Cooperation Organization", ("LCO",), first=LILAC),
        Term(("丁合组织",), "LCO", ("Lilac Cooperation Organization",), first=LILAC),
        Term(("丁合组织峰会",), "LCO summit", first=f"{LILAC} summit"),
        Term(("范例诺娃",), "Fanlinova", first="Maria Fanlinova", kind=TermKind.PERSON),
        Term(("杭州",), "Hangzhou"),
    ]
)
FULL, SHORT, LONG = LILAC, "LCO", "Lilac Cooperation Organization"


def wanted(*texts):
    """Give the preferred rendering of every term, in order; a text is a paragraph, or given with its kind."""
    pairs = [(BlockKind.PARAGRAPH, text) if isinstance(text, str) else text for text in texts]
    blocks = [Block(f"b{i}", kind, text) for i, (kind, text) in enumerate(pairs)]
    jobs = [job for _, sentences in constrain_blocks(blocks, MATCHER) for _, job in sentences]
    return [constraint.renderings[0] for job in jobs for constraint in job.constraints]


@pytest.mark.parametrize(
    ("texts", "renderings"),
    [
        pytest.param(["丁合组织发表声明。"], [FULL], id="once"),
        pytest.param(["丁合组织和丁合组织成员国。"], [FULL, SHORT], id="twice in a sentence"),
        pytest.param(["丁合组织成立。丁合组织扩员。"], [FULL, SHORT], id="in the next sentence"),
        pytest.param(
            ["杭州。", "丁合组织。", "丁合组织。"], ["Hangzhou", FULL, SHORT], id="across paragraphs"
        ),
        pytest.param(["丁合组织。", "丁香合作组织。"], [FULL, LONG], id="another entry for the same thing"),
        pytest.param(
            ["丁合组织峰会。", "丁合组织。", "丁合组织峰会。"],
            [f"{LILAC} summit", SHORT, "LCO summit"],
            id="a longer term introduces what it holds",
        ),
        pytest.param(["丁合组织。", "丁合组织峰会。"], [FULL, "LCO summit"], id="and is introduced by it"),
        pytest.param(
            [(BlockKind.TITLE, "丁合组织扩员"), "丁合组织扩员。"],
            [SHORT, FULL],
            id="the title does not count",
        ),
        pytest.param(
            [(BlockKind.HEADING, "丁合组织扩员"), "丁合组织。"], [SHORT, FULL], id="nor does a heading"
        ),
        pytest.param(
            [(BlockKind.QUOTE, "丁合组织扩员。"), "丁合组织。"], [FULL, SHORT], id="a quotation does"
        ),
        pytest.param(
            ["丁香合作组织（LCO）。丁合组织。"],
            [LONG, SHORT],
            id="the Chinese has the short form in brackets",
        ),
        pytest.param(["丁香合作组织（丁合组织）。"], [LONG, SHORT], id="its own short form in brackets"),
        pytest.param(["《丁香合作组织》（以下简称“丁合”）。"], [LONG], id="announced"),
        pytest.param(
            ["丁合组织（2001年成立）。"], [FULL, "2001"], id="near miss: something else in brackets"
        ),
        pytest.param(
            ["范例诺娃说。范例诺娃又说。"], ["Maria Fanlinova", "Fanlinova"], id="a person's given name"
        ),
        pytest.param(
            ["玛丽亚·范例诺娃说。范例诺娃又说。"],
            ["Fanlinova", "Fanlinova"],
            id="the Chinese has the given name",
        ),
    ],
)
def test_the_first_mention_in_the_text_is_in_full(texts, renderings):
    assert wanted(*texts) == renderings


def test_only_the_full_form_is_accepted_at_the_first_mention():
    """A full name without its short form would leave the next “LCO” unexplained."""
    block = Block("b1", BlockKind.PARAGRAPH, "丁合组织。丁合组织。")
    ((_, ((_, first), (_, later))),) = constrain_blocks([block], MATCHER)
    assert first.constraints[0].renderings == (FULL,)
    assert later.constraints[0].renderings == (SHORT, LONG, FULL)


def desk(memory=None):
    return Desk(MATCHER, Echo(), memory)


def made_post(name, *texts):
    return Post(name, {"title": "丁合组织扩员"}, "".join(f"<p>{text}</p>" for text in texts))


def test_every_post_introduces_for_itself():
    posts = [made_post("a.md", "丁合组织发表声明。"), made_post("b.md", "丁合组织发表声明。")]
    one, other = (draft_post(post, desk()).jobs for post in posts)
    assert one == other
    assert [job.constraints[0].renderings[0] for job in one] == [SHORT, FULL]


def test_the_same_sentence_is_translated_once_for_each_place_it_can_have(tmp_path):
    """In full at a first mention, in short after: two jobs, each remembered."""
    posts = [made_post("a.md", "丁合组织发表声明。", "会议在杭州闭幕。", "丁合组织发表声明。")]
    with Memory(tmp_path / "memory.db") as memory:
        drafts = [draft_post(post, desk(memory)) for post in posts]
        (made,) = translate_drafts(drafts, desk(memory))
        (recalled,) = recall_drafts(drafts, desk(memory))
        assert count_unknown(drafts, desk(memory)) == 0
    assert [s.translation.target for s in made.sentences] == [
        s.translation.target for s in recalled.sentences
    ]
    assert len({s.job for s in made.sentences if s.job.text == "丁合组织发表声明。"}) == 2
    assert made.findings == ()


def test_an_edit_of_the_short_form_outdates_the_first_mention_too():
    """Its English is made with the short form."""
    block = Block("b1", BlockKind.PARAGRAPH, "丁合组织。")
    edited = Matcher([Term(("丁合组织",), "Lilac", first=LILAC)])
    one, other = (constrain_blocks([block], matcher)[0][1][0][1] for matcher in (MATCHER, edited))
    assert one.constraints[0].renderings == other.constraints[0].renderings
    assert one.fingerprint != other.fingerprint


def test_a_new_sentence_before_changes_only_the_one_that_named_it_first(tmp_path):
    with Memory(tmp_path / "memory.db") as memory:
        old = draft_post(made_post("a.md", "丁合组织发表声明。", "杭州欢迎丁合组织。"), desk(memory))
        translate_drafts([old], desk(memory))
        new = draft_post(
            made_post("a.md", "丁合组织开会。", "丁合组织发表声明。", "杭州欢迎丁合组织。"), desk(memory)
        )
        assert {job.text for job in new.jobs} - {job.text for job in old.jobs} == {"丁合组织开会。"}
        assert {job.text for job in set(new.jobs) - set(old.jobs)} == {"丁合组织开会。", "丁合组织发表声明。"}
