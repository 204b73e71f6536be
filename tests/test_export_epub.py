"""Books hold every post in two layouts, are well-formed whatever a post says, and satisfy epubcheck."""

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from bilingual.document import BlockKind, Origin, Post, TranslatedPost
from bilingual.export.archive import repack
from bilingual.export.epub import write_epub
from bilingual.render.addresses import plain_uri
from tests.hostile_exports import KEPT, empty_post, hostile_post, odd_posts
from tests.pages import block, english_post, example_post, pair, plain_post

XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMES = {
    "x": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def files_of(book):
    with zipfile.ZipFile(BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pages_of(book):
    """Parse every page strictly, as a reading system does."""
    return {
        name: etree.fromstring(content) for name, content in files_of(book).items() if name.endswith(".xhtml")
    }


def text_of(element):
    return "".join(element.itertext())


@pytest.fixture(scope="module")
def example():
    return pages_of(write_epub([example_post()]))


def test_the_mimetype_comes_first_and_is_not_compressed():
    book = write_epub([plain_post()])
    first = zipfile.ZipFile(BytesIO(book)).infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert book[30:58] == b"mimetypeapplication/epub+zip"


def test_a_book_has_both_layouts_of_every_post_in_order():
    pages = pages_of(write_epub([plain_post(title="甲", title_en="A"), plain_post(title="乙", title_en="B")]))
    for layout in ("side-by-side", "interleaved"):
        titles = [text_of(pages[f"EPUB/{layout}/{n:04}.xhtml"].find(f".//{XHTML}h1")).split() for n in (1, 2)]
        assert titles == [["甲", "A"], ["乙", "B"]]
        assert pages[f"EPUB/{layout}/0001.xhtml"].find(f"{XHTML}body").get("class") == layout


def test_the_two_layouts_hold_the_same(example):
    def shape(page):
        return etree.tostring(page.find(f".//{XHTML}section")).replace(b"interleaved", b"side-by-side")

    side, inter = (example[f"EPUB/{layout}/0001.xhtml"] for layout in ("side-by-side", "interleaved"))
    strip = re.compile(rb'<a href="../side-by-side/0001.xhtml">.*?</a>')
    assert strip.sub(b"", shape(side)) == strip.sub(b"", shape(inter))


def test_the_contents_list_both_layouts_with_titles_in_both_languages():
    pages = pages_of(write_epub([example_post(), english_post(), empty_post()]))
    links = pages["EPUB/nav.xhtml"].findall(f".//{XHTML}nav[@id='toc']//{XHTML}a")
    assert [link.get("href") for link in links] == [
        "cover.xhtml",
        *("side-by-side/0001.xhtml", *(f"side-by-side/000{n}.xhtml" for n in (1, 2, 3))),
        *("interleaved/0001.xhtml", *(f"interleaved/000{n}.xhtml" for n in (1, 2, 3))),
    ]
    spans = links[2].findall(f"{XHTML}span")
    assert [span.get(XML_LANG) for span in spans] == ["zh-Hans", "en"]
    assert [text_of(link) for link in links[3:5]] == ["Harbour reopens", "Untitled"]


def test_every_cell_says_its_language(example):
    page = example["EPUB/side-by-side/0001.xhtml"]
    for name, language in (("zh", "zh-Hans"), ("en", "en")):
        cells = page.xpath(f"//*[@class='{name}']")
        assert cells
        assert {(cell.get(XML_LANG), cell.get("lang")) for cell in cells} == {(language, language)}


def test_every_sentence_has_a_partner(example):
    for name in ("side-by-side", "interleaved"):
        ids = {
            e.get("id") for e in example[f"EPUB/{name}/0001.xhtml"].iterfind(f".//{XHTML}span[@class='s']")
        }
        source = {id_ for id_ in ids if not id_.endswith("-en")}
        assert source
        assert {f"{id_}-en" for id_ in source} == ids - source


def test_blocks_keep_their_kinds(example):
    page = example["EPUB/side-by-side/0001.xhtml"]
    assert len(page.findall(f".//{XHTML}h2")) == 1
    assert len(page.findall(f".//{XHTML}blockquote")) == 1
    assert len(page.findall(f".//{XHTML}ul/{XHTML}li")) == 2
    assert len(page.findall(f".//{XHTML}pre")) == 2
    assert page.xpath("//*[contains(@class, 'caption')]")
    rows = page.findall(f".//{XHTML}table//{XHTML}tr")
    assert [[[text_of(s).strip() for s in td.findall(f"{XHTML}span")] for td in row] for row in rows] == [
        [["年份", "Year"], ["贸易额", "Trade"], ["渔获（吨）", "Catch (tonnes)"]],
        [["2030", "2030"], ["41亿元", "4.1 billion yuan"], ["2万3000", "23,000"]],
    ]


def test_links_emphasis_and_images_are_kept(example):
    page = example["EPUB/side-by-side/0001.xhtml"]
    links = {(text_of(a), a.get("href")) for a in page.iterfind(f".//{XHTML}a")}
    assert ("外交部", "https://mfa.example.org/") in links
    assert ("Ministry of Foreign Affairs", "https://mfa.example.org/") in links
    assert ("[1]", "https://news.example.org/releases/118.html") in links
    assert ("渔业协定", "https://treaties.example.org/%E6%B8%94%E4%B8%9A?year=1998") in links
    assert ("Image: 会谈现场", "https://img.example.org/talks.jpg") in links
    assert "41亿元" in [text_of(strong) for strong in page.iterfind(f".//{XHTML}strong")]
    assert any("他强调" in text_of(em) for em in page.iterfind(f".//{XHTML}em"))
    assert not page.findall(f".//{XHTML}img")


def test_what_is_not_translated_is_said(example):
    cell = example["EPUB/side-by-side/0001.xhtml"].xpath("//*[@id='b12-1-en']")[0]
    assert text_of(cell) == "[not translated]"


def test_every_page_says_who_wrote_the_english():
    pages = pages_of(write_epub([example_post(), plain_post(), english_post()]))
    said = [text_of(pages[f"EPUB/interleaved/000{n}.xhtml"].find(f".//{XHTML}footer")) for n in (1, 2, 3)]
    assert ["reviewed by a person" in said[0], "nobody has reviewed" in said[1], "in English" in said[2]] == [
        True,
        True,
        True,
    ]
    assert "each post says so" in text_of(pages["EPUB/cover.xhtml"])


def test_a_book_of_reviewed_posts_says_so():
    title = block(0, BlockKind.TITLE, pair("港", "Harbour", origin=Origin.HUMAN))
    book = write_epub([TranslatedPost(Post("a.txt", {}, ""), (title,))])
    assert "The English was reviewed by a person." in text_of(pages_of(book)["EPUB/cover.xhtml"])


def test_the_package_describes_the_book():
    package = etree.fromstring(files_of(write_epub([example_post(), plain_post()]))["EPUB/package.opf"])

    def values(path):
        return package.xpath(f"//{path}/text()", namespaces=NAMES)

    assert values("dc:title") == ["Side by side · 中英对照: 2 posts · 2篇文章, 2031-03-09 – 2031-03-10"]
    assert values("dc:language") == ["zh-Hans", "en"]
    assert values("dc:creator") == ["海峡观察"]
    assert values("dc:source") == ["https://news.example.org/world/2031/03/09/lin-yuanzhou?lang=zh&id=7"]
    assert values("opf:meta[@property='dcterms:modified']") == ["2031-03-10T00:00:00Z"]
    assert "tableOfContents" in values("opf:meta[@property='schema:accessibilityFeature']")
    listed = {item.get("href") for item in package.iterfind(".//opf:item", NAMES)}
    inside = {name.removeprefix("EPUB/") for name in files_of(write_epub([example_post(), plain_post()]))}
    assert inside - listed == {"mimetype", "META-INF/container.xml", "package.opf"}


def test_a_book_of_one_post_has_its_titles():
    package = etree.fromstring(files_of(write_epub([plain_post()]))["EPUB/package.opf"])
    assert package.findtext(".//dc:title", namespaces=NAMES) == "News from the sea · 海上的消息"


def test_the_name_of_a_book_is_that_of_its_posts():
    def name(*posts):
        return etree.fromstring(files_of(write_epub(posts))["EPUB/package.opf"]).findtext(
            ".//dc:identifier", namespaces=NAMES
        )

    assert name(plain_post()) == name(plain_post(title_en="Other words"))
    assert name(plain_post()) != name(plain_post(), example_post())


def test_the_same_posts_give_the_same_bytes():
    posts = [example_post(), hostile_post(), english_post()]
    assert write_epub(posts) == write_epub(iter(posts))


def test_whatever_a_post_says_its_pages_are_well_formed_and_lose_nothing():
    pages = pages_of(write_epub([hostile_post(), empty_post(), *odd_posts()]))
    page = pages["EPUB/side-by-side/0001.xhtml"]
    assert text_of(page.find(f".//{XHTML}h1")).split("\n")[1] == KEPT
    assert not list(page.iter(f"{XHTML}script"))
    assert {e.get("id") for e in page.iter() if e.get("id")} >= {"b0", "b1-1", "b1-1-en"}
    assert "This post has no text." in text_of(pages["EPUB/interleaved/0002.xhtml"])


def test_no_link_stands_in_a_link():
    for page in pages_of(write_epub([hostile_post(), example_post()])).values():
        assert not page.xpath("//x:a//x:a", namespaces=NAMES)


def test_every_address_is_plain_ascii():
    for page in pages_of(write_epub([hostile_post()])).values():
        for link in page.iterfind(f".//{XHTML}a"):
            assert re.fullmatch(r"[!-~]+", link.get("href"))
            assert not link.get("href").startswith(("javascript:", "data:"))


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        pytest.param("https://example.org/a?b=c#d", "https://example.org/a?b=c#d", id="as it is"),
        pytest.param("https://example.org/a b%zz%41", "https://example.org/a%20b%25zz%41", id="percent"),
        pytest.param("https://例子.测试/", "https://xn--fsqu00a.xn--0zwm56d/", id="Chinese host"),
        pytest.param("http://h.example:8080/", "http://h.example:8080/", id="port"),
        pytest.param("http://me:pw@h.example/", "http://h.example/", id="no names and passwords"),
        pytest.param("mailto:a@b.example?subject=好", "mailto:a@b.example?subject=%E5%A5%BD", id="mail"),
        pytest.param("http://h.example:99999/", "", id="no such port"),
        pytest.param("http://[bad/", "", id="bracket"),
        pytest.param("http://<b>/", "", id="markup for a host"),
        pytest.param("", "", id="none"),
    ],
)
def test_addresses_are_written_in_ascii(url, plain):
    assert plain_uri(url) == plain


def test_an_archive_packed_again_is_the_same():
    book = write_epub([plain_post()])
    assert files_of(repack(book)) == files_of(book)
    assert repack(repack(book)) == repack(book)


CHECKER = Path(shutil.which("epubcheck") or "epubcheck")


@pytest.mark.skipif(not (CHECKER.is_file() and shutil.which("java")), reason="epubcheck is not installed")
def test_epubcheck_has_nothing_to_say(tmp_path):
    book = tmp_path / "book.epub"
    book.write_bytes(write_epub([example_post(), hostile_post(), english_post(), empty_post(), *odd_posts()]))
    is_jar = CHECKER.read_bytes().startswith(
        b"PK"
    )  # as Debian's is: only some systems can run that by itself
    command = ["java", "-jar", CHECKER] if is_jar else [CHECKER]
    done = subprocess.run(
        [*command, "--failonwarnings", str(book)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
