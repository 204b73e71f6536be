"""The pages that lead to posts: complete, incremental, the same bytes however a site came about."""

import json
import shutil
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from bilingual.document import BlockKind, Finding, Origin, Post, Severity, Span, Tier, TranslatedPost
from bilingual.errors import PublishError
from bilingual.publish import Catalogue, Site
from bilingual.publish.catalogue import ListKind, Mark
from bilingual.publish.catalogue.facts import mark_stretch
from bilingual.publish.catalogue.store import RARE
from bilingual.publish.manifest import ManifestError, load_entry
from bilingual.publish.names import fold_name, list_name
from bilingual.publish.paging import NEWEST, POSTS, TERM_PAGES, TERM_POSTS, Pages
from bilingual.render import Place, Publication, exchange_surroundings, read_surroundings
from bilingual.render.site import Status
from tests.pages import TERMS, block, english_post, example_post, pair, plain_post

HAN = TERMS["林远舟"], TERMS["渔业协定"]


@pytest.fixture
def workshop(tmp_path):
    return Workshop(tmp_path)


class Workshop:
    """A site with its catalogue, opened anew for every run as the command line does."""

    def __init__(self, folder, name="output"):
        self.output = folder / name
        self.path = folder / f"{name}.db"

    def run(self, *posts, removed=(), publication=None, finish=True):
        """Publish posts, given as (name, post), in one run; tell which pages changed."""
        catalogue = Catalogue(self.path)
        try:
            site = Site(self.output, publication, catalogue)
            changed = [
                site.publish(post, self.source(name), PurePosixPath(name)).changed for name, post in posts
            ]
            for name in removed:
                site.remove(self.source(name))
            return changed, site.finish() if finish else None
        finally:
            catalogue.close()

    def source(self, name):
        return self.output.parent / "posts" / name

    def files(self):
        paths = (path for path in self.output.rglob("*") if path.is_file())
        return {path.relative_to(self.output).as_posix(): path.read_bytes() for path in paths}

    def page(self, name):
        return html.document_fromstring((self.output / name).read_bytes())

    def text(self, name):
        return " ".join(self.page(name).find("body").text_content().split())


def post(number=0, *, terms=(), date=None, **front):
    """Give a post of a title and a sentence for each term."""
    title = front.pop("title", f"第{number}条消息")
    day = f"2031-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}" if date is None else date
    sentences = [
        pair(
            f"{form}第{number}次到港。",
            f"{TERMS[form].target} came, no. {number}.",
            met={form: (Tier.FREE, TERMS[form].target)},
        )
        for form in terms
    ]
    text = sentences or [pair("港口重新开放。", "The harbour is open again.")]
    blocks = (block(0, BlockKind.TITLE, pair(title, f"News {number}")), block(1, BlockKind.PARAGRAPH, *text))
    metadata = {"title": title, "date": day, **front}
    return TranslatedPost(Post(f"posts/{number}.txt", MappingProxyType(metadata), ""), blocks)


def many(count, **front):
    return [(f"{number:03}.txt", post(number, **front)) for number in range(count)]


def links(page):
    return [unquote(address) for address in page.xpath("//main//h2/a/@href")]


# ---------------------------------------------------------------------------- what stands where


def test_goldens(workshop, golden):
    """One page of each kind, byte for byte as it was reviewed, but for the style."""
    tagged = replace(
        example_post().post,
        metadata=MappingProxyType({**example_post().post.metadata, "tags": ["外交", "渔业"]}),
    )
    workshop.run(
        ("lin.txt", replace(example_post(), post=tagged)),
        ("世界/plain.txt", plain_post(tags=["渔业", "Open sea"])),
        ("english.txt", english_post()),
    )
    for name in ("index", "status", "months/index", "months/2031-03", "months/undated", "tags/index", "tags/渔业",
                 "authors/index", "terms/index", "terms/lin_yuanzhou_林远舟"):  # fmt: skip
        page = (workshop.output / f"{name}.html").read_text(encoding="utf-8")
        plain = {"tags/渔业": "tag", "terms/lin_yuanzhou_林远舟": "term"}.get(name, name.replace("/", "-"))
        golden(
            f"site/{plain}.html",
            page[page.index("<title>") : page.index("<link")] + page[page.index("<body>") :],
        )
    around = read_surroundings((workshop.output / "lin.html").read_text(encoding="utf-8"))
    golden("site/surroundings.html", around)


