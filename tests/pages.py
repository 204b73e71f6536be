"""An invented post with a block of every kind, for the tests of pages and of publishing."""

from dataclasses import replace
from types import MappingProxyType

from bilingual.document import (
    Block,
    BlockKind,
    Constraint,
    Evidence,
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
    Term,
    Tier,
    TranslatedBlock,
    TranslatedPost,
    TranslatedSentence,
    Translation,
)

TERMS = {
    term.forms[0]: term
    for term in (
        Term(("海澜国",), "Hailan", note="An island state that exists in tests only."),
        Term(
            ("外交部",), "Ministry of Foreign Affairs", also=("foreign ministry",), source="House style 3.1"
        ),
        Term(("林远舟",), "Lin Yuanzhou", note="Foreign minister since 2021."),
        Term(("命运共同体",), "community with a shared future", source="Joint communiqué, 2019"),
        Term(("渔业协定",), "Fisheries Agreement", note="Signed at Baisha, in force since 1998."),
    )
}

METADATA = {
    "layout": "post",
    "title": "林远舟：两国已是休戚与共的命运共同体",
    "date": "2031-03-09T08:15:00.000Z",
    "author": "海峡观察",
    "from": "https://news.example.org/world/2031/03/09/lin-yuanzhou?lang=zh&id=7",
    "tags": ["海峡观察"],
}


def pair(zh, en, *, met=None, origin=Origin.ENGINE, findings=()):
    """Give a sentence with its English; `met` maps a term to the tier and the rendering that stands there.

    Offsets are those of the sentence alone: `block` moves it to its place.
    """
    constraints, evidence = [], []
    for form, (tier, rendering) in (met or {}).items():
        start = zh.index(form)
        term = TERMS.get(form)
        constraints.append(
            Constraint(start, start + len(form), form, term.renderings if term else (rendering,), term=term)
        )
        place = en.index(rendering) if tier is not Tier.UNMET else 0
        evidence.append(Evidence(tier, place, place + len(rendering) if tier is not Tier.UNMET else 0))
    return TranslatedSentence(
        Sentence(zh, 0, len(zh)),
        Job(zh, tuple(constraints)),
        Translation(zh, en, origin, tuple(evidence)),
        tuple(findings),
    )


def block(number, kind, *pieces, lang="zh-Hans", level=0, marks=()):
    """Give a block of sentences and the white space between them; a mark is given as kind, text, url, label."""
    text = "".join(piece if isinstance(piece, str) else piece.sentence.text for piece in pieces)
    sentences, position = [], 0
    for piece in pieces:
        if isinstance(piece, str):
            position += len(piece)
        else:
            end = position + len(piece.sentence.text)
            sentences.append(replace(piece, sentence=Sentence(piece.sentence.text, position, end)))
            position = end
    placed = tuple(
        Mark(kind_, at := text.index(covered), at + (0 if kind_ is MarkKind.IMAGE else len(covered)), *rest)
        for kind_, covered, *rest in marks
    )
    return TranslatedBlock(Block(f"b{number}", kind, text, lang, level, placed), tuple(sentences))


