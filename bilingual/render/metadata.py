"""What a page tells machines about itself: OpenGraph, Twitter cards, JSON-LD (schema.org)."""

import json
from dataclasses import dataclass

from markupsafe import Markup

from bilingual.render.addresses import web_address
from bilingual.render.days import read_day
from bilingual.render.place import Place
from bilingual.render.stories import Story
from bilingual.render.templates import clean_text, render_template

_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_TERRITORIES = {"zh": "zh_CN", "zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "en": "en_GB"}
"""OpenGraph wants a country; our English writes its dates the British way."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head of a page says beside its title."""

    place: Place
    kind: str
    """OpenGraph's type: `article` or `website`."""
    title: str
    description: str
    languages: tuple[str, ...]
    """BCP 47, of all that stands on the page; the main one first."""
    day: str = ""
    """`YYYY-MM-DD` or `""`."""
    tags: tuple[str, ...] = ()
    record: Markup | None = None
    """JSON-LD, safe inside a script element."""

    @property
    def locales(self) -> list[str]:
        """Name the languages as OpenGraph does."""
        return [_TERRITORIES.get(language, language) for language in self.languages]


def describe_story(story: Story, place: Place) -> Metadata:
    """Describe the page of a post."""
    languages = tuple(name for name in ("en", story.title_lang) if name != "en" or story.title_en)
    return Metadata(
        place=place,
        kind="article",
        title=" · ".join(title for title in (story.title_en, story.title_zh) if title) or "Untitled",
        description=story.excerpt_en or story.excerpt_zh,
        languages=tuple(dict.fromkeys(languages)),
        day=story.date if read_day(story.date) else "",
        tags=story.tags,
        record=embed_json(_article(story, place)),
    )


def describe_list(place: Place, title: str) -> Metadata:
    """Describe a page that lists posts."""
    publication = place.publication
    description = f"{publication.title_zh} · {publication.title_en}"
    return Metadata(place, "website", title, description, ("en", "zh-Hans"))


def render_metadata(metadata: Metadata) -> Markup:
    """Render the elements for the head of a page.

    Absolute addresses are given only where the site's is known. Both languages stand at one address, so
    it is named as the alternate of each, and as the default.
    """
    theme = metadata.place.publication.templates
    return Markup(render_template("metadata.html.jinja", theme, metadata=metadata))  # noqa: S704 - escaped there


def embed_json(value: object) -> Markup:
    r"""Write JSON that cannot end the script element it stands in, nor be read as anything else.

    >>> print(embed_json({"name": "</script>"}))
    {"name": "\u003c/script\u003e"}
    """
    text = clean_text(json.dumps(value, ensure_ascii=False))
    return Markup(text.translate(_UNSAFE))  # noqa: S704 - escaped here


def _article(story: Story, place: Place) -> dict[str, object]:
    """Describe the post as schema.org does; what is not known is left out."""
    original = web_address(story.url)
    is_translated = bool(story.sentences)
    known: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title_en or story.title_zh or "Untitled",
        "alternativeHeadline": story.title_zh if story.title_en else "",
        "description": story.excerpt_en or story.excerpt_zh,
        "inLanguage": ["en", story.title_lang] if is_translated else story.title_lang,
        "datePublished": story.date if read_day(story.date) else "",
        "author": _organization(story.author),
        "publisher": _organization(place.publication.title_en or place.publication.title_zh),
        "keywords": list(story.tags),
        "url": place.address,
        "mainEntityOfPage": place.address,
        "isBasedOn": original,
    }
    if is_translated:
        known |= _translation(story, original)
    return {name: value for name, value in known.items() if value}


def _translation(story: Story, original: str) -> dict[str, object]:
    """Say what the English is a translation of, and whether a machine made it."""
    work = {
        "@type": "NewsArticle",
        "headline": story.title_zh,
        "inLanguage": story.title_lang,
        "url": original,
    }
    by_machine = "https://schema.org/TrainedAlgorithmicMediaDigitalSource" if story.reviewed < 1 else ""
    said = "English reviewed by a person" if story.reviewed == 1 else "English translated by a machine"
    return {
        "translationOfWork": {name: value for name, value in work.items() if value},
        "creativeWorkStatus": said if story.reviewed in {0, 1} else f"{said}, partly reviewed by a person",
        "digitalSourceType": by_machine,
    }


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name} if name else {}