def test_every_link_inside_the_site_leads_somewhere(workshop):
    """No page of the site leads to a page or a sentence that is not there."""
    names = ["海报", "a/b", "Hong Kong", "index", "status", "C++", "🎉", "..", "CON"]
    posts = [
        (f"x/{n}.txt", post(n, terms=["林远舟"], tags=[names[n % 9]], author=names[n % 7])) for n in range(60)
    ]
    workshop.run(*posts, ("e.txt", english_post()), ("u.txt", plain_post(date="?")))
    for name in workshop.files():
        if name.endswith(".html"):
            page = workshop.page(name)
            for address in page.xpath("//a[not(@rel='external')]/@href"):
                path, _, anchor = unquote(address).partition("#")
                target = (workshop.output / name).parent / path if path else workshop.output / name
                assert target.is_file(), (name, address)
                assert not anchor or html.parse(str(target)).getroot().xpath("//*[@id=$id]", id=anchor), (
                    address
                )


def test_the_index_holds_every_post_once_newest_first(workshop):
    """Turning pages from the index on leads past every post once."""
    posts = many(3 * POSTS + 7)
    workshop.run(*posts)
    found, address = [], "index.html"
    while address:
        page = workshop.page(address)
        found += [link.rpartition("/")[2] for link in links(page)]
        older = page.xpath("//a[@rel='next']/@href")
        address = (
            (PurePosixPath(address).parent / older[0]).as_posix().replace("archive/../", "") if older else ""
        )
    assert found == [f"{number:03}.html" for number in reversed(range(len(posts)))]


def test_a_new_post_rewrites_few_pages(workshop):
    """Numbered pages stay as they are when a newer post comes."""
    workshop.run(*many(3 * POSTS))
    before = workshop.files()
    workshop.run(("999.txt", post(11 * 28)))
    changed = {name for name, content in workshop.files().items() if before.get(name) != content}
    assert {name for name in changed if name.startswith("archive")} == set()
    assert "index.html" in changed


def test_undated_posts_come_last(workshop):
    """What has no day is listed behind all that has, and has a month of its own."""
    workshop.run(("a.txt", post(1)), ("b.txt", post(2, date="")), ("c.txt", post(3, date="spring")))
    assert [entry.page for entry in Site(workshop.output).entries()] == ["a.html", "c.html", "b.html"]
    assert links(workshop.page("index.html")) == ["a.html", "c.html", "b.html"]
    assert links(workshop.page("months/undated.html")) == ["../c.html", "../b.html"]
    assert "2 posts without a date" in workshop.text("months/index.html")


def test_spellings_of_a_tag_share_a_list(workshop):
    """Case, width and white space do not part lists; the newest post's spelling is shown."""
    workshop.run(("a.txt", post(1, tags=["Hong  Kong"])), ("b.txt", post(2, tags=["ＨＯＮＧ_kong"])))
    assert len(list((workshop.output / "tags").glob("*.html"))) == 2
    assert links(workshop.page("tags/hong_kong.html")) == ["../b.html", "../a.html"]
    assert "ＨＯＮＧ_kong" in workshop.text("tags/index.html")


def test_traditional_and_english_posts_say_so(workshop):
    """Each excerpt has the language of its text; a post without Chinese has no Chinese excerpt."""
    hant = replace(plain_post(), blocks=tuple(
        replace(b, block=replace(b.block, lang="zh-Hant")) for b in plain_post().blocks
    ))  # fmt: skip
    workshop.run(("hant.txt", hant), ("en.txt", english_post()))
    page = workshop.page("index.html")
    assert page.xpath("//li[.//a[@href='hant.html']]//*[@lang='zh-Hant']")
    assert not page.xpath("//li[.//a[@href='en.html']]//*[starts-with(@lang,'zh')]")


def test_a_concordance_marks_the_term_on_both_sides(workshop):
    """Every quote leads to its sentence and says how the term was met."""
    workshop.run(("a.txt", example_post()))
    page = workshop.page(f"terms/{list_name(fold_name('Hailan 海澜国'))}.html")
    assert [mark.text for mark in page.xpath("//li//mark")] == ["海澜国", "Hailan"]
    assert page.xpath("//p[@class='how']/a/@href") == ["../a.html#b1-1"]
    assert "given to the engine" in page.xpath("string(//p[@class='how'])")
    assert "An island state that exists in tests only." in workshop.text("terms/hailan_海澜国.html")


