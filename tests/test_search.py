"""Tests of the index of a site: what is written for Pagefind, which blocks are made anew, what stays."""

import gzip
import json
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.errors import PublishError
from bilingual.publish import pagefind_program, search
from bilingual.publish.pagefind_program import Pagefind, find_pagefind
from bilingual.publish.search import (
    MISSING_PACKAGE,
    POSTS_PER_BLOCK,
    deal_into_blocks,
    publish_search,
    withdraw_search,
)
from bilingual.publish.search_records import Passage, record_digest, search_record, tokens, write_words
from bilingual.render import Publication
from tests.pages import example_post
from tests.searched import RECORDS, publish


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("王", ["王"], id="one character"),
        pytest.param("上海合作", ["上海", "海合", "合作", "作"], id="pairs"),
        pytest.param("王毅，访", ["王毅", "毅", "，", "访"], id="a stop parts"),
        pytest.param("王 毅", ["王", "毅"], id="a space parts"),
        pytest.param("\U00020000\U00020001a", ["\U00020000\U00020001", "\U00020001", "a"], id="astral"),
        pytest.param("___PAGEFIND_ANCHOR___a:0:b", ["---PAGEFIND_ANCHOR---a:0:b"], id="Pagefind's own mark"),
    ],
)
def test_tokens(text, expected):
    """Chinese is written as pairs, all else as words."""
    assert list(tokens(text)) == expected


def test_record_of_a_post():
    """A record has both sides of every block but the title, by the ids of the page's rows."""
    post = example_post()
    record = search_record(post, "2031/a.html", ("海峡观察",))
    assert record.title.zh == post.blocks[0].block.text
    assert record.title.en
    assert [passage.anchor for passage in record.passages] == [block.block.id for block in post.blocks[1:]]
    english = next(block.block for block in post.blocks if not block.block.is_chinese)
    assert Passage(english.id, "", english.text) in record.passages
    assert record.date == "2031-03-09"


def test_digest_changes_with_anything():
    """The digest of a record changes with every field."""
    record = RECORDS[0]
    changed = [
        record,
        replace(record, page="b.html"),
        replace(record, title=Passage("t", "题", "Title")),
        replace(record, author="x"),
        replace(record, tags=()),
        replace(record, date="2031-03-10"),
        replace(record, title_lang="zh-Hant"),
        replace(record, passages=record.passages[:1]),
    ]
    assert len({record_digest(one) for one in changed}) == len(changed)
    assert record_digest(record) == record_digest(replace(record))


def test_words_hold_no_markup_of_a_post():
    """What looks like markup or like a mark of Pagefind is written as text."""
    words = write_words(RECORDS[3])
    assert "<img" not in words
    assert "<script" not in words
    assert "___" not in words
    assert words.count("</body>") == 1


def test_undated_post_without_outlet_has_no_facets():
    """What is not known cannot be chosen."""
    words = write_words(replace(RECORDS[0], date="spring", author=""))
    assert 'data-pagefind-meta=""' in words
    assert "inyear" not in words
    assert "inoutlet" not in words


def test_blocks_are_dealt_by_name():
    """Posts are dealt into a power of two of blocks; a new or changed post changes one of them."""
    digests = {f"{number}.html": "1" for number in range(3 * POSTS_PER_BLOCK)}
    blocks = deal_into_blocks(digests, "1.5.2")
    assert len(blocks) == 4
    assert sorted(page for block in blocks for page in block.pages) == sorted(digests)
    assert max(len(block.pages) for block in blocks) < 1.5 * POSTS_PER_BLOCK
    for change in ({"7.html": "2"}, {"new.html": "1"}):
        changed = deal_into_blocks(digests | change, "1.5.2")
        assert len({block.name for block in blocks} & {block.name for block in changed}) == 3
    assert not {b.name for b in blocks} & {b.name for b in deal_into_blocks(digests, "1.6.0")}


