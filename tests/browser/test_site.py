"""The pages that lead to posts, in a real browser."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from bilingual.publish import Catalogue, Site
from tests.benchmarks.site import make_post, make_terms
from tests.browser.conftest import OpenPage, find_barriers
from tests.pages import english_post, example_post, plain_post

PAGES = [
    "index.html",
    "archive/1.html",
    "months/index.html",
    "months/2015-01.html",
    "months/undated.html",
    "tags/index.html",
    "tags/tag_1.html",
    "authors/index.html",
    "terms/index.html",
    "terms/index/s.html",
    "terms/hailan_海澜国.html",
    "status.html",
    "lin.html",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a site of some eighty posts, with one of each kind."""
    folder = tmp_path_factory.mktemp("site")
    catalogue, terms = Catalogue(folder / "catalogue.db"), make_terms()
    made = Site(folder / "output", None, catalogue)
    posts = {f"{number}.txt": make_post(number, terms) for number in range(75)}
    posts |= {"lin.txt": example_post(), "plain.txt": plain_post(), "english.txt": english_post()}
    for name, post in posts.items():
        made.publish(post, folder / "posts" / name, PurePosixPath(name))
    made.leave_out(folder / "posts/bad.txt", "failed", "posts/bad.txt: is empty")
    made.finish()
    yield made.output
    catalogue.close()


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(open_page: OpenPage, site: Path, page: str) -> None:
    """No page has a barrier that axe-core knows, by day, by night, and on a phone."""
    for width, dark in ((1280, False), (1280, True), (320, False)):
        assert find_barriers(open_page(site, page, width=width, dark=dark).page) == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_window(open_page: OpenPage, site: Path, page: str, width: int) -> None:
    """Nobody must scroll sideways; nothing is fetched but a post's pictures, nothing complains, nothing moves."""
    opened = open_page(site, page, width=width)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in opened.fetched if not url.startswith("https://img.example.org/")] == []
    assert opened.complaints == []
    assert opened.shift() == 0


def test_a_reader_finds_the_way(open_page: OpenPage, site: Path) -> None:
    """From the index by a term to the sentence it stands in, and on to the next post."""
    page = open_page(site, "index.html").page
    page.get_by_role("link", name="Terms").click()
    page.get_by_role("link", name="H", exact=True).click()
    page.get_by_role("link", name="Hailan").click()
    page.get_by_role("link", name="In its post").first.click()
    assert page.url.endswith("/lin.html#b1-1")
    page.get_by_role("navigation", name="Posts before and after").get_by_role("link").first.click()
    assert page.url.endswith("/plain.html")


def test_pages_are_small(site: Path) -> None:
    """No list is larger than 60 KB."""
    lists = [path for path in site.rglob("*.html") if path.parent != site or path.stem in {"index", "status"}]
    assert max(path.stat().st_size for path in lists) < 60_000