def test_terms_are_listed_by_their_english(workshop):
    """The index of terms is alphabetical, with how many posts have each."""
    workshop.run(("a.txt", post(1, terms=["海澜国", "林远舟"])), ("b.txt", post(2, terms=["林远舟"])))
    rows = workshop.page("terms/index.html").xpath("//section[@class='terms']//li")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        "Hailan 海澜国 term 1",
        "Lin Yuanzhou 林远舟 term 2",
    ]


def test_many_terms_have_pages_by_letter(workshop, monkeypatch):
    """An index of terms that would be too long leads to a page a letter, and those to further pages."""
    monkeypatch.setattr("bilingual.publish.listings._TERMS_A_PAGE", 2)
    workshop.run(("a.txt", post(1, terms=list(TERMS))), ("b.txt", post(2, terms=["林远舟"])))
    assert "Most frequent" in workshop.text("terms/index.html")
    assert {p.name for p in (workshop.output / "terms/index").glob("*.html")} == {
        "c.html",
        "f.html",
        "h.html",
        "l.html",
        "m.html",
    }
    workshop.run(("a.txt", post(1)), ("b.txt", post(2)))
    assert not (workshop.output / "terms/index").exists()
    assert "No term of the glossary" in workshop.text("terms/index.html")


def test_overviews_are_cut_into_pages(workshop, monkeypatch):
    """Names beyond a page's worth go on further pages, which vanish when they are not needed."""
    monkeypatch.setattr("bilingual.publish.listings._NAMES_A_PAGE", 2)
    workshop.run(*[(f"{n}.txt", post(n, tags=[f"t{n}"])) for n in range(5)])
    assert {p.name for p in (workshop.output / "tags/index").iterdir()} == {"2.html", "3.html"}
    assert workshop.page("tags/index/2.html").xpath("//nav[@class='pager']/a/@href") == [
        "../../tags/index.html",
        "../../tags/index/3.html",
    ]
    workshop.run(removed=["0.txt", "1.txt", "2.txt"])
    assert not (workshop.output / "tags/index").exists()


def test_a_term_that_is_everywhere_has_a_bounded_concordance(workshop):
    """The oldest places of a very frequent term are counted, not listed."""
    count = (TERM_PAGES + 3) * TERM_POSTS
    workshop.run(*many(count, terms=["林远舟"]))
    folder = workshop.output / "terms/lin_yuanzhou_林远舟"
    assert sorted(int(page.stem) for page in folder.iterdir()) == list(range(3, 13))
    assert f"{2 * TERM_POSTS} older posts with this term are not listed." in workshop.text(
        "terms/lin_yuanzhou_林远舟/3.html"
    )
    assert f"{count} times in {count} posts" in workshop.text("terms/lin_yuanzhou_林远舟.html")


def test_the_status_page_tells_editors_what_to_do(workshop):
    """Reviewed share, findings by check, posts with most findings, unknown names, posts left out."""
    unknown = Finding("unknown-name", Severity.WARNING, "“约瑟夫·马丁” is in no glossary; add “…”")
    named = replace(
        plain_post(),
        blocks=(block(0, BlockKind.TITLE, pair("约瑟夫·马丁来访", "A visit", findings=(unknown,))),),
    )
    catalogue = Catalogue(workshop.path)
    site = Site(workshop.output, None, catalogue)
    site.publish(example_post(), workshop.source("a.txt"), PurePosixPath("a.txt"))
    site.publish(named, workshop.source("b.txt"), PurePosixPath("b.txt"))
    site.leave_out(workshop.source("c.txt"), "failed", f"{workshop.source('c.txt')}: is empty")
    site.finish()
    rows = workshop.page("status.html").xpath("//tbody/tr|//dl/div")
    said = [" ".join(" ".join(cell.text_content().split()) for cell in row) for row in rows]
    assert {
        "sentences are reviewed, of 20 2",
        "glossary error 1 1",
        "unknown-name warning 1 1",
        "约瑟夫·马丁 1 约瑟夫·马丁来访 A visit",
        "posts/c.txt failed posts/c.txt: is empty",
    } <= {*said}
    site.publish(plain_post(), workshop.source("c.txt"), PurePosixPath("c.txt"))
    site.finish()
    assert "failed" not in workshop.text("status.html")
    catalogue.close()


