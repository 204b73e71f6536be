"""Every web address, e-mail address, handle and hashtag of the source stands in the target."""

import re
from collections import Counter
from collections.abc import Iterator

from bilingual.document import Finding, Job, Severity, Translation

_ADDRESS = r"[A-Za-z0-9_~%&=+#@/?!*$,;:.\-]*[A-Za-z0-9_~%&=+#/$\-]"  # ends before the sentence's own point
_LINK = re.compile(
    rf"(?:https?://|(?<![A-Za-z0-9])www\.){_ADDRESS}"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?<![A-Za-z0-9&@/.])[@#](?=[0-9_]*[A-Za-z])[A-Za-z0-9_]+",
)
"""Chinese letters end a link; a handle or hashtag of Chinese letters is text to translate: #春节#."""


def check_links(job: Job, translation: Translation) -> Iterator[Finding]:
    """Object to every link of the source that the target has not, or has not as often."""
    lost = _count_links(job.text) - _count_links(translation.target)
    for link in lost:
        yield Finding("links", Severity.ERROR, f"“{link}” is missing")


def blank_links(text: str) -> str:
    """Put spaces in the place of the links: the digits in them are not numbers."""
    return _LINK.sub(lambda link: " " * len(link[0]), text) if _may_have_links(text) else text


def _count_links(text: str) -> Counter[str]:
    """Count each link; https:// and a last / more or less are the same link."""
    links = _LINK.findall(text) if _may_have_links(text) else ()
    return Counter(re.sub(r"^https?://", "", link).rstrip("/") for link in links)


def _may_have_links(text: str) -> bool:
    """Tell quickly that most sentences have none."""
    return any(sign in text for sign in ("@", "#", "://", "www."))
