"""Search in a real browser: what is found, how it is shown, and what happens where it cannot work."""

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, find_barriers
from tests.searched import RECORDS, publish

expect.set_options(timeout=30_000)  # the machine may be busy
ANSWER = re.compile("post|Nothing|does not")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a host's folder with the site in a folder of it."""
    host = tmp_path_factory.mktemp("host")
    publish(host / "news")
    return host


@pytest.fixture
def search(open_page: OpenPage, site: Path):
    """Give a function that opens the search page with a query and waits for its answer."""

    def ask(query, **options):
        opened = open_page(site, f"news/search.html?q={quote(query)}{options.pop('more', '')}", **options)
        expect(opened.page.locator("#count")).to_contain_text(ANSWER)
        return opened

    return ask


def found(opened):
    return [link.get_attribute("href") for link in opened.page.query_selector_all("#results h2 a")]


def marked(opened):
    return opened.page.eval_on_selector_all("#results mark", "marks => marks.map(mark => mark.textContent)")


FISH, FORUM, ISLAND, HOSTILE = "2031/%E6%B8%94%E4%B8%9A.html", "forum.html", "island.html", "x/hostile.html"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("托卡耶夫", {f"{FISH}#b1"}, id="a name that dictionaries part wrongly"),
        pytest.param("耶夫总", {f"{FISH}#b1"}, id="any stretch"),
        pytest.param("卡托耶夫", set(), id="the same characters in another order"),
        pytest.param("林远舟", {f"{FISH}#b1", f"{ISLAND}#b1"}, id="Simplified finds Traditional"),
        pytest.param("臺灣", {f"{ISLAND}#b1"}, id="Traditional"),
        pytest.param("台", {f"{ISLAND}#b1"}, id="one character"),
        pytest.param("渔业 论坛", {f"{FORUM}#b1"}, id="two stretches"),
        pytest.param("fishery", {f"{FISH}#b1", f"{FORUM}#b2"}, id="English by its stem"),
        pytest.param("Tokay", {f"{FISH}#b1"}, id="English by its beginning"),
        pytest.param("托卡耶夫 vessels", {f"{FISH}#b1"}, id="both languages at once"),
        pytest.param('"common waters"', {f"{FISH}#b1"}, id="quoted"),
        pytest.param('"waters common"', set(), id="quoted in another order"),
        pytest.param("G7峰会", {f"{FORUM}#b1"}, id="Latin and Chinese without a space"),
        pytest.param("G7 峰会", {f"{FORUM}#b1"}, id="Latin and Chinese"),
        pytest.param("签署渔业协定", {f"{FISH}#b1"}, id="in the title and a passage"),
        pytest.param("闭幕", {FORUM}, id="in the title only leads to the top"),
        pytest.param("脚本", {f"{HOSTILE}#b1"}, id="hostile"),
        pytest.param("。", set(), id="nothing but a stop"),
    ],
)
def test_finds(search, query, expected):
    """A query finds the posts that hold it, and leads to the passage."""
    opened = search(query)
    assert set(found(opened)) == expected
    assert opened.complaints == []


def test_shows_both_languages_with_what_was_met(search):
    """A result has its day, outlet, title and passage in both languages; what was met is marked."""
    opened = search("托卡耶夫")
    assert opened.page.inner_text("#count") == "1 post · 1 篇文章"
    result = opened.page.query_selector("#results li")
    assert result.query_selector("time").inner_text() == "2031-03-09"
    assert result.query_selector("h2 .zh").inner_text() == "两国签署渔业协定"
    assert result.query_selector("p.zh").inner_text().startswith("海澜国外长林远舟与托卡耶夫总统周三")
    assert "President Tokayev signed" in result.query_selector("p.en").inner_text()
    assert marked(opened) == ["托卡耶夫"]


def test_traditional_is_shown_as_written(search):
    """A Traditional post that a Simplified query found is shown in Traditional, with its marks."""
    opened = search("访问台湾")
    assert marked(opened) == ["訪問臺灣", "訪問臺灣"]
    assert opened.page.get_attribute("#results h2 .zh", "lang") == "zh-Hant"