@pytest.mark.parametrize(
    ("reviewed", "share"), [(0, "0"), (1, "0.1"), (500, "50"), (999, "99.9"), (1000, "100")]
)
def test_the_reviewed_share_is_neither_hidden_nor_rounded_up(reviewed, share):
    """Few is not none, and nearly all is not all."""
    assert Status(sentences=1000, reviewed=reviewed).share == share


def test_surroundings(workshop):
    """A post leads to its neighbours, to posts with the same rare terms, and to the lists it is in."""
    workshop.run(
        ("a.txt", post(1, terms=["林远舟", "渔业协定"])),
        ("b.txt", post(2)),
        ("c.txt", post(3, terms=["渔业协定"], tags=["渔业"], author="海峡观察")),
    )
    page = workshop.page("c.html")
    assert page.xpath("//aside//nav//a/@href") == ["b.html"]
    assert page.xpath("//aside//section//a/@href") == ["a.html"]
    assert [unquote(a) for a in page.xpath("//aside/p//a/@href")] == [
        "authors/海峡观察.html",
        "months/2031-01.html",
        "tags/渔业.html",
    ]


def test_a_frequent_term_relates_nothing(workshop):
    """A term in more than a few posts says nothing about what belongs together."""
    workshop.run(*many(RARE, terms=["林远舟"]))
    assert workshop.page("000.html").xpath("//aside//section")
    workshop.run(("x.txt", post(RARE, terms=["林远舟"])))
    assert not workshop.page("000.html").xpath("//aside//section")
    assert not workshop.page("x.html").xpath("//aside//section")


# ---------------------------------------------------------------------------- incremental


def test_an_unchanged_run_writes_nothing(workshop):
    """The same posts again: no page, no list, no manifest is touched."""
    posts = many(60, terms=["林远舟"])
    workshop.run(*posts)
    before = {path: path.stat().st_mtime_ns for path in workshop.output.rglob("*")}
    assert workshop.run(*posts) == ([False] * 60, False)
    assert {path: path.stat().st_mtime_ns for path in workshop.output.rglob("*")} == before


names = st.sampled_from(["a.txt", "b.txt", "x/c.txt", "x/d.txt", "e.txt"])
tags = st.lists(st.sampled_from(["渔业", "Sea", "sea", "a b", "a_b"]), max_size=2)
made = st.builds(
    lambda number, terms, date, tags, author, title: post(number, terms=terms, date=date, tags=tags, author=author, title=title),
    st.integers(0, 2),
    st.lists(st.sampled_from(["林远舟", "渔业协定", "海澜国"]), unique=True, max_size=2),
    st.sampled_from(["2031-01-01", "2031-01-02", "2031-01-02 10:00", "2030-12-31", "?"]),
    tags,
    st.sampled_from(["", "海峡观察", "Strait Review"]),
    st.sampled_from(["消息", "又一条消息"]),
)  # fmt: skip
steps = st.lists(st.tuples(names, st.none() | made), min_size=1, max_size=3)


@settings(max_examples=25, deadline=None)
@given(st.lists(steps, min_size=1, max_size=4))
def test_however_a_site_came_about_its_bytes_are_the_same(tmp_path_factory, runs):
    """Runs that publish, edit and remove leave what one run over the posts that are left would have made."""
    folder = tmp_path_factory.mktemp("sites")
    with small_pages():
        grown = Workshop(folder, "grown")
        last: dict[str, TranslatedPost] = {}
        for run in runs:
            now = dict(run)
            grown.run(
                *[(n, p) for n, p in now.items() if p], removed=[n for n, p in now.items() if p is None]
            )
            last = {name: p for name, p in (last | now).items() if p}
        fresh = Workshop(folder, "fresh")
        fresh.run(*sorted(last.items()))
        if last:
            assert grown.files() == fresh.files()
    shutil.rmtree(folder)


