"""Which addresses a page may link to: http, https and mailto, nothing else, whatever a post says."""

import re
from urllib.parse import quote, urljoin, urlsplit

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]+")  # browsers drop some of them inside a scheme: java\tscript:
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/?#\\\s]", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^?\s]", re.IGNORECASE)
_UNSAFE = frozenset("\"'<>`{}|\\^ ")


def web_address(url: str, base: str = "") -> str:
    """Give an http or https address that is safe to link to, or `""`.

    Args:
        url: as the post has it, perhaps relative.
        base: where the post was crawled from; a relative address is taken from there.

    >>> web_address("/photo.jpg", "https://example.org/news/1"), web_address("javascript:alert(1)")
    ('https://example.org/photo.jpg', '')
    """
    cleaned = _CONTROLS.sub("", url).strip()
    if base and cleaned and not _SCHEME.match(cleaned):
        cleaned = _joined(web_address(base), cleaned)
    return _encoded(cleaned) if _WEB.match(cleaned) else ""


def link_address(url: str, base: str = "") -> str:
    """Give an address that is safe to link to, mail included, or `""`."""
    cleaned = _CONTROLS.sub("", url).strip()
    return _encoded(cleaned) if _MAIL.match(cleaned) else web_address(url, base)


def host_of(url: str) -> str:
    """Give the host name of a web address, `""` where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:  # a bracket that is no IPv6 address
        return ""


def _encoded(url: str) -> str:
    """Percent-encode what could end an attribute or cannot be seen; keep Chinese readable."""
    return "".join(
        quote(char, errors="replace") if char in _UNSAFE or not char.isprintable() else char for char in url
    )
