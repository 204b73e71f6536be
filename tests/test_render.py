"""The page of a post: golden bytes, nothing lost, nothing injected."""

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from bilingual.document import (
    Block,
    BlockKind,
    Constraint,
    ConstraintKind,
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
from bilingual.render import Entry, Place, entry_of, render_post
from bilingual.render.site import Heading, Listing, Pager, Section, render_listing
from bilingual.render.source import HOW
from bilingual.render.templates import clean_text
from tests.pages import block, english_post, example_post, pair, plain_post

# fmt: off
ELEMENTS = {
    "html", "head", "meta", "title", "link", "style", "body", "a", "nav", "main", "article", "aside",
    "header", "p", "span", "time", "h1", "h2", "h3", "h4", "h5", "h6", "div", "b", "i", "strong",
    "em", "blockquote", "pre", "footer", "details", "summary", "ol", "ul", "li", "q", "code",
}
ATTRIBUTES = {
    "aria-current", "lang", "charset", "name", "content", "http-equiv", "rel", "href", "class", "id", "tabindex",
    "aria-describedby", "aria-label", "role", "title", "datetime",
}
# fmt: on
ADDRESS = re.compile(
    r"(?:https?://|mailto:)[^\s\"'<>]+\Z|#b\d+-\d+-en\Z|#text\Z|#list\Z|(?:\.\./)*(?:(?:months|tags|authors|terms)/)?(?:index|status)\.html\Z|data:image/svg\+xml,"
)

HOSTILE = {
    "script element": "<script>alert(1)</script>",
    "closing the title": "</title><script>alert(1)</script>",
    "closing the style": "</style><script>alert(1)</script>",
    "attribute breakout": '" onmouseover="alert(1)" x="',
    "attribute breakout, single quotes": "' onfocus='alert(1)' autofocus='",
    "image with handler": "<img src=x onerror=alert(1)>",
    "svg": "<svg/onload=alert(1)>",
    "comment": "--><!--<b>",
    "entity": "&lt;script&gt;&#60;script&#62;",
    "template code": "{{ 7 * 7 }}{% raw %}{# x",
    "cdata": "<![CDATA[<script>alert(1)</script>]]>",
    "base element": '<base href="https://evil.example/">',
    "meta refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "plaintext": "<plaintext>",
    "textarea": "</textarea><xmp><noscript>",
    "half a surrogate pair": "x\ud83d<script>\udc00",
    "controls": "x\x00\x08\x0b\x1b[31m\x7f\x85<script>",
    "bidi override": "x\u202e<script>\u2066",
    "line separators": "x\u2028<script>\u2029\x0c",
    "noncharacters": "x\ufffe\uffff\ufdd0",
    "script address": "javascript:alert(1)",
    "split script address": "java\tscript:alert(1)",
    "data address": "data:text/html,<script>alert(1)</script>",
    "vbscript address": "vbscript:msgbox(1)",
    "address with quotes": "https://evil.example/\"onclick=alert(1)//'><script>",
}


def parse(page):
    return html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))


def hostile_post(text, url):
    """Give a post that has `text` in every field that is printed, and `url` wherever an address may be."""
    term = Term((text,), text, note=text, source=text)
    constraint = Constraint(0, len(text), text, (text,), term=term)
    finding = Finding(text, Severity.ERROR, text, Span(0, len(text)))
    sentence = TranslatedSentence(
        Sentence(text, 0, len(text)),
        Job(text, (constraint,)),
        Translation(text, text, Origin.ENGINE, (Evidence(Tier.FREE, 0, len(text)),)),
        (finding,),
    )
    marks = tuple(Mark(kind, 0, len(text), url, text) for kind in MarkKind if kind is not MarkKind.IMAGE)
    marks += (Mark(MarkKind.IMAGE, 0, 0, url, text), Mark(MarkKind.LINK, 0, 0, url, text))
    marks += (Mark(MarkKind.LINK, 1, len(text), url, text),)
    blocks = [
        TranslatedBlock(Block(f"b{number}", kind, text, "zh-Hans", 1, marks), (sentence,))
        for number, kind in enumerate(BlockKind)
    ]
    blocks.append(TranslatedBlock(Block("b99", BlockKind.QUOTE, text, "en", 0, marks)))
    front = MappingProxyType({"title": text, "author": text, "date": text, "from": url})
    return TranslatedPost(Post(text, front, ""), tuple(blocks), (Skipped(text, text, text),))