@contextmanager
def small_pages():
    """Make pages small, so that a few posts fill several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bilingual.publish.paging.POSTS", 1)
        patch.setattr("bilingual.publish.paging.TERM_POSTS", 1)
        patch.setattr("bilingual.publish.paging.TERM_PAGES", 2)
        patch.setattr("bilingual.publish.catalogue.store.RARE", 2)
        patch.setattr("bilingual.publish.catalogue.shelves.RARE", 2)
        yield


@given(st.integers(0, 200), st.integers(0, 200), st.sampled_from([ListKind.ALL, ListKind.TERM]))
def test_pages_hold_every_post_once(size, position, kind):
    """The pages of a list and what is hidden partition it; every place is on the page that is said."""
    pages = Pages(kind, "x", size)
    numbers = [*range(pages.first, pages.last + 1), NEWEST]
    held = [range(pages.start(n), pages.start(n) + pages.count(n)) for n in numbers]
    assert [at for part in held for at in part] == list(range(pages.hidden, size))
    assert all(len(part) < 2 * pages.room for part in held)
    touched = pages.touched([position], [], pages.last)
    assert NEWEST in touched
    if pages.hidden <= position < size:
        assert any(position in part for part, n in zip(held, numbers, strict=True) if n in touched)


@given(st.integers(0, 200), st.integers(-1, 1), st.data())
def test_pages_that_are_not_written_again_need_not_be(size, change, data):
    """When a post comes or goes, the pages that are left alone hold the same places, and turn to the same."""
    before, after = Pages(ListKind.ALL, "", size), Pages(ListKind.ALL, "", max(size + change, 0))
    at = data.draw(st.integers(0, max(size, after.size)))
    touched = after.touched([], [at], before.last)
    for number in range(1, after.last + 1):
        if number not in touched:
            assert number <= before.last
            assert after.start(number) + after.count(number) <= at
            assert (before.newer(number), before.older(number)) == (after.newer(number), after.older(number))


# ---------------------------------------------------------------------------- loss and damage


def test_a_lost_catalogue_is_filled_by_publishing_again(workshop):
    """Without the catalogue the posts of a run are known, and with all of them the site is the same."""
    posts = many(30, terms=["林远舟"], tags=["渔业"])
    workshop.run(*posts)
    whole = workshop.files()
    workshop.path.unlink()
    assert workshop.run(*posts)[0] == [False] * 30
    assert workshop.files() == whole


def test_what_only_the_whole_can_tell_waits_for_the_whole(workshop):
    """With a post of which only the entry is known, terms and related posts stay as they were."""
    workshop.run(("a.txt", post(1, terms=["林远舟"])), ("b.txt", post(2, terms=["林远舟"])))
    terms, around = workshop.files()["terms/lin_yuanzhou_林远舟.html"], workshop.files()["b.html"]
    workshop.path.unlink()
    workshop.run(("a.txt", post(1, terms=["林远舟"], title="新标题")))
    assert "新标题" in workshop.text("index.html")
    assert (workshop.files()["terms/lin_yuanzhou_林远舟.html"], workshop.files()["b.html"]) == (terms, around)
    workshop.run(("b.txt", post(2, terms=["林远舟"])))
    assert "新标题" in workshop.text("terms/lin_yuanzhou_林远舟.html")
    assert "新标题" in workshop.text("b.html")


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + b"x" * 5000, b""])
def test_a_damaged_catalogue_is_made_anew(workshop, content):
    """A file that is no catalogue costs nothing but time."""
    posts = many(3)
    workshop.run(*posts)
    whole = workshop.files()
    for path in workshop.path.parent.glob("output.db*"):
        path.unlink()
    workshop.path.write_bytes(content)
    workshop.run(*posts)
    assert workshop.files() == whole


def test_damage_in_the_middle_is_one_sentence_and_mended_by_the_next_run(workshop):
    """Pages of the file that cannot be read are reported once; then the file is made anew."""
    posts = many(40, terms=["林远舟"])
    workshop.run(*posts)
    whole = workshop.files()
    content = bytearray(workshop.path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    workshop.path.write_bytes(content)
    with pytest.raises(PublishError, match="was damaged and is gone; `bilingual build` makes it anew"):
        workshop.run(*many(40, title="另一条"))
    workshop.run(*posts)
    assert workshop.files() == whole


def test_another_version_of_the_catalogue_is_made_anew(workshop):
    """What an older or newer program left is not read."""
    import sqlite3

    workshop.run(*many(3))
    whole = workshop.files()
    with sqlite3.connect(workshop.path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    workshop.run(*many(3))
    assert workshop.files() == whole


def test_a_catalogue_that_cannot_be_made_is_one_sentence(tmp_path):
    """A folder that is a file, a file that is a folder."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(PublishError, match="its folder cannot be made"):
        Catalogue(tmp_path / "file/catalogue.db")
    (tmp_path / "folder").mkdir()
    with pytest.raises(PublishError, match="cannot be used"):
        Catalogue(tmp_path / "folder")