def example_post(machine=Origin.ENGINE):
    """Give the example: one sentence a person wrote, the others from `machine`."""
    blocks = (
        block(
            0,
            BlockKind.TITLE,
            pair(
                METADATA["title"],
                "Lin Yuanzhou: Two countries are already a community with a shared future",
                met={
                    "林远舟": (Tier.ANNOTATED, "Lin Yuanzhou"),
                    "命运共同体": (Tier.ANNOTATED, "community with a shared future"),
                },
                origin=machine,
            ),
        ),
        block(
            1,
            BlockKind.PARAGRAPH,
            pair(
                "海澜国外长林远舟星期日（3月9日）在白沙港会见来访的邻国代表团，双方就渔业、航运和青年交流交换了意见。",
                "Hailan Foreign Minister Lin Yuanzhou met a visiting delegation from the neighbouring country in "
                "Baisha Harbour on Sunday (March 9), and the two sides exchanged views on fisheries, shipping and "
                "youth exchanges.",
                met={"海澜国": (Tier.ANNOTATED, "Hailan"), "林远舟": (Tier.FREE, "Lin Yuanzhou")},
                origin=machine,
            ),
            pair(
                "根据外交部网站发布的新闻稿，会谈持续了三个小时。",
                "According to a press release published on the website of the Ministry of Foreign Affairs, the talks "
                "lasted three hours.",
                met={"外交部": (Tier.PLACEHOLDER, "Ministry of Foreign Affairs")},
                origin=machine,
            ),
            marks=(
                (MarkKind.LINK, "外交部", "https://mfa.example.org/", "海澜国外交部"),
                (MarkKind.LINK, "新闻稿", "/releases/118.html"),
                (MarkKind.IMAGE, "根据", "https://img.example.org/talks.jpg", "会谈现场"),
            ),
        ),
        block(
            2,
            BlockKind.CAPTION,
            pair(
                "双方代表在会谈前合影。（档案照片）",
                "The two delegations before the talks. (File photo)",
                origin=machine,
            ),
            marks=((MarkKind.IMAGE, "双方", "https://img.example.org/harbour.jpg"),),
        ),
        block(
            3,
            BlockKind.HEADING,
            pair("“大海不会把我们隔开”", "“The sea will not keep us apart”", origin=Origin.HUMAN),
            level=3,
            marks=((MarkKind.STRONG, "“大海不会把我们隔开”"),),
        ),
        block(
            4,
            BlockKind.PARAGRAPH,
            pair(
                "林远舟说：“大海不会把我们隔开，只会把我们连在一起。”",
                "Lin said: “The sea will not keep us apart; it can only join us.”",
                met={"林远舟": (Tier.HUMAN, "Lin")},
                origin=Origin.HUMAN,
            ),
            pair(
                "他强调，两国早已是命运共同体。",
                "He stressed that the two countries have long been a family.",
                met={"命运共同体": (Tier.UNMET, "")},
                origin=machine,
                findings=(
                    Finding(
                        "glossary",
                        Severity.ERROR,
                        "“命运共同体” should be “community with a shared future”",
                        Span(52, 58),
                    ),
                ),
            ),
            pair(
                "去年双边贸易额为41亿元，比前年增长百分之七。",
                "Bilateral trade came to 410 million yuan last year, up 7 percent from the year before.",
                origin=machine,
                findings=(
                    Finding("numbers", Severity.ERROR, "41亿 is 4.1 billion, not 410 million", Span(24, 35)),
                    Finding(
                        "length",
                        Severity.WARNING,
                        "The English is much longer than is usual for this Chinese",
                    ),
                ),
            ),
            marks=((MarkKind.EM, "他强调，两国早已是命运共同体。"), (MarkKind.STRONG, "41亿元")),
        ),
        block(
            5,
            BlockKind.QUOTE,
            pair(
                "“我们在同一片海上打鱼，也在同一片海上等待天晴。”",
                "“We fish the same sea, and on the same sea we wait for the weather to clear.”",
                origin=machine,
                findings=(Finding("quotes", Severity.WARNING, "A quotation mark is not closed", Span(0, 1)),),
            ),
        ),
        block(
            6,
            BlockKind.QUOTE,
            "The harbour is open again. Thank you to everyone who worked through the night. https://t.example/9",
            lang="en",
            marks=((MarkKind.LINK, "https://t.example/9", "https://t.example/9"),),
        ),
        block(
            7,
            BlockKind.LIST_ITEM,
            pair(
                "延长渔业协定五年；",
                "To extend the Fisheries Agreement by five years;",
                met={"渔业协定": (Tier.FREE, "Fisheries Agreement")},
                origin=machine,
            ),
            level=1,
            marks=((MarkKind.LINK, "渔业协定", "https://treaties.example.org/渔业?year=1998"),),
        ),
        block(
            8,
            BlockKind.LIST_ITEM,
            pair("每年互派一百名学生。", "To exchange one hundred students every year.", origin=machine),
            level=1,
        ),
        block(
            9,
            BlockKind.TABLE_ROW,
            pair("年份", "Year", origin=machine),
            "\t",
            pair("贸易额", "Trade", origin=machine),
            "\t",
            pair("渔获（吨）", "Catch (tonnes)", origin=machine),
        ),
        block(
            10,
            BlockKind.TABLE_ROW,
            pair("2030", "2030", origin=Origin.SOURCE),
            "\t",
            pair("41亿元", "4.1 billion yuan", origin=machine),
            "\t",
            pair("2万3000", "23,000", origin=machine),
        ),
        block(
            11,
            BlockKind.PREFORMATTED,
            pair("潮水来了，", "The tide comes in,", origin=machine),
            "\n\n",
            pair("潮水又去。", "and the tide goes out.", origin=machine),
        ),
        block(
            12,
            BlockKind.PARAGRAPH,
            pair(
                "（编辑：周听潮）",
                "",
                origin=machine,
                findings=(Finding("empty", Severity.ERROR, "There is no English"),),
            ),
        ),
    )
    skipped = (
        Skipped("advertisement", "广告：白沙港渡轮，天天出发 <b>立即订票</b>", "#promo"),
        Skipped("read more", "延伸阅读", "延伸阅读"),
    )
    return TranslatedPost(Post("posts/lin.txt", MappingProxyType(METADATA), ""), blocks, skipped)


def plain_post(title="海上的消息", title_en="News from the sea", **metadata):
    """Give a post of a title and one paragraph, all machine translated."""
    front = {"title": title, "date": "2031-03-10", "author": "海峡观察", **metadata}
    blocks = (
        block(0, BlockKind.TITLE, pair(title, title_en)),
        block(1, BlockKind.PARAGRAPH, pair("港口重新开放。", "The harbour is open again.")),
    )
    return TranslatedPost(Post("posts/plain.txt", MappingProxyType(front), ""), blocks)


def english_post():
    """Give a post without any Chinese, which passes through."""
    front = {"title": "Harbour reopens", "date": "spring 2031", "author": "Strait Review"}
    blocks = (
        block(0, BlockKind.TITLE, "Harbour reopens", lang="en"),
        block(
            1,
            BlockKind.PARAGRAPH,
            "The harbour is open again.",
            lang="en",
            marks=((MarkKind.STRONG, "open again"),),
        ),
    )
    return TranslatedPost(Post("posts/english.txt", MappingProxyType(front), ""), blocks)
