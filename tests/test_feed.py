"""Tests of the Atom feed against what RFC 4287 asks for."""

import re
from dataclasses import replace

import pytest
from lxml import etree

from bilingual.render import Publication, render_feed
from tests.stories import HOSTILE, Told

SITE = Publication(url="https://example.org/news/")
ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
ONCE = ("id", "title", "updated")
MOST_ONCE = ("generator", "icon", "logo", "rights", "subtitle", "published", "summary", "content", "source")
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def parsed(stories, publication=SITE):
    return etree.fromstring(render_feed(stories, publication).encode())


def check_rules(feed):
    """Check the rules of RFC 4287, sections 4.1.1 to 4.2.15, that a feed of ours could break."""
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        for name in ONCE:
            assert len(element.findall(ATOM + name)) == 1, name
        for name in MOST_ONCE:
            assert len(element.findall(ATOM + name)) <= 1, name
        links = element.findall(f"{ATOM}link")
        kinds = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in links]
        assert len(kinds) == len(set(kinds))
        assert all(link.get("href") for link in links)
        assert ":" in element.findtext(f"{ATOM}id")
        assert DATE.fullmatch(element.findtext(f"{ATOM}updated"))
        assert element.findtext(f"{ATOM}title")
        assert all(name.text for name in element.findall(f"{ATOM}author/{ATOM}name"))
        assert all(one.get("term") for one in element.findall(f"{ATOM}category"))
    assert feed.find(f"{ATOM}author") is not None
    for entry in entries:
        content = entry.find(f"{ATOM}content")
        assert [child.tag for child in content] == ["{http://www.w3.org/1999/xhtml}div"]
    ids = [element.findtext(f"{ATOM}id") for element in (feed, *entries)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("stories", "publication"),
    [
        pytest.param([Told()], SITE, id="one"),
        pytest.param([], SITE, id="none"),
        pytest.param([Told()], Publication(), id="no address"),
        pytest.param([HOSTILE, Told()], SITE, id="hostile"),
        pytest.param([Told("a.html", url=""), Told("b.html", url="")], SITE, id="no originals"),
        pytest.param([Told(title_zh="", excerpt_zh="", title_lang="en", sentences=0)], SITE, id="English"),
        pytest.param([Told(title_en="", excerpt_en="", author="", tags=())], SITE, id="not translated"),
        pytest.param([Told(title_zh="", title_en="", excerpt_zh="", excerpt_en="")], SITE, id="bare"),
        pytest.param([Told()], Publication("", ""), id="nameless"),
    ],
)
def test_feed_keeps_the_rules(stories, publication):
    """Whatever posts there are, the feed is valid."""
    check_rules(parsed(stories, publication))


def test_both_languages_with_their_marks():
    """An entry has its title and its beginning in both languages, each marked."""
    entry = parsed([Told()]).find(f"{ATOM}entry")
    title = entry.find(f"{ATOM}title")
    assert title.text == "两国签署渔业协定 · Two Countries Sign Fisheries Agreement"
    assert title.get(f"{XML}lang") == "mul"
    assert entry.find(f"{ATOM}summary").get(f"{XML}lang") == "en"
    paragraphs = entry.find(f"{ATOM}content").findall(".//{*}p[@lang]")
    assert [(p.get(f"{XML}lang"), p.text) for p in paragraphs] == [
        ("zh-Hans", Told().excerpt_zh),
        ("en", Told().excerpt_en),
    ]


def test_links_of_an_entry():
    """An entry leads to its page and to where the post came from; an unsafe address is left out."""
    links = {
        link.get("rel"): link.get("href") for link in parsed([Told()]).findall(f"{ATOM}entry/{ATOM}link")
    }
    assert links == {
        "alternate": "https://example.org/news/2031/%E6%B5%B7%E6%BE%9C%E5%9B%BD.html",
        "via": "https://news.example.org/world/7?lang=zh&id=7",
    }
    assert "javascript" not in render_feed([HOSTILE], SITE)


def test_hostile_words_stay_words():
    """What looks like markup in a post is text in the feed."""
    feed = parsed([HOSTILE])
    assert [
        element for element in feed.iter() if etree.QName(element).localname in {"script", "img", "b"}
    ] == []
    assert feed.find(f"{ATOM}entry/{ATOM}summary").text == HOSTILE.excerpt_en


def test_identity_outlives_moves():
    """A post keeps its id when its page or the site moves."""
    here = parsed([Told()]).findtext(f"{ATOM}entry/{ATOM}id")
    there = parsed([Told(page="else.html")], Publication(url="https://b.example/")).findtext(
        f"{ATOM}entry/{ATOM}id"
    )
    assert here == there
    assert here.startswith("urn:uuid:")


def test_newest_fifty_with_a_day():
    """The feed has the newest fifty posts that have a day, the newest first, whatever the order given."""
    stories = [Told(f"{n}.html", date=f"2031-{n % 12 + 1:02}-{n % 28 + 1:02}", url="") for n in range(80)]
    stories += [Told("undated.html", date="spring")]
    feed = parsed(stories)
    days = [day.text[:10] for day in feed.findall(f"{ATOM}entry/{ATOM}updated")]
    assert len(days) == 50
    assert days == sorted((s.date for s in stories if s.date != "spring"), reverse=True)[:50]
    assert feed.findtext(f"{ATOM}updated") == f"{days[0]}T00:00:00Z"
    assert render_feed(stories[::-1], SITE) == render_feed(stories, SITE)


def test_relative_links_without_an_address():
    """A publication without an address has no link to itself, and relative links."""
    feed = parsed([replace(Told(), page="a b.html")], Publication())
    assert [link.get("href") for link in feed.iter(f"{ATOM}link")][:2] == ["index.html", "a%20b.html"]
    assert "self" not in [link.get("rel") for link in feed.iter(f"{ATOM}link")]