def test_pages_of_lists_that_are_no_more_are_removed(workshop):
    """A tag that no post has loses its pages, even if the catalogue was lost meanwhile; a foreign file stays."""
    workshop.run(("a.txt", post(1, tags=["旧"])), ("b.txt", post(2)))
    assert (workshop.output / "tags/旧.html").is_file()
    (workshop.output / "tags/mine.html").write_text("my own page")
    workshop.path.unlink()
    workshop.run(("a.txt", post(1)), ("b.txt", post(2)))
    assert sorted(page.name for page in (workshop.output / "tags").iterdir()) == ["index.html", "mine.html"]


def test_a_foreign_list_page_is_not_overwritten(workshop):
    """A file that somebody put where a list belongs is reported."""
    (workshop.output / "tags").mkdir(parents=True)
    (workshop.output / "tags/旧.html").write_text("my own page")
    with pytest.raises(PublishError, match="not ours"):
        workshop.run(("a.txt", post(1, tags=["旧"])))


def test_pages_of_posts_never_stand_where_lists_do(workshop):
    """A post in a folder called like one of the site's own gets another folder."""
    workshop.run(
        ("tags/a.txt", post(1)), ("Terms/b.txt", post(2)), ("status.txt", post(3)), ("404.md", post(4))
    )
    pages = [entry["page"] for entry in json.loads(workshop.files()["index.json"])["posts"]]
    assert pages == ["404-post.html", "Terms-post/b.html", "status-post.html", "tags-post/a.html"]


def test_another_publication_writes_every_list_again(workshop):
    """The name of the site stands on every page of it."""
    workshop.run(*many(3))
    workshop.run(publication=Publication(title_zh="海峡", title_en="The Strait"))
    assert "The Strait" in workshop.text("index.html")
    assert "The Strait" in workshop.page("tags/index.html").findtext(".//title")


def test_two_sites_at_one_output_know_of_each_other(workshop, tmp_path):
    """Runs with catalogues of their own still list all that is published."""
    other = Workshop(tmp_path, "output")
    other.path = tmp_path / "other.db"
    workshop.run(("a.txt", post(1)))
    other.run(("b.txt", post(2)))
    workshop.run(("c.txt", post(3)))
    assert links(workshop.page("index.html")) == ["c.html", "b.html", "a.html"]
    other.run(("a.txt", post(1, title="新标题")))
    workshop.run()
    assert "新标题" in workshop.text("index.html")


def test_two_programs_share_a_catalogue(workshop):
    """Two open sites at one catalogue see each other's posts, and their marks."""
    one, two = Catalogue(workshop.path), Catalogue(workshop.path)
    first, second = Site(workshop.output, None, one), Site(workshop.output, None, two)
    first.publish(post(1), workshop.source("a.txt"), PurePosixPath("a.txt"))
    second.publish(post(2), workshop.source("A.txt"), PurePosixPath("A.txt"))
    first.finish()
    assert len(links(workshop.page("index.html"))) == 2
    assert not second.finish()
    one.close()
    two.close()


def test_a_mark_that_is_set_again_outlives_the_work_on_the_first(workshop):
    """Who wipes what it has written does not wipe what came meanwhile."""
    catalogue = Catalogue(workshop.path)
    with catalogue.hold():
        catalogue.mark("status")
        first = catalogue.marks("status")
        catalogue.mark("status")
        catalogue.wipe(first)
        (left,) = catalogue.marks("status")
    assert left != first[0]
    assert isinstance(left, Mark)
    catalogue.close()


# ---------------------------------------------------------------------------- hostile input

