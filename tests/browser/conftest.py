"""A real browser for tests of pages: Debian's Chromium, driven by Playwright; the network is ours.

`open_page` shows HTML, or a folder as a static host would serve it, at an address of its own. What lies
elsewhere is answered here: a picture with a picture, everything else not at all. `find_barriers` gives what
axe-core objects to.
"""

import mimetypes
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Route, ViewportSize, sync_playwright

HOST = "https://site.test/"
"""Where pages under test stand."""

_PATIENCE_MILLISECONDS = 5_000
"""Before a test says that something does not come; it comes within a tenth of it."""

_PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400" viewBox="0 0 640 400">'
    b'<rect width="640" height="400" fill="#789"/></svg>'
)
_WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifts.push(entry.value)))
  .observe({type: "layout-shift", buffered: true});
"""
_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


@dataclass(frozen=True)
class Opened:
    """A page in the browser, and what was heard from it since."""

    page: Page
    fetched: list[str] = field(default_factory=list)
    """The addresses that the page asked for, in order, itself left out."""
    complaints: list[str] = field(default_factory=list)
    """What stands in the console: violations of the policy, errors of scripts."""

    def shift(self) -> float:
        """Give how much the layout has moved by itself, as Chromium measures it; 0 is nothing."""
        return float(self.page.evaluate("window.shifts.reduce((sum, value) => sum + value, 0)"))


OpenPage = Callable[..., Opened]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start the browser for the tests of this folder; no longer, since Playwright holds the event loop."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("there is no Chromium on this machine; `apt-get install chromium` brings it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Give a function that opens pages; all that it opened in one test share what the browser remembers.

    `what` is the HTML of a page, or a folder that holds a site. Options: `path`, where the page stands;
    `width` and `height` in CSS pixels; `script=False`; `dark`, `contrast`, `forced` for what readers set;
    `touch` for a phone; `before`, a script that runs before those of the page.
    """
    contexts = {}

    def open_one(
        what: str | Path,
        path: str = "page.html",
        *,
        width: int = 1280,
        height: int = 800,
        script: bool = True,
        dark: bool = False,
        contrast: bool = False,
        forced: bool = False,
        touch: bool = False,
        before: str = "",
    ) -> Opened:
        kind = (script, dark, contrast, forced, touch)
        if kind not in contexts:
            contexts[kind] = browser.new_context(
                java_script_enabled=script,
                color_scheme="dark" if dark else "light",
                contrast="more" if contrast else "no-preference",
                forced_colors="active" if forced else "none",
                has_touch=touch,
                reduced_motion="reduce",
            )
            contexts[kind].set_default_timeout(_PATIENCE_MILLISECONDS)
        page = contexts[kind].new_page()
        page.set_viewport_size(ViewportSize(width=width, height=height))
        opened = Opened(page)
        page.on("request", lambda request: _note(opened, request))
        page.on("console", lambda message: _hear(opened, message))
        page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        page.route("**/*", lambda route: _answer(route, what, path))
        page.add_init_script(_WATCH_SHIFTS + before)
        page.goto(HOST + path)
        return opened

    yield open_one
    for context in contexts.values():
        context.close()


def find_barriers(page: Page) -> list[str]:
    """Give what axe-core objects to, one line each: the rule, and the first element that breaks it."""
    found = Axe().run(page, options=_RULES).response["violations"]
    return [
        f"{rule['id']}: {rule['nodes'][0]['html'][:160]} ({rule['nodes'][0]['failureSummary']})"
        for rule in found
    ]


def _note(opened: Opened, request: Request) -> None:
    if not request.is_navigation_request() and not request.url.startswith("data:"):
        opened.fetched.append(request.url)


def _hear(opened: Opened, message: ConsoleMessage) -> None:
    if message.text != "Failed to load resource: net::ERR_FAILED":  # what `_answer` refuses
        opened.complaints.append(message.text)


def _answer(route: Route, what: str | Path, path: str) -> None:
    url = route.request.url
    if url.startswith(HOST):
        _serve(route, what, unquote(urlsplit(url).path).lstrip("/"), path)
    elif route.request.resource_type == "image" and "missing" not in url:
        route.fulfill(body=_PICTURE, content_type="image/svg+xml")
    else:
        route.abort()


def _serve(route: Route, what: str | Path, asked: str, path: str) -> None:
    """Answer as a static host does; a folder's address means its index."""
    if isinstance(what, str):
        route.fulfill(body=what if asked == path else "", content_type="text/html; charset=utf-8")
        return
    file = what / asked / "index.html" if (what / asked).is_dir() else what / asked
    if not file.is_file():
        route.fulfill(status=404, body="")
        return
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    route.fulfill(
        body=file.read_bytes(), content_type=f"{kind}; charset=utf-8" if kind.startswith("text") else kind
    )