def assert_harmless(page):
    """The page has only our own elements, attributes and safe addresses, and one style: ours."""
    tree = parse(page)
    for element in tree.iter():
        assert element.tag in ELEMENTS, element.tag
        assert set(element.attrib) <= ATTRIBUTES
        if "href" in element.attrib:
            assert ADDRESS.match(element.attrib["href"]), element.attrib["href"]
    assert len(tree.findall(".//style")) == 1
    assert len(tree.findall(".//meta[@http-equiv]")) == 1
    assert len(re.findall("<script", page, re.IGNORECASE)) == 0


def skeleton(page):
    """The page without its text: tags and attribute names in order."""
    return [(element.tag, tuple(sorted(element.attrib))) for element in parse(page).iter()]


def visible(element):
    """The text of a cell as the post had it: no notes, no marks of ours."""
    for own in element.xpath(
        ".//*[contains(concat(' ',@class,' '),' tip ') or contains(concat(' ',@class,' '),' flag ')"
        " or @class='picture' or @class='references' or @class='missing']"
    ):
        own.drop_tree()
    return element.text_content()


def cell(tree, row, side):
    return tree.xpath(f"//*[@id='{row}']/*[contains(concat(' ',@class,' '),' {side} ')]")[0]


def test_example_page(golden):
    """The example page is, byte for byte, the one that was reviewed."""
    golden("post.html", render_post(example_post()))


def test_english_page(golden):
    """A post without Chinese stands once, in one column."""
    golden("english.html", render_post(english_post(), Place(page="2024/english.html")))


def show_index(entries):
    heading = Heading(zh="中英对照", en="Side by side")
    return render_listing(
        Listing(Section.POSTS, heading, tuple(entries), Pager(), len(entries)), Place(page="index.html")
    )


def test_index_page(golden):
    """The index shows both titles and both beginnings."""
    entries = [
        entry_of(english_post(), "c.html", "posts/c.txt"),
        entry_of(example_post(), "世界/林.html", "posts/世界/林.txt"),
        entry_of(plain_post(), "b.html", "posts/b.txt"),
    ]
    golden("index.html", show_index(entries))


def test_empty_index():
    """An index of nothing says what to do."""
    assert "bilingual translate" in parse(show_index([])).text_content()


def test_memory_does_not_show():
    """A page made from memory has the bytes of one made by the engine."""
    assert render_post(example_post(Origin.ENGINE)) == render_post(example_post(Origin.MEMORY))


def test_page_is_deterministic():
    """Two renderings of one post are the same bytes."""
    assert render_post(example_post()) == render_post(example_post())


def test_policy_allows_only_our_style():
    """The policy holds the digest of the very style that the page has, and allows nothing else."""
    tree = parse(render_post(example_post()))
    style = tree.find(".//style").text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")


def test_page_loads_nothing():
    """There is no element and no style rule that fetches anything."""
    page = render_post(example_post())
    assert not parse(page).xpath("//img|//script|//iframe|//link[@rel!='icon']|//*[@src]|//*[@style]")
    assert "url(" not in page
    assert "@import" not in page


def test_ids_are_unique_and_references_meet_them():
    """No id occurs twice, and every described-by and every link inside the page leads somewhere."""
    tree = parse(render_post(example_post()))
    ids = Counter(tree.xpath("//@id"))
    assert max(ids.values()) == 1
    assert set(tree.xpath("//@aria-describedby")) <= set(ids)
    assert {href[1:] for href in tree.xpath("//@href") if href.startswith("#")} <= set(ids)


def test_every_sentence_has_a_partner():
    """A sentence of the Chinese has the id of its English without `-en`."""
    tree = parse(render_post(example_post()))
    names = tree.xpath("//span[@class='s' or @class='s reviewed']/@id")
    english = [name for name in names if name.endswith("-en")]
    assert english == [f"{name}-en" for name in names if not name.endswith("-en")]
    assert len(english) == len(example_post().sentences)


