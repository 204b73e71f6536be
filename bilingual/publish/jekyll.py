"""The folder of a Jekyll site: pairs go to `_posts`, those without a day to `_drafts`, as Jekyll asks.

`_data/bilingual.json` remembers which post has which file, and lists them for the site's own templates as
`site.data.bilingual.posts`. Only files that carry our signature are ever replaced or removed.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from bilingual.document import TranslatedPost
from bilingual.errors import PublishError
from bilingual.publish.files import remove_file, sweep_leftovers, write_if_changed
from bilingual.publish.names import distinct_page, is_page, page_key, safe_page
from bilingual.publish.places import place_inside, source_key
from bilingual.publish.site import Published
from bilingual.render.days import read_day
from bilingual.render.jekyll import SIGNATURE, STYLE_SIGNATURE, render_jekyll, render_jekyll_style

POSTS, DRAFTS = "_posts", "_drafts"
LISTING = "_data/bilingual.json"
STYLE = "assets/bilingual.css"
VERSION = 1

_SURROGATE = re.compile("[\ud800-\udfff]")
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-.")


class JekyllFolder:
    """The posts in the source folder of a Jekyll site; the rest of it is the user's."""

    def __init__(self, output: Path) -> None:
        """Read the listing; nothing is created before a post is.

        Raises:
            PublishError: the listing cannot be read.
        """
        self.output = output
        self.problems: tuple[str, ...] = ()
        self.remarks: tuple[str, ...] = ()
        for folder in (POSTS, DRAFTS, "_data", "assets"):
            sweep_leftovers(output / folder)
        self._pages = {source: PurePosixPath(page) for source, page in self._read_listing().items()}
        self._taken = {_key_of(page) for page in self._pages.values()}
        self._published = set(self._pages)
        self._changes: dict[str, str | None] = {}

    def publish(self, post: TranslatedPost, source: Path, relative: PurePosixPath) -> Published:
        """Write the file of a post unless it is there already.

        Raises:
            PublishError: it cannot be written, or its place is taken by a file that is not ours.
        """
        key = source_key(source, self.output)
        page = self._page_for(key, relative, post.post.text_of("date"))
        place = place_inside(self.output, page)
        if place.is_file() and not _holds(place, SIGNATURE):
            raise PublishError(
                f"{place}: is there already and not ours; move it, or choose another folder with --out"
            )
        changed = write_if_changed(place, render_jekyll(post))
        self._published.add(key)
        self._changes[key] = str(page)
        return Published(page, changed)

    def remove(self, source: Path) -> None:
        """Take back the file of a post, if this folder has one.

        Raises:
            PublishError: it cannot be removed.
        """
        key = source_key(source, self.output)
        if key in self._published:
            self._take_back(key)
            self._changes[key] = None

    def leave_out(self, source: Path, status: str, message: str) -> None:
        """Do nothing: a Jekyll site has no page for its editors."""

    @property
    def pending(self) -> int:
        """Give how many parts a finish has."""
        return 1

    def finish_in_steps(self) -> Iterator[bool]:
        """Finish in one step."""
        yield self.finish()

    def finish(self) -> bool:
        """Write the listing and the style sheet; tell whether either changed.

        The listing is merged with what another run may have written meanwhile; a post whose file is gone
        is not listed.

        Raises:
            PublishError: one of them cannot be written.
        """
        merged: dict[str, str | None] = {**self._read_listing(), **self._changes}
        listed = {s: page for s, page in merged.items() if page and (self.output / page).is_file()}
        if not listed and not self.output.exists():
            return False
        style = self.output / STYLE
        keeps = style.exists() and not _holds(style, STYLE_SIGNATURE)
        changed = not keeps and write_if_changed(style, render_jekyll_style())
        return write_if_changed(self.output / LISTING, _dump(listed)) or changed

    def _page_for(self, key: str, relative: PurePosixPath, date: str) -> PurePosixPath:
        """Give the file of a post: the one it has, unless a day made a post of a draft or undid that."""
        folder, dated = _name(relative, date)
        known = self._pages.get(key)
        if known and known.parts[0] == folder:
            return known
        if known:
            self._take_back(key)
        page = PurePosixPath(folder) / distinct_page(dated, self._taken)
        self._pages[key] = page
        self._taken.add(_key_of(page))
        return page

    def _take_back(self, key: str) -> None:
        page = self._pages.pop(key)
        self._taken.discard(_key_of(page))
        self._published.discard(key)
        place = place_inside(self.output, page)
        if _holds(place, SIGNATURE):
            remove_file(place, self.output)

    def _read_listing(self) -> Mapping[str, str]:
        path = self.output / LISTING
        try:
            return _load(path.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise PublishError(
                f"{path}: cannot be read ({error.strerror}); repair that, or choose another folder"
            ) from error
        except (ValueError, RecursionError, KeyError, TypeError) as error:
            self.problems = (f"{path}: damaged ({error}); it is made anew from the posts of this run",)
            return {}


def _key_of(page: PurePosixPath) -> str:
    """Give what is not shared by two posts: the name in its folder, be it for posts or for drafts."""
    return page_key(PurePosixPath(*page.parts[1:]))


def _name(relative: PurePosixPath, date: str) -> tuple[str, PurePosixPath]:
    """Give the folder for a post and its path there, with the day that Jekyll reads from the name."""
    match = _DATED.match(safe_page(relative).stem)
    if match and read_day(match[1]):
        return POSTS, relative
    if day := read_day(date):
        return POSTS, relative.with_name(f"{day.isoformat()}-{relative.name}")
    return DRAFTS, relative


def _holds(place: Path, signature: str) -> bool:
    try:
        return signature.encode() in place.read_bytes()
    except OSError:
        return False


def _dump(listed: Mapping[str, str]) -> str:
    posts = ({"source": source, "page": listed[source]} for source in sorted(listed))
    lines = ",\n".join(json.dumps(post, ensure_ascii=False) for post in posts)
    text = f'{{"version": {VERSION}, "posts": [\n{lines}\n]}}\n'
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)  # as in a name that is not UTF-8


def _load(content: bytes) -> dict[str, str]:
    document = json.loads(content)
    if document["version"] != VERSION:
        raise ValueError(f"not of version {VERSION}")
    pages = {str(post["source"]): str(post["page"]) for post in document["posts"]}
    for page in pages.values():
        folder, _, rest = page.partition("/")
        if folder not in (POSTS, DRAFTS) or not is_page(rest):
            raise ValueError("a file lies at a path that is not ours")
    return pages
