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
    Provenance,
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
from bilingual.render.templates import clean_text
from bilingual.render.terms import HOW
from tests.pages import block, english_post, example_post, pair, plain_post

# fmt: off
ELEMENTS = {
    "html", "head", "meta", "title", "link", "style", "body", "a", "nav", "main", "article", "aside",
    "header", "p", "span", "time", "h1", "h2", "h3", "h4", "h5", "h6", "div", "b", "i", "strong",
    "em", "blockquote", "pre", "footer", "details", "summary", "ol", "ul", "li", "q", "code", "section",
    "fieldset", "legend", "label", "input", "button", "table", "caption", "tr", "th", "td", "kbd", "script",
    "figure", "figcaption", "img", "dl", "dt", "dd",
}
ATTRIBUTES = {
    "aria-current", "property", "hreflang", "lang", "charset", "name", "content", "http-equiv", "rel", "href", "class", "id", "aria-label", "role",
    "title", "datetime", "type", "value", "checked", "autocomplete", "popover", "popovertarget", "scope", "tabindex",
    "autofocus", "src", "alt", "loading", "decoding", "referrerpolicy", "width", "height", "data-t",
}
# fmt: on
ADDRESS = re.compile(
    r"(?:https?://|mailto:)[^\s\"'<>]+\Z|#b\d+-\d+-en(?:-f\d+)?\Z|#text\Z|#list\Z|(?:\.\./)*(?:(?:months|tags|authors|terms)/)?(?:index|status)\.html\Z|data:image/svg\+xml,"
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
    """The page has only our own elements, attributes and safe addresses, one style and one script: ours."""
    tree = parse(page)
    for element in tree.iter():
        assert element.tag in ELEMENTS, element.tag
        assert set(element.attrib) <= ATTRIBUTES
        if "href" in element.attrib:
            assert ADDRESS.match(element.attrib["href"]), element.attrib["href"]
        if "src" in element.attrib:
            assert element.tag == "img"
            assert re.match("https?://", element.attrib["src"])
    assert len(tree.findall(".//style")) == 1
    assert len(tree.findall(".//meta[@http-equiv]")) == 1
    assert digest_of(tree.find(".//script").text) in tree.xpath("string(//meta[@http-equiv]/@content)")
    assert len(re.findall("<script", page, re.IGNORECASE)) == 1


def digest_of(text):
    """The digest by which a policy allows an inline style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def skeleton(page):
    """The page without its text: tags and attribute names in order."""
    return [(element.tag, tuple(sorted(element.attrib))) for element in parse(page).iter()]


def visible(element):
    """The text of a cell as the post had it: no notes, no marks of ours."""
    for own in element.xpath(
        ".//*[contains(concat(' ',@class,' '),' chip ') or @class='references' or @class='missing']"
    ):
        own.drop_tree()
    return element.text_content()


def cell(tree, row, side):
    return tree.xpath(f"//*[@id='{row}']/*[contains(concat(' ',@class,' '),' {side} ')]")[0]


def test_example_page(golden):
    """The example page is, byte for byte, the one that was reviewed."""
    post = example_post()
    golden("post.html", render_post(post, Place(page="lin.html"), entry_of(post, "lin.html", "lin.txt")))


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


def test_policy_allows_only_our_style_and_script():
    """The policy holds the digests of the very style and script that the page has, and images."""
    tree = parse(render_post(example_post()))
    style, script = (digest_of(tree.find(f".//{name}").text) for name in ("style", "script"))
    assert tree.find(".//meta[@http-equiv='Content-Security-Policy']").get("content") == (
        f"default-src 'none'; style-src {style}; script-src {script}; img-src https: http: data:;"
        " base-uri 'none'; form-action 'none'"
    )


def test_page_with_nothing_to_control_has_no_script():
    """A post that is English throughout, of which nothing was left out, needs no controls."""
    tree = parse(render_post(english_post()))
    assert not tree.xpath("//script|//input|//button")
    assert "script-src" not in tree.xpath("string(//meta[@http-equiv]/@content)")


def test_page_loads_nothing_but_images():
    """There is no element and no style rule that fetches anything else."""
    page = render_post(example_post())
    assert not parse(page).xpath("//script[@src]|//iframe|//link[@rel!='icon']|//*[@style]")
    assert set(parse(page).xpath("//*[@src]/@src")) == {"https://img.example.org/harbour.jpg"}
    assert "url(" not in page
    assert "@import" not in page


def test_ids_are_unique_and_references_meet_them():
    """No id occurs twice, and every link inside the page, every term and button leads somewhere."""
    tree = parse(render_post(example_post()))
    ids = Counter(tree.xpath("//@id"))
    assert max(ids.values()) == 1
    assert {f"t{value.split()[0]}" for value in tree.xpath("//@data-t")} <= set(ids)
    assert set(tree.xpath("//@popovertarget")) <= set(ids)
    assert {href[1:] for href in tree.xpath("//@href") if href.startswith("#")} <= set(ids)


def test_every_sentence_has_a_partner():
    """A sentence of the Chinese has the id of its English without `-en`."""
    tree = parse(render_post(example_post()))
    names = tree.xpath("//span[@class='s' or starts-with(@class, 's ')]/@id")
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
    assert [a.text_content() for a in english.xpath(".//span[@class='s']//a")] == linked
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


@pytest.mark.parametrize(
    ("before", "order"),
    [
        pytest.param("船只入港。", ["figure", "div"], id="at the beginning: above"),
        pytest.param("", ["div", "figure"], id="at the end: below"),
    ],
)
def test_image_is_shown(before, order):
    """An image at an edge of a block stands there, with its text, and links to where it lies."""
    sentence = pair("船只入港。", "Ships come in.")
    plain = block(1, BlockKind.PARAGRAPH, sentence)
    at = plain.block.text.index(before) if before else len(plain.block.text)
    image = Mark(MarkKind.IMAGE, at, at, "https://img.example.org/a.jpg", "夜景", 640, 400)
    post = TranslatedPost(
        plain_post().post,
        (
            block(0, BlockKind.TITLE, "x", lang="en"),
            replace(plain, block=replace(plain.block, marks=(image,))),
        ),
    )
    tree = parse(render_post(post))
    assert [element.tag for element in tree.xpath("//div[@id='text']/*")] == order
    (picture,) = tree.xpath("//figure/a[@href='https://img.example.org/a.jpg']/img")
    assert dict(picture.attrib) == {
        "src": "https://img.example.org/a.jpg",
        "alt": "夜景",
        "loading": "lazy",
        "decoding": "async",
        "referrerpolicy": "no-referrer",
        "width": "640",
        "height": "400",
    }


@pytest.mark.parametrize(
    "image",
    [
        pytest.param(Mark(MarkKind.IMAGE, 2, 2, "https://img.example.org/a.jpg", "夜景"), id="in the middle"),
        pytest.param(Mark(MarkKind.IMAGE, 0, 0, "https://img.example.org/a.jpg", "🐸"), id="a smiley"),
        pytest.param(
            Mark(MarkKind.IMAGE, 0, 0, "https://img.example.org/a.gif", "", 1, 1), id="a pixel that counts"
        ),
        pytest.param(
            Mark(MarkKind.IMAGE, 0, 0, "javascript:alert(1)", "夜景"), id="an address that is not safe"
        ),
    ],
)
def test_image_is_named(image):
    """What is no picture of its own is named in the line, and linked where that is safe."""
    plain = block(1, BlockKind.PARAGRAPH, pair("船只入港。", "Ships come in."))
    marked_block = replace(plain, block=replace(plain.block, marks=(image,)))
    tree = parse(
        render_post(
            TranslatedPost(plain_post().post, (block(0, BlockKind.TITLE, "x", lang="en"), marked_block))
        )
    )
    assert not tree.xpath("//img")
    (chip,) = cell(tree, "b1", "zh").xpath(".//*[@class='chip']")
    assert chip.text_content() == ("Image: " + image.label if image.label else "Image")
    assert chip.get("href") == (image.url if image.url.startswith("https") else None)


def test_caption_belongs_to_its_picture():
    """A picture and its caption in both languages are one figure."""
    (figure,) = parse(render_post(example_post())).xpath("//figure")
    assert [child.tag for child in figure] == ["a", "figcaption"]
    assert [p.get("lang") for p in figure.xpath("./figcaption/p")] == ["zh-Hans", "en"]


def test_term_cut_by_a_link_is_one_mention():
    """Both pieces of a term that a link cuts in two name the same entry."""
    sentence = pair("海澜国开放港口。", "Hailan opens its ports.", met={"海澜国": (Tier.FREE, "Hailan")})
    chinese = cell(marked((MarkKind.LINK, "国开放港口", "https://example.org/a"), sentence), "b1", "zh")
    assert [(term.text, term.get("data-t")) for term in chinese.xpath(".//span[@data-t]")] == [
        ("海澜", "1 free"),
        ("国", "1 free"),
    ]


def test_other_constraints_are_not_marked():
    """Numbers and dates are checked, not shown: only glossary terms are underlined."""
    sentence = pair("海澜国开放港口。", "Hailan opens its ports.", met={"海澜国": (Tier.FREE, "Hailan")})
    number = replace(sentence.job.constraints[0], kind=ConstraintKind.NUMBER)
    tree = marked((MarkKind.STRONG, "开放"), replace(sentence, job=Job(sentence.job.text, (number,))))
    assert not tree.xpath("//*[@data-t]|//details[@class='terms']")


def test_entry_stands_once():
    """However often a term is mentioned, on both sides, what there is to tell of it stands once."""
    tree = parse(render_post(example_post()))
    mentions = Counter(value.split()[0] for value in tree.xpath("//@data-t"))
    assert [line.text_content() for line in tree.xpath("//details[@class='terms']//dt")] == [
        *("林远舟", "命运共同体", "海澜国", "外交部", "渔业协定"),
    ]
    assert mentions == {"1": 6, "2": 3, "3": 2, "4": 2, "5": 2}


def test_term_shows_its_entry_on_both_sides():
    """A term on either side names its entry, and how it was met where that is not the usual way."""
    tree = marked(
        (MarkKind.STRONG, "开放"),
        pair("海澜国开放港口。", "Hailan opens its ports.", met={"海澜国": (Tier.FREE, "Hailan")}),
    )
    for side, form in (("zh", "海澜国"), ("en", "Hailan")):
        (term,) = cell(tree, "b1", side).xpath(".//span[@data-t]")
        assert (term.text, term.get("data-t")) == (form, "1 free")
        (entry,) = tree.xpath("//*[@id='t1']")
        assert [(part.tag, part.text) for part in entry] == [
            ("dt", "海澜国"),
            ("dd", "Hailan"),
            ("dd", "An island state that exists in tests only."),
        ]


def test_first_mention_has_the_entry_of_all_others():
    """Where the full form is asked for at first mention, the entry gives the short one, once."""
    sentence = pair("海澜国开放港口。", "Hailan opens its ports.", met={"海澜国": (Tier.FREE, "Hailan")})
    (constraint,) = sentence.job.constraints
    full = replace(constraint, renderings=("Republic of Hailan (Hailan)",), short=("Hailan",))
    tree = marked((MarkKind.STRONG, "开放"), replace(sentence, job=Job(sentence.job.text, (full,))), sentence)
    assert tree.xpath("//details[@class='terms']//dd[1]/text()") == ["Hailan"]


def test_term_that_was_not_met():
    """A term that the English lacks is marked on the Chinese side alone."""
    tree = marked(
        (MarkKind.STRONG, "开放"),
        pair("海澜国开放港口。", "It opens its ports.", met={"海澜国": (Tier.UNMET, "")}),
    )
    assert cell(tree, "b1", "zh").xpath(".//span[@data-t='1 unmet']")
    assert not cell(tree, "b1", "en").xpath(".//span[@data-t]")


def test_term_without_evidence():
    """Where there is no English yet, the Chinese still names the entry, without how it was met."""
    sentence = pair("海澜国开放港口。", "", met={"海澜国": (Tier.UNMET, "")})
    bare = replace(sentence, translation=replace(sentence.translation, evidence=()))
    tree = marked((MarkKind.STRONG, "开放"), bare)
    assert cell(tree, "b1", "zh").xpath(".//span/@data-t") == ["1 "]
    assert visible(cell(tree, "b1", "en")) == ""


def test_every_tier_has_words():
    """A page can say how a term was met, whatever the tier."""
    assert set(HOW) == set(Tier)


def test_traditional_term_is_shown_as_written():
    """The list of terms has the form that stands on the page, not the one the matcher saw."""
    sentence = pair("海澜国开放港口。", "Hailan opens its ports.", met={"海澜国": (Tier.FREE, "Hailan")})
    traditional = replace(sentence, sentence=Sentence("海瀾國開放港口。", 0, 8))
    post = TranslatedPost(
        plain_post().post,
        (
            block(0, BlockKind.TITLE, "x", lang="en"),
            block(1, BlockKind.PARAGRAPH, traditional, lang="zh-Hant"),
        ),
    )
    (form,) = parse(render_post(post)).xpath("//details[@class='terms']//dt")
    assert (form.text, form.get("lang")) == ("海瀾國", "zh-Hant")


def test_nothing_takes_the_focus_inside_a_link():
    """A link holds no other link and no tab stop; without the script, text is no tab stop either."""
    assert not parse(render_post(example_post())).xpath("//*[@tabindex]|//a//a")


def test_findings_stand_at_their_row_and_are_listed():
    """Each finding is told once, below its row, where the mark at its sentence leads and the list of all."""
    post = example_post()
    tree = parse(render_post(post))
    messages = [finding.message for finding in post.findings]
    notes = tree.xpath("//ul[@class='notes']/li[@class]")
    assert [message in note.text_content() for message, note in zip(messages, notes, strict=True)] == [
        True
    ] * 5
    assert [note.get("id") for note in notes] == [
        href[1:] for href in tree.xpath("//details[@class='remarks']//a/@href")
    ]
    assert {href[1:] for href in tree.xpath("//a[starts-with(@class,'flag')]/@href")} < {
        note.get("id") for note in notes
    }


def test_gravest_finding_gives_the_shape():
    """A sentence with an error and a warning carries the mark of an error."""
    classes = parse(render_post(example_post())).xpath("//*[starts-with(@class,'flag')]/@class")
    assert classes == ["flag error", "flag error", "flag warning", "flag error"]


@pytest.mark.parametrize(
    ("provenance", "words"),
    [
        pytest.param(None, "Sentence 1 reviewed", id="nobody noted who"),
        pytest.param(
            Provenance("周听潮", "2031-03-10T09:00:00Z"),
            "Sentence 1 reviewed by 周听潮, 10 March 2031",
            id="who and when",
        ),
        pytest.param(
            Provenance("Zhou", "last night"), "Sentence 1 reviewed by Zhou, last night", id="an odd time"
        ),
        pytest.param(Provenance("", ""), "Sentence 1 reviewed", id="blank"),
    ],
)
def test_person_is_named(provenance, words):
    """What a person worded says so below its row, with the name and the day."""
    sentence = pair("港口开放。", "The harbour is open.", origin=Origin.HUMAN)
    sentence = replace(sentence, translation=replace(sentence.translation, provenance=provenance))
    tree = marked((MarkKind.STRONG, "开放"), sentence)
    assert tree.xpath("//ul[@class='notes']/li")[0].text_content() == words


def test_neighbours_of_one_person_are_named_together():
    """Sentences that one person worded one after the other share a line."""
    origins = (Origin.HUMAN, Origin.HUMAN, Origin.ENGINE, Origin.HUMAN)
    tree = marked(
        (MarkKind.STRONG, "零"),
        *(pair(f"第{n}句。", f"No. {n}.", origin=o) for n, o in zip("零一二三", origins, strict=True)),
    )
    assert [line.text_content() for line in tree.xpath("//ul[@class='notes']/li")] == [
        "Sentences 1–2 reviewed",
        "Sentence 4 reviewed",
    ]


def test_every_sentence_says_where_it_comes_from():
    """A sentence that a person worded, or that was passed through, differs from a machine's."""
    tree = parse(render_post(example_post()))
    classes = {
        name: tree.xpath(f"string(//*[@id='{name}']/@class)") for name in ("b1-1-en", "b3-1-en", "b10-1-en")
    }
    assert classes == {"b1-1-en": "s", "b3-1-en": "s reviewed", "b10-1-en": "s copied"}


def test_engine_is_named():
    """The reviewer is told which engine wrote what no person did."""
    page = render_post(replace(example_post(), engine="zh_en 1.0 sha256:ab"))
    assert "Machine (zh_en 1.0 sha256:ab)" in parse(page).text_content()


def test_lists_are_lists():
    """Neighbouring items are one list, deeper ones a list inside the item before; each item is bilingual."""
    kinds = [BlockKind.LIST_ITEM] * 4 + [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM]
    blocks = [block(0, BlockKind.TITLE, "x", lang="en")]
    blocks += [
        block(n, kind, pair("条目。", "Item."), level=level)
        for n, (kind, level) in enumerate(zip(kinds, (1, 2, 2, 1, 0, 1), strict=True), 1)
    ]
    tree = parse(render_post(TranslatedPost(plain_post().post, tuple(blocks))))

    def outline(element):
        return [
            (li.xpath("string(./div/@id)"), *(outline(inner) for inner in li.xpath("./ul")))
            for li in element.xpath("./li")
        ]

    assert [outline(element) for element in tree.xpath("//div[@id='text']/ul")] == [
        [("b1", [("b2",), ("b3",)]), ("b4",)],
        [("b6",)],
    ]


def test_tables_are_tables():
    """Neighbouring rows are one table, of rows that hold nothing but cells."""
    (table,) = parse(render_post(example_post())).xpath("//*[@role='table']")
    assert [row.get("id") for row in table.xpath("./*[@role='row']")] == ["b9", "b10"]
    assert len(table.xpath("./*[@role='row']/div/*[@role='cell']")) == 12
    assert len(table.xpath("./*[@role='row']/div/*")) == 12


def test_what_is_one_thing_is_one_element():
    """A heading and a quote are one element in both languages."""
    tree = parse(render_post(example_post()))
    assert [side.get("lang") for side in tree.xpath("//h2[@id='b3']/span")] == ["zh-Hans", "en"]
    assert [side.get("lang") for side in tree.xpath("//blockquote[@id='b5']/p")] == ["zh-Hans", "en"]


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
    assert [tree.xpath(f"//*[@id='b{n}']")[0].tag for n in range(1, 5)] == ["h2", "h3", "h2", "h4"]
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
    for address in ("x:", "https://a.example/"):
        assert_harmless(render_post(hostile_post(text, address)))
        assert skeleton(render_post(hostile_post(text, address))) == skeleton(
            render_post(hostile_post(harmless, address))
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
    tokens = dict(re.findall(r"--(\w+):(#[0-9a-f]{6});", css.split(":root{")[scheme + 1]))
    grounds = [tokens[name] for name in ("paper", "raised", "wash")]
    texts = [tokens[name] for name in ("ink", "soft", "accent", "error", "warning", "good")]
    assert min(contrast(text, ground) for text in texts for ground in grounds) >= 4.5