def test_rows_hold_each_block_once_in_order():
    """Each block is one row, in the order of the post."""
    post = example_post()
    tree = parse(render_post(post))
    assert tree.xpath("//*[contains(concat(' ',@class,' '),' row ')]/@id") == [
        t.block.id for t in post.blocks
    ]


def test_languages_stand_on_every_cell():
    """The Chinese cells are marked with the block's own script, the English ones with `en`."""
    post = TranslatedPost(
        example_post().post,
        (
            block(0, BlockKind.TITLE, pair("標題", "Title"), lang="zh-Hant"),
            block(1, BlockKind.PARAGRAPH, pair("正文。", "Text.")),
        ),
    )
    tree = parse(render_post(post))
    assert [cell(tree, row, "zh").get("lang") for row in ("b0", "b1")] == ["zh-Hant", "zh-Hans"]
    assert [cell(tree, row, "en").get("lang") for row in ("b0", "b1")] == ["en", "en"]


@pytest.mark.parametrize(
    ("share", "words"),
    [
        pytest.param((Origin.ENGINE, Origin.MEMORY), "Machine translation", id="none"),
        pytest.param((Origin.HUMAN, Origin.ENGINE), "50 % reviewed", id="half"),
        pytest.param((Origin.HUMAN, Origin.HUMAN), "100 % reviewed", id="all"),
        pytest.param((Origin.SOURCE, Origin.SOURCE), "No translation needed", id="nothing to translate"),
    ],
)
def test_badge(share, words):
    """The badge says how much a person has reviewed."""
    pieces = [pair(f"第{n}句。", "One.", origin=origin) for n, origin in enumerate(share)]
    post = TranslatedPost(plain_post().post, (block(0, BlockKind.TITLE, *pieces),))
    badge = parse(render_post(post)).xpath("//*[contains(@class,'badge')]")[0]
    assert badge.text_content() == words


@pytest.mark.parametrize(
    ("written", "shown", "machine"),
    [
        pytest.param("2024-05-21T00:32:04.000Z", "2024年5月21日 21 May 2024", "2024-05-21", id="time stamp"),
        pytest.param("2024-5-1", "2024年5月1日 1 May 2024", "2024-05-01", id="no zeros"),
        pytest.param("2024年05月21日", "2024年5月21日 21 May 2024", "2024-05-21", id="Chinese"),
        pytest.param("2024-02-30", "2024-02-30", None, id="no such day"),
        pytest.param("last spring", "last spring", None, id="words"),
        pytest.param("", "", None, id="none"),
    ],
)
def test_date(written, shown, machine):
    """A date is written as both languages do; an odd one stands as it is."""
    line = parse(render_post(plain_post(date=written, author=""))).xpath("//*[@class='dateline']")[0]
    assert " ".join(line.text_content().split()) == shown
    assert (line.xpath(".//@datetime") or [None])[0] == machine


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        pytest.param("https://news.example.org/1?a=1&b=2", "https://news.example.org/1?a=1&b=2", id="https"),
        pytest.param("http://news.example.org/1", "http://news.example.org/1", id="http"),
        pytest.param("mailto:desk@news.example.org", None, id="mail is no source"),
        pytest.param("javascript:alert(1)", None, id="script"),
        pytest.param("/relative", None, id="relative"),
        pytest.param("", None, id="none"),
    ],
)
def test_source_link(address, shown):
    """The original is linked if it is on the web."""
    found = parse(render_post(plain_post(**{"from": address}))).xpath("//a[@class='original']/@href")
    assert found == ([shown] if shown else [])


def marked(mark, *sentences, kind=BlockKind.PARAGRAPH):
    """Render a post whose one block has one mark."""
    blocks = (block(0, BlockKind.TITLE, "x", lang="en"), block(1, kind, *sentences, marks=(mark,)))
    return parse(render_post(TranslatedPost(plain_post().post, blocks)))