def test_hostile_words_stay_words(search):
    """What looks like markup in a post is text in the results."""
    opened = search("scripted")
    assert opened.page.inner_text("#results h2 .zh") == '<b>标题</b> "x"'
    assert "&lt;script&gt; alert(1) </title> &amp; &#60;b&#62; scripted." in opened.page.inner_text(
        "#results p.en"
    )
    assert '<img src=x onerror="alert(1)">' in opened.page.inner_text("#results p.zh")
    assert opened.page.query_selector("#results img, #results b, #results script") is None


def test_filters_and_address(search):
    """Outlets and years narrow the results, and the address of the page keeps what was asked."""
    opened = search("渔业", more="&outlet=" + quote("海峡观察"))
    assert set(found(opened)) == {f"{FISH}#b1", f"{ISLAND}#b1"}
    opened.page.select_option("#year", "2030")
    expect(opened.page.locator("#count")).to_contain_text("Nothing")
    assert opened.page.evaluate("location.search") == "?" + "&".join(
        (f"q={quote('渔业')}", f"outlet={quote('海峡观察')}", "year=2030")
    )
    opened.page.select_option("#outlet", "Strait & <Watch>")
    opened.page.wait_for_selector("#results li")
    assert found(opened) == [f"{FORUM}#b1"]


def test_typing_and_keys(search):
    """Typing searches by itself, Enter at once; an emptied field empties the list."""
    opened = search("渔业")
    opened.page.fill("#q", "")
    expect(opened.page.locator("#results li")).to_have_count(0)
    opened.page.keyboard.type("forum")
    opened.page.wait_for_selector("#results li")
    assert found(opened) == [f"{FORUM}#b1"]
    opened.page.fill("#q", "臺灣")
    opened.page.keyboard.press("Enter")
    expect(opened.page.locator("#results a").first).to_have_attribute("href", "island.html#b1")
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.id") == "outlet"


def test_only_the_own_site_is_asked(search):
    """Nothing is loaded from elsewhere, and the layout does not move before the results."""
    opened = search("渔业")
    assert opened.fetched
    assert all(address.startswith("https://site.test/news/") for address in opened.fetched)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("query", ["渔业", "卡托"])
def test_axe_finds_nothing(search, query, dark):
    """The page has no barrier that axe-core knows, with results and without, light and dark."""
    assert find_barriers(search(query, dark=dark).page) == []


def test_without_script(open_page, site):
    """Without scripts the page says what it needs and leads to the lists."""
    opened = open_page(site, "news/search.html", script=False)
    assert "needs scripts" in opened.page.inner_text("#hint")
    assert opened.page.query_selector("#hint a[href='index.html']")
    assert not opened.page.is_visible("#search")


def test_from_the_file_system(browser, site):
    """A page that is opened from the disk says how to serve it."""
    page = browser.new_page()
    page.goto((site / "news/search.html").as_uri())
    assert "python -m http.server" in page.inner_text("#hint")
    assert not page.is_visible("#search")
    page.close()


def test_broken_index_is_told(open_page, site, tmp_path):
    """Where the index is missing, the page says that search does not work, and leads to the lists."""
    for name in ("search.html", "search.js"):
        (tmp_path / name).write_bytes((site / "news" / name).read_bytes())
    opened = open_page(tmp_path, "search.html")
    expect(opened.page.locator("#count")).to_contain_text(ANSWER)
    assert "does not work" in opened.page.inner_text("#count")
    assert opened.page.is_visible("#hint")


def test_many_results_come_in_tens(open_page, tmp_path, monkeypatch):
    """Results come in tens from all blocks; the button brings the next and moves the focus to their first."""
    monkeypatch.setattr("bilingual.publish.search.POSTS_PER_BLOCK", 8)
    records = [replace(RECORDS[0], page=f"{number}.html") for number in range(23)]
    assert publish(tmp_path, records).blocks == 4
    opened = open_page(tmp_path, "search.html?q=Tokayev")
    results = opened.page.locator("#results li")
    expect(results).to_have_count(10)
    expect(opened.page.locator("#count")).to_have_text("23 posts · 23 篇文章")
    opened.page.click("#more")
    expect(results).to_have_count(20)
    assert opened.page.evaluate("document.activeElement === document.querySelectorAll('#results a')[10]")
    opened.page.click("#more")
    expect(results).to_have_count(23)
    assert not opened.page.is_visible("#more")
    assert len(set(found(opened))) == 23
    assert opened.complaints == []
