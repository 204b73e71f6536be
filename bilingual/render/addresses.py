"""Which addresses a page may link to: http, https and mailto, nothing else, whatever a post says."""

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]+")  # browsers drop some of them inside a scheme: java\tscript:
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/?#\\\s]", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^?\s]", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
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


def plain_uri(url: str) -> str:
    """Give a judged address in ASCII, as RFC 3986 has it; `""` where its host cannot be written so.

    >>> plain_uri("https://例子.example/新闻?a=100%&b=%E4%B8%AD")
    'https://xn--fsqu00a.example/%E6%96%B0%E9%97%BB?a=100%25&b=%E4%B8%AD'
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # no host, no port, or one that IDNA refuses
        return ""
    if parts.scheme in {"http", "https"} and not _HOST.fullmatch(host):
        return ""
    rest = (_quoted(part) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host + port, *rest))


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


def _quoted(part: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe="%/:=&?~+!$,;'@()*", errors="replace")