@pytest.mark.parametrize(
    ("covered", "linked", "numbered"),
    [
        pytest.param("海澜国开放港口。", ["Hailan opens its ports."], [], id="a whole sentence"),
        pytest.param("海澜国开放港口", ["Hailan opens its ports."], [], id="a whole sentence but its stop"),
        pytest.param(
            "海澜国开放港口。船只入港。",
            ["Hailan opens its ports.", "Ships come in."],
            [],
            id="the whole block",
        ),
        pytest.param("海澜国", ["Hailan"], [], id="exactly a term"),
        pytest.param("开放港口", [], ["开放港口"], id="a part of a sentence"),
        pytest.param("港口。船只", [], ["港口。船只"], id="parts of two sentences"),
    ],
)
def test_links_in_english(covered, linked, numbered):
    """A link is carried over where its place is certain, else it stands at the end: none is lost."""
    tree = marked(
        (MarkKind.LINK, covered, "https://example.org/a"),
        pair("海澜国开放港口。", "Hailan opens its ports.", met={"海澜国": (Tier.FREE, "Hailan")}),
        pair("船只入港。", "Ships come in."),
    )
    english = cell(tree, "b1", "en")
    assert english.xpath(".//*[@class='references']/a/@title") == numbered
    assert [
        "".join(a.xpath("./text()|./span[@class='term']/text()"))
        for a in english.xpath(".//span[@class='s']//a")
    ] == linked
    chinese = cell(tree, "b1", "zh").xpath(".//a[@href='https://example.org/a']")
    assert visible(cell(tree, "b1", "zh")) == "海澜国开放港口。船只入港。"
    assert "".join(visible(a) for a in chinese) == covered


@pytest.mark.parametrize(
    ("covered", "emphasised"),
    [
        pytest.param("船只入港。", ["Ships come in."], id="a whole sentence"),
        pytest.param("船只", [], id="a part has no place"),
    ],
)
def test_emphasis_in_english(covered, emphasised):
    """Emphasis is carried over with a whole sentence, and else left out."""
    tree = marked((MarkKind.STRONG, covered), pair("船只入港。", "Ships come in."))
    assert [e.text_content() for e in cell(tree, "b1", "en").xpath(".//strong")] == emphasised
    assert cell(tree, "b1", "zh").xpath("string(.//strong)") == covered


def test_second_link_on_one_sentence_is_numbered():
    """Where a link already covers the English, a second one stands at the end."""
    one = (MarkKind.LINK, "海澜国开放港口。", "https://example.org/a")
    two = (MarkKind.LINK, "海澜国", "https://example.org/b")
    sentence = pair("海澜国开放港口。", "Hailan opens its ports.", met={"海澜国": (Tier.FREE, "Hailan")})
    post = TranslatedPost(
        plain_post().post,
        (
            block(0, BlockKind.TITLE, "x", lang="en"),
            block(1, BlockKind.PARAGRAPH, sentence, marks=(one, two)),
        ),
    )
    assert cell(parse(render_post(post)), "b1", "en").xpath(".//a/@href") == [
        "https://example.org/a",
        "https://example.org/b",
    ]


def test_unsafe_link_keeps_its_text():
    """Of a link that leads nowhere safe the text stays and the address goes."""
    tree = marked((MarkKind.LINK, "船只", "javascript:alert(1)"), pair("船只入港。", "Ships come in."))
    assert visible(cell(tree, "b1", "zh")) == "船只入港。"
    assert not tree.xpath("//*[@id='b1']//a")


def test_image_is_named_not_loaded():
    """An image is a link to where it lies, with its alternative text."""
    tree = marked(
        (MarkKind.IMAGE, "入港", "https://img.example.org/a.jpg", "夜景"),
        pair("船只入港。", "Ships come in."),
    )
    (picture,) = cell(tree, "b1", "zh").xpath(".//a[@class='picture']")
    assert (picture.get("href"), picture.text_content()) == ("https://img.example.org/a.jpg", "Image: 夜景")


def test_term_cut_by_a_link_has_one_entry():
    """A term that a link cuts in two keeps one id and one tooltip."""
    sentence = pair("海澜国开放港口。", "Hailan opens its ports.", met={"海澜国": (Tier.FREE, "Hailan")})
    chinese = cell(marked((MarkKind.LINK, "国开放港口", "https://example.org/a"), sentence), "b1", "zh")
    assert [term.text for term in chinese.xpath(".//span[@class='term']")] == ["海澜", "国"]
    assert len(chinese.xpath(".//*[@role='tooltip']")) == 1


