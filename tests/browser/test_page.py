"""The reading page in a real browser."""

from bilingual.render import render_post
from tests.browser.conftest import OpenPage, find_barriers
from tests.pages import example_post


def test_console_is_clean(open_page: OpenPage) -> None:
    """Nothing is fetched, nothing violates the policy, nothing moves."""
    opened = open_page(render_post(example_post()))
    assert opened.fetched == []
    assert opened.complaints == []
    assert opened.shift() == 0


def test_axe_finds_nothing(open_page: OpenPage) -> None:
    """The page has no barrier that axe-core knows."""
    assert find_barriers(open_page(render_post(example_post())).page) == []
