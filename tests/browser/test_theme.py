"""Themes, metadata and the page for missing ones in a real browser."""

from dataclasses import replace

import pytest

from bilingual.render import Place, Publication, render_missing, render_post
from tests.browser.conftest import OpenPage, find_barriers
from tests.pages import example_post
from tests.stories import HOSTILE, Told

SITE = Publication(url="https://site.test/")


@pytest.mark.parametrize("story", [Told(), HOSTILE], ids=["plain", "hostile"])
def test_metadata_is_data(open_page: OpenPage, story) -> None:
    """The record for machines is no script to the browser: the policy has nothing to object to."""
    opened = open_page(render_post(example_post(), Place(SITE), story))
    assert opened.complaints == []
    assert (
        opened.page.evaluate("JSON.parse(document.querySelector('script').textContent)['@type']")
        == "NewsArticle"
    )
    assert opened.page.evaluate("document.querySelectorAll('head script, img[src=x]').length") == 1


def test_style_of_a_theme_is_allowed(open_page: OpenPage, tmp_path) -> None:
    """The policy of a page lets the theme's style through, and its colour arrives."""
    (tmp_path / "tokens.css").write_text(':root { --accent: #004488; } /* & < > " */')
    opened = open_page(render_post(example_post(), Place(Publication(templates=tmp_path))))
    assert opened.complaints == []
    colour = "getComputedStyle(document.querySelector('.outlet')).color"
    assert opened.page.evaluate(colour) == "rgb(0, 68, 136)"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, 1280])
def test_missing_page(open_page: OpenPage, width: int, dark: bool) -> None:
    """The page for missing ones has no barrier and fits a phone."""
    opened = open_page(render_missing(replace(SITE, has_search=True)), width=width, dark=dark)
    assert find_barriers(opened.page) == []
    assert opened.complaints == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