def test_other_constraints_are_not_marked():
    """Numbers and dates are checked, not shown: only glossary terms are underlined."""
    sentence = pair("海澜国开放港口。", "Hailan opens its ports.", met={"海澜国": (Tier.FREE, "Hailan")})
    number = replace(sentence.job.constraints[0], kind=ConstraintKind.NUMBER)
    tree = marked((MarkKind.STRONG, "开放"), replace(sentence, job=Job(sentence.job.text, (number,))))
    assert not tree.xpath("//*[@id='b1']//*[@role='tooltip']")


def test_term_shows_its_entry_on_both_sides():
    """A term can take the focus, and is described by its entry and how it was met."""
    tree = marked(
        (MarkKind.STRONG, "开放"),
        pair("海澜国开放港口。", "Hailan opens its ports.", met={"海澜国": (Tier.ANNOTATED, "Hailan")}),
    )
    for side, form in (("zh", "海澜国"), ("en", "Hailan")):
        (term,) = cell(tree, "b1", side).xpath(".//span[@class='term']")
        assert term.text == form
        assert term.get("tabindex") == "0"
        (entry,) = tree.xpath(f"//*[@id='{term.get('aria-describedby')}'][@role='tooltip']")
        assert entry.text_content() == (
            "海澜国 Hailan An island state that exists in tests only. Term given to the engine with the sentence"
        )


def test_term_that_was_not_met():
    """A term that the English lacks is marked on the Chinese side alone."""
    tree = marked(
        (MarkKind.STRONG, "开放"),
        pair("海澜国开放港口。", "It opens its ports.", met={"海澜国": (Tier.UNMET, "")}),
    )
    assert cell(tree, "b1", "zh").xpath(".//span[@class='term unmet']")
    assert not cell(tree, "b1", "en").xpath(".//span[starts-with(@class,'term')]")


def test_term_without_evidence():
    """Where there is no English yet, the Chinese still shows the entry, without how it was met."""
    sentence = pair("海澜国开放港口。", "", met={"海澜国": (Tier.UNMET, "")})
    bare = replace(sentence, translation=replace(sentence.translation, evidence=()))
    tree = marked((MarkKind.STRONG, "开放"), bare)
    assert "Term" not in cell(tree, "b1", "zh").xpath("string(.//*[@role='tooltip'])")
    assert visible(cell(tree, "b1", "en")) == ""


def test_every_tier_has_words():
    """A page can say how a term was met, whatever the tier."""
    assert set(HOW) == set(Tier)


def test_traditional_term_is_shown_as_written():
    """The tooltip has the form that stands on the page, not the one the matcher saw."""
    sentence = pair("海澜国开放港口。", "Hailan opens its ports.", met={"海澜国": (Tier.FREE, "Hailan")})
    traditional = replace(sentence, sentence=Sentence("海瀾國開放港口。", 0, 8))
    post = TranslatedPost(
        plain_post().post,
        (
            block(0, BlockKind.TITLE, "x", lang="en"),
            block(1, BlockKind.PARAGRAPH, traditional, lang="zh-Hant"),
        ),
    )
    tree = parse(render_post(post))
    assert cell(tree, "b1", "en").xpath("string(.//*[@role='tooltip']/b[1])") == "海瀾國"


def test_link_in_a_term_takes_the_focus_alone():
    """Nothing that takes the focus stands inside a link."""
    assert not parse(render_post(example_post())).xpath("//a//*[@tabindex]|//a//a")


def test_findings_stand_at_their_sentence_and_at_the_foot():
    """Each finding is told twice: at its sentence, and in a list that leads there."""
    post = example_post()
    tree = parse(render_post(post))
    messages = [finding.message for finding in post.findings]
    at_sentences = [
        " ".join(tip.xpath(".//i/text()")) for tip in tree.xpath("//*[contains(@class,'flag')]/span")
    ]
    assert all(any(message in tip for tip in at_sentences) for message in messages)
    listed = [li.text_content() for li in tree.xpath("//details[@class='remarks']//li")]
    assert len(listed) == len(messages)
    assert all(message in line for message, line in zip(messages, listed, strict=True))


