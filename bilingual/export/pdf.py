"""PDF: the page of a post as a Chromium prints it, one file a post."""

import base64
import hashlib
import os
import re
from datetime import date

from bilingual.document import TranslatedPost
from bilingual.export.browser import find_browser, print_page
from bilingual.export.glyphs import mend_glyphs
from bilingual.render import render_post
from bilingual.render.book import UNDATED
from bilingual.render.days import read_day

_PAGE_NUMBER = '@bottom-center{content:counter(page)" / "counter(pages);font:8pt sans-serif;color:#555}'
_STAMP = re.compile(rb"\((D:)\d{14}([+-]\d\d'\d\d'\))")


def write_pdf(post: TranslatedPost, *, paper: str = "a4") -> bytes:
    """Print a post on sheets of `a4` or `letter`.

    The same post and the same Chromium give the same bytes: the time of printing is set to the day of the
    post. Another version of Chromium, or other fonts, give other bytes.

    Raises:
        ToolError: there is no Chromium.
        ExportError: Chromium cannot print the page.
    """
    day = read_day(post.post.text_of("date")) or UNDATED
    printed = print_page(find_tools(), _on_paper(render_post(post), paper))
    return mend_glyphs(_stamp(printed, day))


def find_tools() -> str:
    """Give the Chromium to print with.

    Raises:
        ToolError: there is none.
    """
    return find_browser(os.environ)


def _on_paper(html: str, paper: str) -> str:
    """Set the size of the sheets, number them, and let the page's policy pass that one rule."""
    rule = f"@page{{size:{paper};{_PAGE_NUMBER}}}"
    digest = base64.b64encode(hashlib.sha256(rule.encode()).digest()).decode()
    allowed = html.replace("style-src ", f"style-src 'sha256-{digest}' ", 1)
    return allowed.replace("</head>", f"<style>{rule}</style>\n</head>", 1)


def _stamp(pdf: bytes, day: date) -> bytes:
    """Set the times of making and changing; as long as before, so that no offset in the file moves."""
    return _STAMP.sub(rb"(\g<1>" + f"{day:%Y%m%d}000000".rjust(14, "0").encode() + rb"\g<2>", pdf)