HOSTILE = [
    "</aside><script>",
    "../../etc",
    "\x00",
    "半\ud83d个",
    "\u202eevil",
    "a" * 500,
    "index",
    "COM1",
    ".",
    "'\"",
    "🎉",
    "１",
    "%2e%2e",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_make_safe_paths_and_pages(workshop, text):
    """Whatever a tag, an author or a title is, all files are ours, inside, and hold no script of its."""
    workshop.run(
        ("a.txt", post(1, tags=[text, "x"], author=text, title=text)),
        ("b.txt", post(2, tags=[text], author=text)),
    )
    for name, content in workshop.files().items():
        assert name.isprintable()
        assert len(Path(name).name.encode()) <= 140
        if name.endswith(".html"):
            is_post = name in {"a.html", "b.html"}  # has our script, and says in JSON what it is
            assert content.count(b"<script") == content.count(b"<script>") + is_post == 2 * is_post
            page = content.decode()
            assert exchange_surroundings(page, "").count("<aside") <= 1
    assert workshop.run(("b.txt", post(2, tags=[text], author=text)))[0] == [False]


@given(st.lists(st.text(st.characters(), max_size=12), min_size=2, max_size=6, unique_by=fold_name))
def test_no_two_lists_share_a_file(texts):
    """Names that are told apart have files that every file system tells apart."""
    keys = [key for key in map(fold_name, texts) if key]
    files = [fold_name(list_name(key)) for key in keys]
    assert len(set(files)) == len(keys)


def test_an_origin_of_a_person_counts_as_reviewed(workshop):
    """The status page counts sentences, not posts."""
    human = replace(plain_post(), blocks=(block(0, BlockKind.TITLE, pair("海", "Sea", origin=Origin.HUMAN)),))
    workshop.run(("a.txt", human), ("b.txt", plain_post()))
    assert "33 %" in workshop.text("status.html")


# ---------------------------------------------------------------------------- what hardly ever happens


def test_holding_a_catalogue_twice_is_one_change(workshop):
    """An inner hold leaves it to the outer one when all is kept."""
    catalogue = Catalogue(workshop.path)
    with catalogue.hold(), catalogue.hold():
        catalogue.mark("status")
    assert catalogue.count_marks() == 1
    catalogue.forget_left_out("never")
    catalogue.close()


def test_a_page_that_is_not_ours_any_more_is_left_alone(workshop):
    """What a person put in the place of a post's page keeps its bytes when its neighbours change."""
    workshop.run(("a.txt", post(1)), ("b.txt", post(2)))
    (workshop.output / "a.html").write_text("my own page")
    workshop.run(("b.txt", post(2, title="新标题")))
    assert (workshop.output / "a.html").read_text() == "my own page"


def test_an_entry_of_somebody_else_is_refused():
    """A line of the catalogue that is no JSON is told as damage."""
    with pytest.raises(ManifestError, match="not JSON"):
        load_entry("{")


def test_stretches_are_cut_between_words():
    """What stands around a place is cut on both sides, with an ellipsis."""
    marked = mark_stretch("one two three four five", Span(8, 13), 5)
    assert (marked.before, marked.mark, marked.after) == ("…two ", "three", " four…")


def test_a_term_without_an_entry_is_called_as_it_stands(workshop):
    """A constraint that no glossary entry stands behind has a page all the same."""
    one = pair("港口重新开放。", "The port is open again.", met={"港口": (Tier.FREE, "port")})
    workshop.run(("a.txt", replace(plain_post(), blocks=(block(0, BlockKind.TITLE, one),))))
    assert "port 港口" in workshop.text("terms/index.html")


def test_an_address_is_known_only_with_the_sites():
    """A page has an absolute address where the site has one."""
    assert (
        Place(Publication(url="https://example.org/"), "海/a.html").address
        == "https://example.org/%E6%B5%B7/a.html"
    )
    assert Place().address == ""


def test_a_page_that_was_deleted_leaves_the_lists(workshop):
    """The lists never lead to a page that is gone; the next run that has the post brings it back."""
    workshop.run(("a.txt", post(1)), ("b.txt", post(2)))
    whole = workshop.files()
    (workshop.output / "a.html").unlink()
    workshop.run()
    assert links(workshop.page("index.html")) == ["b.html"]
    assert workshop.run(("a.txt", post(1)))[0] == [True]
    assert workshop.files() == whole