def test_gravest_finding_gives_the_shape():
    """A sentence with an error and a warning carries the mark of an error."""
    classes = parse(render_post(example_post())).xpath("//*[starts-with(@class,'flag')]/@class")
    assert classes == ["flag error", "flag error", "flag warning", "flag error"]


def test_table_rows_keep_their_cells():
    """Both sides of a table row have as many cells as the Chinese has, empty ones too."""
    row = block(
        1,
        BlockKind.TABLE_ROW,
        "\t",
        pair("甲", "A"),
        "\t\t",
        pair("乙。", "B."),
        " ",
        pair("丙。", "C."),
        "\t",
    )
    post = TranslatedPost(plain_post().post, (block(0, BlockKind.TITLE, "x", lang="en"), row))
    tree = parse(render_post(post))
    cells = {
        side: [td.text_content() for td in cell(tree, "b1", side).xpath("./span[@class='td']")]
        for side in ("zh", "en")
    }
    assert cells == {"zh": ["", "甲", "", "乙。 丙。", ""], "en": ["", "A", "", "B. C.", ""]}


def test_preformatted_keeps_its_lines():
    """Line feeds of preformatted text stay on both sides, the first one too."""
    text = block(1, BlockKind.PREFORMATTED, "\n", pair("潮来，", "In,"), "\n\n  ", pair("潮去。", "out."))
    post = TranslatedPost(plain_post().post, (block(0, BlockKind.TITLE, "x", lang="en"), text))
    page = render_post(post)
    assert (
        '<pre class="zh" lang="zh-Hans">\n\n<span' in page
    )  # a browser drops the first line feed after <pre>
    assert visible(cell(parse(page), "b1", "en")).lstrip("\n") == "In,\n\n  out."


def test_headings_follow_the_title_without_a_gap():
    """Whatever levels a post has, its headings are h2, h3, … below the one h1."""
    blocks = [block(0, BlockKind.TITLE, "x", lang="en")]
    blocks += [
        block(n, BlockKind.HEADING, pair("小标题", "Heading"), level=level)
        for n, level in enumerate((3, 5, 3, 6), 1)
    ]
    tree = parse(render_post(TranslatedPost(plain_post().post, tuple(blocks))))
    assert [cell(tree, f"b{n}", "zh").tag for n in range(1, 5)] == ["h2", "h3", "h2", "h4"]
    assert len(tree.findall(".//h1")) == 1


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param((), id="no blocks at all"),
        pytest.param((block(0, BlockKind.TITLE, "", lang="en"),), id="an empty title and no body"),
    ],
)
def test_post_without_text(blocks):
    """A post without text has a page that says so."""
    tree = parse(render_post(TranslatedPost(plain_post().post, blocks)))
    assert "This post has no text." in tree.text_content()
    assert tree.findtext(".//h1/span") == "Untitled"


def test_chinese_without_english_says_so():
    """A Chinese block without a translation never looks translated."""
    post = TranslatedPost(
        plain_post().post, (block(0, BlockKind.TITLE, "标题"), block(1, BlockKind.PARAGRAPH, "正文。"))
    )
    tree = parse(render_post(post))
    assert [cell(tree, row, "en").text_content() for row in ("b0", "b1")] == ["[not translated]"] * 2


