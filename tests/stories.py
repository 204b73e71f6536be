"""Invented posts as lists know them, for the tests of the feed, the site map, previews and search."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """A story with a value for everything."""

    page: str = "2031/海澜国.html"
    title_zh: str = "两国签署渔业协定"
    title_en: str = "Two Countries Sign Fisheries Agreement"
    title_lang: str = "zh-Hans"
    date: str = "2031-03-09"
    author: str = "海峡观察"
    url: str = "https://news.example.org/world/7?lang=zh&id=7"
    tags: tuple[str, ...] = ("渔业", "海澜国")
    excerpt_zh: str = "两国外长周三签署了渔业协定。"
    excerpt_en: str = "The two foreign ministers signed the Fisheries Agreement on Wednesday."
    reviewed: float = 0.0
    sentences: int = 12


HOSTILE = Told(
    page="a&b/<i>.html",
    title_zh="</script><!--\u2028“标题”]]>",
    title_en="\"><img src=x onerror=alert(1)>&amp;\x00\ud800 it's",
    author="<b>外\u202e电</b>",
    url="javascript:alert(1)",
    tags=('a"b', " ", "</category>"),
    excerpt_zh="</div></content>&nbsp;",
    excerpt_en="</summary><script>alert(1)</script>",
)
