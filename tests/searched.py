"""A small site that can be searched, for the tests of search."""

from pathlib import Path

from bilingual.publish.search import SearchBuilt, publish_search
from bilingual.publish.search_records import Passage, SearchRecord, record_digest
from bilingual.render import Publication
from tests.stories import Told

_AGREEMENT = (
    Passage(
        "b1",
        "海澜国外长林远舟与托卡耶夫总统周三在白沙签署渔业协定。协定规定，两国渔船可以在共同海域作业，期限十年。",
        "Lin Yuanzhou, the foreign minister of Hailan, and President Tokayev signed the Fisheries Agreement in "
        "Baisha on Wednesday. It lets the vessels of both countries work their common waters for ten years.",
    ),
    Passage("b2", "中方表示欢迎。", "China welcomed it."),
)
_FORUM = (
    Passage(
        "b1",
        "白沙论坛讨论了 G7 峰会、人工智能和渔业。",
        "The Baisha Forum discussed the G7 summit, AI and fishing.",
    ),
    Passage("b2", "", "This paragraph was English already: studies of fisheries."),
)
_ISLAND = (
    Passage(
        "b1",
        "林遠舟週四訪問臺灣，會見漁業協會，並發表談話。",
        "Lin Yuanzhou visited Taiwan on Thursday and met the fishing association.",
    ),
)
_HOSTILE = (
    Passage(
        "b1",
        '</span></body>“<img src=x onerror="alert(1)">” ___PAGEFIND_WEIGHT___9 ___END_PAGEFIND_WEIGHT___ 脚本。',
        "&lt;script&gt; alert(1) </title> &amp; &#60;b&#62; scripted.",
    ),
)
RECORDS = (
    SearchRecord(
        "2031/渔业.html",
        Passage("t", "两国签署渔业协定", "Two Countries Sign Fisheries Agreement"),
        "zh-Hans",
        "2031-03-09",
        "海峡观察",
        ("渔业",),
        _AGREEMENT,
    ),
    SearchRecord(
        "forum.html",
        Passage("t", "白沙论坛闭幕", "Baisha Forum Closes"),
        "zh-Hans",
        "2030-11-02",
        "Strait & <Watch>",
        (),
        _FORUM,
    ),
    SearchRecord(
        "island.html",
        Passage("t", "林遠舟訪問臺灣", "Lin Yuanzhou Visits Taiwan"),
        "zh-Hant",
        "2031-04-01",
        "海峡观察",
        (),
        _ISLAND,
    ),
    SearchRecord(
        "x/hostile.html",
        Passage("t", '<b>标题</b> "x"', "</script><b>Headline</b>"),
        "zh-Hans",
        "spring",
        "",
        (),
        _HOSTILE,
    ),
)


def publish(output: Path, records=RECORDS, asked: list[tuple[str, ...]] | None = None) -> SearchBuilt:
    """Publish the search of records; `asked` collects the pages whose records were read."""
    by_page = {record.page: record for record in records}

    def read(pages):
        if asked is not None:
            asked.append(tuple(pages))
        return [by_page[page] for page in pages]

    stories = [
        Told(record.page, record.title.zh, record.title.en, record.title_lang, record.date, record.author)
        for record in records
    ]
    digests = {page: record_digest(record) for page, record in by_page.items()}
    return publish_search(output, stories, digests, read, Publication())