def test_two_builds_have_the_same_bytes(tmp_path):
    """The same records give the same files, whatever their order."""
    first = publish(tmp_path / "one")
    publish(tmp_path / "two", RECORDS[::-1])
    assert (first.blocks, first.rebuilt, first.problem) == (1, 1, "")
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_only_what_is_needed_is_published(tmp_path):
    """Pagefind's own interfaces are left out; the page, the script and the list of blocks are there."""
    publish(tmp_path)
    names = {path.name for path in files_of(tmp_path)}
    assert {"search.html", "search.js", "blocks.json", "pagefind.js", "wasm.en.pagefind"} <= names
    assert not [name for name in names if "ui" in name or "highlight" in name]
    assert len([name for name in names if name.endswith(".pf_fragment")]) == len(RECORDS) + 1
    listed = json.loads((tmp_path / "pagefind/blocks.json").read_text())
    assert [choice[1:] for choice in listed["outlets"]] == [["海峡观察", 2], ["Strait & <Watch>", 1]]
    assert listed["years"] == [["inyear2031", "2031", 2], ["inyear2030", "2030", 1]]


def test_nothing_is_made_twice(tmp_path):
    """Without a change nothing is read or written; a change replaces the block it is in."""
    publish(tmp_path)
    before = {path: (tmp_path / path).stat().st_mtime_ns for path in files_of(tmp_path)}
    asked: list[tuple[str, ...]] = []
    assert publish(tmp_path, asked=asked).rebuilt == 0
    assert asked == []
    assert before == {path: (tmp_path / path).stat().st_mtime_ns for path in files_of(tmp_path)}
    edited = (replace(RECORDS[0], author="Other"), *RECORDS[1:])
    assert publish(tmp_path, edited, asked).rebuilt == 1
    assert len(asked) == 1
    assert len(list((tmp_path / "pagefind").glob("block-*"))) == 1


def test_foreign_files_stay_and_leftovers_go(tmp_path):
    """What killed runs left is swept; what is not ours is not touched."""
    publish(tmp_path)
    for name in ("mine", ".bilingual-abc", "block-0123456789abcdef"):
        (tmp_path / "pagefind" / name).mkdir()
    publish(tmp_path)
    assert {path.name for path in (tmp_path / "pagefind").iterdir()} >= {"mine", "blocks.json"}
    assert not (tmp_path / "pagefind/block-0123456789abcdef").exists()
    assert not (tmp_path / "pagefind/.bilingual-abc").exists()


def test_search_is_withdrawn(tmp_path):
    """A site without posts has no search; a search that is not ours is left alone."""
    withdraw_search(tmp_path)
    (tmp_path / "search.html").write_text("mine")
    publish(tmp_path, ())
    assert files_of(tmp_path)
    (tmp_path / "search.html").unlink()
    publish(tmp_path)
    assert publish(tmp_path, ()).problem == ""
    assert not files_of(tmp_path)
    publish(tmp_path)
    (tmp_path / "pagefind" / "mine").mkdir()
    publish(tmp_path, ())
    assert [path.name for path in (tmp_path / "pagefind").iterdir()] == ["mine"]


def test_without_the_package(tmp_path, monkeypatch):
    """Without Pagefind there is no search page, and one sentence says how to get it."""
    publish(tmp_path)
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    assert publish(tmp_path).problem == MISSING_PACKAGE
    assert not files_of(tmp_path)


def test_program_that_is_not_there_or_does_not_run(tmp_path, monkeypatch):
    """A package without its program, or with one for another machine, counts as missing."""
    import pagefind.service

    broken = tmp_path / "broken"
    broken.write_bytes(b"\x7fELF")
    broken.chmod(0o755)
    for found in (None, broken, tmp_path / "gone"):
        monkeypatch.setattr(pagefind.service, "get_executable", lambda found=found: found)
        assert find_pagefind() is None


