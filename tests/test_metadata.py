"""Tests of what a page tells machines about itself."""

import json
from dataclasses import replace

import lxml.html
import pytest

from bilingual.render import Place, Publication, describe_list, describe_story, render_metadata, render_post
from tests.pages import example_post
from tests.stories import HOSTILE, Told

SITE = Publication(url="https://example.org/news/")


def head_of(story, publication=SITE):
    return lxml.html.fromstring(
        f"<head>{render_metadata(describe_story(story, Place(publication, story.page)))}</head>"
    )


def properties(head):
    return [(meta.get("property") or meta.get("name"), meta.get("content")) for meta in head.iter("meta")]


def record(head):
    return json.loads(head.findtext(".//script"))


def test_addresses_of_both_languages():
    """The page is canonical, the alternate of either language, and the default."""
    address = "https://example.org/news/2031/%E6%B5%B7%E6%BE%9C%E5%9B%BD.html"
    links = [
        (link.get("rel"), link.get("hreflang"), link.get("href")) for link in head_of(Told()).iter("link")
    ]
    assert links == [
        ("canonical", None, address),
        *(("alternate", language, address) for language in ("en", "zh-Hans", "x-default")),
        ("alternate", None, "../feed.xml"),
    ]


def test_preview():
    """A preview has the title in both languages, the beginning, the languages, the day and the tags."""
    assert properties(head_of(Told()))[1:] == [
        ("og:url", "https://example.org/news/2031/%E6%B5%B7%E6%BE%9C%E5%9B%BD.html"),
        ("og:type", "article"),
        ("og:site_name", "中英对照 · Side by side"),
        ("og:title", "Two Countries Sign Fisheries Agreement · 两国签署渔业协定"),
        ("og:description", "The two foreign ministers signed the Fisheries Agreement on Wednesday."),
        ("og:locale", "en_GB"),
        ("og:locale:alternate", "zh_CN"),
        ("article:published_time", "2031-03-09"),
        ("article:tag", "渔业"),
        ("article:tag", "海澜国"),
        ("twitter:card", "summary"),
    ]


def test_record_names_the_original_and_the_machine():
    """JSON-LD says what the English is a translation of, and that a machine made it."""
    said = record(head_of(Told()))
    assert said["@type"] == "NewsArticle"
    assert said["headline"] == "Two Countries Sign Fisheries Agreement"
    assert said["inLanguage"] == ["en", "zh-Hans"]
    assert said["author"] == {"@type": "Organization", "name": "海峡观察"}
    assert said["isBasedOn"] == said["translationOfWork"]["url"] == Told().url
    assert said["translationOfWork"]["headline"] == "两国签署渔业协定"
    assert said["creativeWorkStatus"] == "English translated by a machine"
    assert said["digitalSourceType"].endswith("TrainedAlgorithmicMediaDigitalSource")


@pytest.mark.parametrize(
    ("reviewed", "status", "by_machine"),
    [
        (0.5, "English translated by a machine, partly reviewed by a person", True),
        (1.0, "English reviewed by a person", False),
    ],
)
def test_record_of_reviewed_posts(reviewed, status, by_machine):
    """What people reviewed is told."""
    said = record(head_of(Told(reviewed=reviewed)))
    assert said["creativeWorkStatus"] == status
    assert ("digitalSourceType" in said) == by_machine


def test_english_posts_are_no_translations():
    """A post that was English already has one language and no work that it translates."""
    head = head_of(Told(title_zh="", title_lang="en", excerpt_zh="", sentences=0))
    assert record(head)["inLanguage"] == "en"
    assert "translationOfWork" not in record(head)
    assert [link.get("hreflang") for link in head.iter("link")] == [None, "en", "x-default", None]


def test_little_is_known():
    """A bare post of a site without an address says only what is so."""
    bare = Told("a.html", "", "", "zh-Hant", "spring", "", "", (), "", "")
    head = head_of(bare, Publication())
    assert properties(head) == [
        ("og:type", "article"),
        ("og:site_name", "中英对照 · Side by side"),
        ("og:title", "Untitled"),
        ("og:locale", "zh_TW"),
        ("twitter:card", "summary"),
    ]
    assert [link.get("href") for link in head.iter("link")] == ["feed.xml"]
    assert record(head)["headline"] == "Untitled"


def test_hostile_words_stay_words():
    """What looks like markup in a post is text in the head, and the record is still JSON."""
    html = str(render_metadata(describe_story(HOSTILE, Place(SITE, HOSTILE.page))))
    assert html.count("</script>") == 1
    assert "\u2028" not in html.partition("<script")[2]
    assert "<img" not in html
    head = head_of(HOSTILE)
    assert record(head)["translationOfWork"]["headline"] == HOSTILE.title_zh
    assert "isBasedOn" not in record(head)
    assert ("og:description", HOSTILE.excerpt_en) in properties(head)


def test_lists_are_websites():
    """A page of posts is a website with both languages and no record."""
    html = render_metadata(describe_list(Place(SITE, "tags/a.html"), "Tags"))
    assert '<meta property="og:type" content="website">' in html
    assert "ld+json" not in html


def test_only_pages_with_a_story_have_it():
    """The head of a page has metadata when its story is told, else none."""
    assert "og:title" not in render_post(example_post())
    page = render_post(example_post(), Place(SITE), replace(Told(), title_en="One & two"))
    assert page.index("One &amp; two · ") < page.index("</head>")