def test_long_skipped_text_is_cut():
    """What was left out is quoted, but not at any length."""
    post = replace(example_post(), skipped=(Skipped("advertisement", "广" * 10_000),))
    (quoted,) = parse(render_post(post)).xpath("//q")
    assert quoted.text == "广" * 240 + "…"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_injects_nothing(text):
    """Text of a post cannot become an element, an attribute or an address, wherever it stands."""
    page = render_post(hostile_post(text, text))
    assert_harmless(page)
    harmless = re.sub(r"[^\t]", "x", text)  # tabs part the cells of a table row
    assert skeleton(render_post(hostile_post(text, "x:"))) == skeleton(
        render_post(hostile_post(harmless, "x:"))
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_index_entry_injects_nothing(text):
    """An entry of the index cannot inject anything either."""
    entry = Entry(text, text, text, text, text, text, text, text, 3, 0.5, 1, 1)
    tree = parse(show_index([entry]))
    assert {element.tag for element in tree.iter()} <= ELEMENTS
    assert {name for element in tree.iter() for name in element.attrib} <= ATTRIBUTES
    (address,) = tree.xpath("//h2/a/@href")
    assert not re.match(r"[\w\s]*:", address)


any_text = st.text(st.characters(), max_size=12)
shown_text = st.text(
    st.one_of(st.sampled_from("中文，。<>&\"' \t\n\x00\u202e\ud800"), st.characters()), max_size=30
)


@st.composite
def translated_blocks(draw, number=1):
    """Draw a block of any text with sentences, marks, terms and findings anywhere in it."""
    text = draw(shown_text)
    offsets = st.integers(0, len(text))
    edges = sorted(draw(st.lists(offsets, unique=True, max_size=6)))
    sentences = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        source, target = text[start:end], draw(any_text)
        middle = draw(st.integers(0, len(source)))
        place = sorted(draw(st.tuples(st.integers(0, len(target)), st.integers(0, len(target)))))
        constraints = (
            Constraint(
                0, middle, source[:middle], (draw(any_text),), term=Term((source,), "x", note=draw(any_text))
            ),
        )
        findings = draw(
            st.sampled_from([(), (Finding("check", Severity.WARNING, draw(any_text), Span(*place)),)])
        )
        sentences.append(
            TranslatedSentence(
                Sentence(source, start, end),
                Job(source, constraints),
                Translation(
                    source,
                    target,
                    draw(st.sampled_from(Origin)),
                    (Evidence(draw(st.sampled_from(Tier)), *place),),
                ),
                findings,
            )
        )
    spans = st.tuples(offsets, offsets).map(sorted)
    addresses = st.one_of(st.sampled_from(["https://a.example/", "javascript:x", "/b"]), any_text)
    marks = draw(st.lists(st.tuples(st.sampled_from(MarkKind), spans, addresses, any_text), max_size=4))
    placed = tuple(Mark(kind, span[0], span[1], url, label) for kind, span, url, label in marks)
    kind = draw(st.sampled_from(BlockKind))
    return TranslatedBlock(
        Block(f"b{number}", kind, text, "zh-Hans", draw(st.integers(0, 7)), placed), tuple(sentences)
    )


@settings(max_examples=150, deadline=None)
@given(translated_blocks(), any_text)
def test_any_post_is_escaped_and_whole(translated, text):
    """Whatever a post holds, the page is harmless UTF-8 and has the Chinese text exactly, once."""
    front = MappingProxyType({"title": text, "author": text, "date": text, "from": text})
    title = TranslatedBlock(Block("b0", BlockKind.TITLE, text, "en"))
    page = render_post(TranslatedPost(Post("p", front, ""), (title, translated), (Skipped(text, text),)))
    assert_harmless(page)
    tree = parse(page)
    assert max(Counter(tree.xpath("//@id")).values()) == 1
    shown, wanted = visible(cell(tree, "b1", "zh")), clean_text(translated.block.text)
    if translated.block.kind is BlockKind.TABLE_ROW:
        wanted = wanted.replace("\t", "")
    assert shown.removeprefix("\n" if translated.block.kind is BlockKind.PREFORMATTED else "") == wanted


def luminance(colour):
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """The contrast ratio of WCAG 2.2, 1-21."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [pytest.param(0, id="light"), pytest.param(1, id="dark")])
def test_every_text_colour_can_be_read(scheme):
    """Every colour of text has a contrast of at least 4.5 on every ground it stands on."""
    css = parse(render_post(example_post())).findtext(".//style")
    tokens = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", css.split(":root {")[scheme + 1]))
    grounds = [tokens[name] for name in ("paper", "raised", "wash")]
    texts = [tokens[name] for name in ("ink", "soft", "accent", "error", "warning", "good")]
    assert min(contrast(text, ground) for text in texts for ground in grounds) >= 4.5
