"""Posts that try to break what is written from them; and any post at all, for laws."""

from hypothesis import strategies as st

from bilingual.document import (
    Block,
    BlockKind,
    Finding,
    Job,
    Mark,
    MarkKind,
    Origin,
    Post,
    Sentence,
    Severity,
    Skipped,
    Span,
    TranslatedBlock,
    TranslatedPost,
    TranslatedSentence,
    Translation,
)
from tests.pages import block, pair
from tests.strategies import any_text

CONTROLS = "".join(map(chr, range(32)))
HOSTILE = (
    f"控制{CONTROLS}\x7f\x85\x9f字符",
    "半个\ud83d和\ude00，两半\ud83d\ude00，非字符\ufffe\uffff",
    "]]>--><!--<![CDATA[<script>alert('1')</script>&amp;&#0;",
    '=HYPERLINK("https://evil.example/","点这里")',
    "\t=1+1",
    "＝1＋1",
    "{{ site.secret }}{% include evil.html %}{% raw %}{{ x }}{% endraw %}{{ '{%' }}",
    "---\ntitle: x\n---\n# 标题 *强调* _强调_ `码` [链接](javascript:alert(1)) ![图](x) 1. 项 | 栏 ~~~",
    "\u202e倒序\u2066隔离\u200b零宽\ufeff",
    "𠮷野家\U0001f600",
)


def hostile_post():
    """Give a post of hostile texts in every kind of block, Chinese and English."""
    kinds = [kind for kind in BlockKind if kind is not BlockKind.TITLE]
    blocks = [block(0, BlockKind.TITLE, pair(HOSTILE[0], HOSTILE[2]))]
    for number, text in enumerate(HOSTILE * 2, 1):
        kind = kinds[number % len(kinds)]
        other = HOSTILE[-number % len(HOSTILE)]
        findings = (Finding("numbers", Severity.ERROR, other, Span(0, 1)),)
        first = pair(text, other, findings=findings)
        mark = (
            MarkKind.LINK,
            text,
            "javascript:alert(1)" if number % 2 else 'https://x.example/"><b>',
            other,
        )
        blocks.append(block(number, kind, first, " ", pair(other, text), marks=(mark,)))
    skipped = tuple(Skipped("advertisement", text, text) for text in HOSTILE)
    metadata = {"title": HOSTILE[6], "author": HOSTILE[1], "date": HOSTILE[3], "from": "javascript:alert(1)"}
    return TranslatedPost(Post(HOSTILE[7], metadata, ""), tuple(blocks), skipped)


def traditional_post():
    """Give a post in Traditional script; the engine was asked in Simplified."""
    source, target = "臺灣的漁業協定延長了。", "Taiwan's fisheries agreement has been extended."
    sentence = TranslatedSentence(
        Sentence(source, 0, len(source)),
        Job("台湾的渔业协定延长了。"),
        Translation("台湾的渔业协定延长了。", target, Origin.MEMORY),
    )
    blocks = (
        TranslatedBlock(Block("b0", BlockKind.TITLE, source, "zh-Hant"), (sentence,)),
        TranslatedBlock(Block("b1", BlockKind.PARAGRAPH, source, "zh-Hant"), (sentence,)),
    )
    return TranslatedPost(Post("posts/trad.txt", {"title": source, "date": "2031-03-11"}, ""), blocks)


def empty_post():
    """Give a post without any block."""
    return TranslatedPost(Post("posts/empty.txt", {}, ""), ())


@st.composite
def marks_of(draw, text):
    """Draw marks anywhere in a text, crossing each other or covering nothing."""
    edges = st.integers(0, len(text))
    kinds = st.sampled_from(MarkKind)
    urls = st.sampled_from(
        ("https://x.example/(a)?b=1&c;=2", "javascript:alert(1)", "/y z", "mailto:a@x.example", "")
    )
    made = []
    for kind, one, other, url, label in draw(
        st.lists(st.tuples(kinds, edges, edges, urls, any_text), max_size=4)
    ):
        start, end = sorted((one, other))
        made.append(Mark(kind, start, start if kind is MarkKind.IMAGE else end, url, label))
    return tuple(made)


@st.composite
def translated_blocks(draw, number, texts, kinds=tuple(BlockKind)):
    """Draw a block: sentences with gaps of white space, or none at all; marks anywhere."""
    pieces = draw(st.lists(st.tuples(texts, texts, st.sampled_from(("", " ", "\t", "\n"))), max_size=3))
    text, sentences = "", []
    for source, target, gap in pieces:
        sentence = Sentence(source, len(text), len(text) + len(source))
        origin = draw(st.sampled_from(Origin))
        written = Translation(source, source if origin is Origin.SOURCE else target, origin)
        sentences.append(TranslatedSentence(sentence, Job(source), written))
        text += source + gap
    lang = draw(st.sampled_from(("zh-Hans", "zh-Hant", "en")))
    made = Block(
        f"b{number}",
        draw(st.sampled_from(kinds)) if number else BlockKind.TITLE,
        text,
        lang,
        draw(st.integers(0, 6)),
        draw(marks_of(text)),
    )
    return TranslatedBlock(made, () if lang == "en" else tuple(sentences))


@st.composite
def translated_posts(draw, texts=any_text, kinds=tuple(BlockKind)):
    """Draw a post of a few blocks."""
    count = draw(st.integers(0, 5))
    blocks = tuple(draw(translated_blocks(number, texts, kinds)) for number in range(count))
    return TranslatedPost(
        Post("posts/any.txt", {"title": draw(texts), "from": "https://n.example/1"}, ""), blocks
    )
