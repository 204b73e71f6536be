"""Tests of what search engines read, and of the page that stands for missing ones."""

from dataclasses import replace

import pytest
from lxml import etree

from bilingual.render import Publication, render_missing, render_robots, render_sitemaps
from bilingual.render import sitemap as module
from tests.stories import HOSTILE, Told

SITE = Publication(url="https://example.org/news/")
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def parsed(text):
    root = etree.fromstring(text.encode())
    return [(item.findtext(f"{NS}loc"), item.findtext(f"{NS}lastmod")) for item in root]


def test_every_page_once_sorted():
    """Posts with their days and lists without are listed once each, as absolute addresses."""
    files = render_sitemaps([Told("b.html"), Told("海.html", date="spring")], SITE, ["index.html", "b.html"])
    assert list(files) == ["sitemap.xml"]
    assert parsed(files["sitemap.xml"]) == [
        ("https://example.org/news/b.html", "2031-03-09"),
        ("https://example.org/news/index.html", None),
        ("https://example.org/news/%E6%B5%B7.html", None),
    ]


def test_split_with_an_index(monkeypatch):
    """More addresses than a file may hold are split, and an index names the parts."""
    monkeypatch.setattr(module, "MOST_ADDRESSES", 2)
    files = render_sitemaps([Told(f"{n}.html") for n in range(5)], SITE)
    assert parsed(files["sitemap.xml"]) == [
        (f"https://example.org/news/sitemap-{n}.xml", None) for n in (1, 2, 3)
    ]
    listed = [address for n in (1, 2, 3) for address, _ in parsed(files[f"sitemap-{n}.xml"])]
    assert listed == [f"https://example.org/news/{n}.html" for n in range(5)]


def test_empty_and_hostile():
    """A site without posts has an empty map; a page's name cannot break it."""
    assert parsed(render_sitemaps([], SITE)["sitemap.xml"]) == []
    assert parsed(render_sitemaps([HOSTILE], SITE)["sitemap.xml"])[0][0].endswith("news/a%26b/%3Ci%3E.html")


def test_nothing_without_an_address():
    """Without the site's address there is no map, since its addresses must be absolute."""
    assert render_sitemaps([Told()], Publication()) == {}
    assert render_robots(Publication()) == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "https://example.org/",
            "# made by bilingual\nUser-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n",
        ),
        ("https://example.org/news/", ""),
    ],
)
def test_robots_only_at_the_root(url, expected):
    """robots.txt counts at the root of a host, and is made only there."""
    assert render_robots(Publication(url=url)) == expected


def test_missing_page_links_absolutely_or_not_at_all():
    """The page for missing ones works at any depth: its links are absolute, or it has none."""
    page = render_missing(replace(SITE, has_search=True))
    assert 'href="https://example.org/news/index.html"' in page
    assert 'href="https://example.org/news/search.html"' in page
    assert "search.html" not in render_missing(SITE)
    assert "<a " not in render_missing(Publication())
    assert '<meta name="robots" content="noindex">' in page