def test_objection_of_the_program_is_told(tmp_path):
    """A program that objects is told in one sentence with what it said."""
    answer = {"message_id": 0, "payload": {"type": "Error", "message": "out of\nink"}}
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\nprintf {b64encode(json.dumps(answer).encode()).decode()},\nsleep 60\n")
    program.chmod(0o755)
    with pytest.raises(PublishError, match=r"^pagefind 9: failed \(out of ink\); try `pip install"):
        Pagefind(program, "9").index({"a.html": "<p>a"}, tmp_path / "bundle")


def test_place_that_cannot_be_written_is_told(tmp_path):
    """A bundle whose place is taken is told in one sentence."""
    pagefind = find_pagefind()
    assert pagefind
    (tmp_path / "bundle").write_text("in the way")
    with pytest.raises(PublishError, match=r"^pagefind [\d.]+: failed \(.+\); try `pip install"):
        pagefind.index({"a.html": "<p>a"}, tmp_path / "bundle")


def test_index_is_whole(tmp_path):
    """What is published is what Pagefind's own interface would write, file by file."""
    pagefind = find_pagefind()
    assert pagefind
    words = {record.page: write_words(record) for record in RECORDS}
    pagefind.index(words, tmp_path / "bundle", with_engine=True)
    entry = json.loads((tmp_path / "bundle/pagefind-entry.json").read_text())
    assert entry["languages"]["en"]["page_count"] == len(RECORDS)
    assert (tmp_path / f"bundle/pagefind.{entry['languages']['en']['hash']}.pf_meta").stat().st_size
    for name in ("pagefind.js", "pagefind-worker.js"):
        assert (tmp_path / "bundle" / name).read_text().rstrip().endswith((";", "}"))
    fragments = [gzip.decompress(path.read_bytes()) for path in (tmp_path / "bundle/fragment").iterdir()]
    assert len(fragments) == len(RECORDS)
    assert all(fragment.startswith(b"pagefind_dcd{") for fragment in fragments)


def test_program_that_dies_is_told(tmp_path):
    """A program that ends before it has answered is told, too."""
    with pytest.raises(PublishError, match=r"^pagefind 9: failed"):
        Pagefind(Path("/bin/false"), "9").index({"a.html": "<p>a"}, tmp_path / "bundle")


def test_folder_that_cannot_be_written(tmp_path):
    """A file in the place of the folder is told in one sentence."""
    (tmp_path / "pagefind").write_text("mine")
    with pytest.raises(PublishError, match="cannot be written"):
        publish(tmp_path)


def test_program_reads_no_configuration_of_the_user(tmp_path, monkeypatch):
    """A pagefind.toml where the run stands does not change the index."""
    (tmp_path / "pagefind.toml").write_text('site = "elsewhere"\nglob = "*.none"\n')
    monkeypatch.chdir(tmp_path)
    assert publish(tmp_path / "out").problem == ""


def test_records_are_read_block_by_block(tmp_path, monkeypatch):
    """Memory stays flat: the records of one block are asked for at a time."""
    monkeypatch.setattr(search, "POSTS_PER_BLOCK", 1)
    asked: list[tuple[str, ...]] = []
    records = [replace(RECORDS[0], page=f"{number}.html") for number in range(12)]
    built = publish(tmp_path, records, asked)
    assert len(asked) == built.rebuilt == built.blocks > 4


def test_version_is_the_programs():
    """The version is what the program itself says, since it can be newer than its package."""
    found = find_pagefind()
    assert isinstance(found, Pagefind)
    said = subprocess.run([found.program, "--version"], capture_output=True, text=True, check=True).stdout
    assert found.version in said
    assert pagefind_program.CHUNK_SIZE


def test_nothing_to_find(tmp_path):
    """A folder without posts is not made."""
    publish_search(tmp_path / "none", (), {}, lambda _: (), Publication())
    assert not (tmp_path / "none").exists()
