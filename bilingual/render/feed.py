"""The Atom feed (RFC 4287): the newest posts with their beginnings in both languages."""

import uuid
from collections.abc import Iterable

from bilingual.render.addresses import web_address
from bilingual.render.place import Publication
from bilingual.render.stories import Story, newest_stories
from bilingual.render.templates import render_template

FEED = "feed.xml"
NEWEST = 50
"""How many posts a feed holds: some 60 KB, and a month of a busy outlet."""


def render_feed(stories: Iterable[Story], publication: Publication) -> str:
    """Render the feed of a publication; posts without a day are left out, since a feed is about what is new.

    A publication without an address has relative links, which readers resolve against the feed's own.
    """
    newest = newest_stories(stories, NEWEST)
    return render_template(
        "feed.xml.jinja",
        publication.templates,
        publication=publication,
        feed_id=publication.url or _identity("publication", publication.title_zh, publication.title_en),
        stories=[(story, story_identity(story), web_address(story.url)) for story in newest],
        updated=newest[0].date if newest else "1970-01-01",
    )


def story_identity(story: Story) -> str:
    """Give the IRI that a post keeps for ever: by where it was crawled from, else by its page.

    A page may move and a site may get another address; readers must not take the post for a new one.
    """
    return _identity("post", story.url or story.page)


def _identity(*names: str) -> str:
    name = "\n".join(("bilingual", *names)).encode("utf-8", "replace").decode()
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn
