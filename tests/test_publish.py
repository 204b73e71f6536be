"""The output folder: whole pages, one per post, an index of them all, and nothing outside."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import PublishError
from bilingual.publish import Site, write_if_changed
from bilingual.publish.files import remove_file
from bilingual.publish.manifest import dump_manifest, load_manifest
from bilingual.publish.names import distinct_page, page_key
from bilingual.render import Entry, entry_of, exchange_surroundings
from tests.pages import example_post, plain_post

LEFTOVER = ".bilingual-0123456789abcdef.tmp"


@pytest.fixture
def output(tmp_path):
    return tmp_path / "output"


def publish(output, *names, **metadata):
    """Publish plain posts, one per name, and finish."""
    site = Site(output)
    published = [
        site.publish(plain_post(**metadata), output.parent / "posts" / name, PurePosixPath(name))
        for name in names
    ]
    site.finish()
    return published


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def posts_in(output):
    """The pages of posts and the manifest: all but what leads to them."""
    ours = (
        "archive",
        "authors",
        "months",
        "tags",
        "terms",
        "status.html",
        "index.html",
        "404.html",
        "feed.xml",
    )
    return {name: page for name, page in files(output).items() if not name.startswith(ours)}


def without_surroundings(page):
    return exchange_surroundings(page.decode(), "")


def listed(output):
    return [post["page"] for post in json.loads((output / "index.json").read_bytes())["posts"]]


def test_a_run_leaves_pages_an_index_and_a_manifest(output):
    """Pages mirror the posts; beside them stands what leads to them, and nothing else is left."""
    publish(output, "a.txt", "世界/b.md")
    assert sorted(posts_in(output)) == ["a.html", "index.json", "世界/b.html"]
    name = next(name for name in files(output) if name.startswith("authors/海"))
    assert sorted(files(output).keys() - posts_in(output).keys()) == sorted(
        [
            "404.html",
            name,
            "authors/index.html",
            "feed.xml",
            "index.html",
            "months/2031-03.html",
            "months/index.html",
            "status.html",
            "tags/index.html",
            "terms/index.html",
        ]
    )


def test_pages_lead_to_the_index(output):
    """A page in a folder finds the index above it."""
    publish(output, "a.txt", "x/y/b.md")
    assert b'href="index.html"' in (output / "a.html").read_bytes()
    assert b'href="../../index.html"' in (output / "x/y/b.html").read_bytes()


def test_unchanged_pages_are_not_rewritten(output):
    """The same posts again leave every file alone."""
    publish(output, "a.txt", "b.txt")
    before = {path: path.stat().st_ino for path in output.rglob("*")}
    assert [page.changed for page in publish(output, "a.txt", "b.txt")] == [False, False]
    assert {path: path.stat().st_ino for path in output.rglob("*")} == before


def test_a_changed_post_changes_its_page_and_the_index(output):
    """Only what depends on the post is rewritten."""
    publish(output, "a.txt", "b.txt")
    before = files(output)
    (page,) = publish(output, "a.txt", title_en="Other news")
    assert page.changed
    assert {name for name, content in files(output).items() if content != before[name]} == {
        "a.html",
        "authors/海峡观察.html",
        "feed.xml",
        "index.html",
        "index.json",
        "months/2031-03.html",
    }


def test_finish_tells_whether_the_index_changed(output):
    """A second finish has nothing to do."""
    site = Site(output)
    site.publish(plain_post(), Path("a.txt"), PurePosixPath("a.txt"))
    assert [site.finish(), site.finish()] == [True, False]


def test_nothing_is_created_for_nothing(output):
    """A run in which every post failed leaves no folder behind."""
    assert not Site(output).finish()
    assert not output.exists()


def test_a_post_keeps_its_page(output):
    """A folder and later one file of it, named from elsewhere, share a page."""
    (first,) = publish(output, "2031/a.txt")
    again = Site(output).publish(
        plain_post(), output.parent / "x/../posts/2031/a.txt", PurePosixPath("a.txt")
    )
    assert (again.page, again.changed) == (first.page, False)


def test_standard_input_is_a_source_of_its_own(output):
    """`-` is not a file."""
    site = Site(output)
    site.publish(plain_post(), Path("-"), PurePosixPath("stdin"))
    site.finish()
    assert json.loads((output / "index.json").read_bytes())["posts"][0]["source"] == "-"


def test_sources_are_named_from_beside_the_output(output):
    """Posts and output can move together."""
    publish(output, "a.txt")
    assert json.loads((output / "index.json").read_bytes())["posts"][0]["source"] == "posts/a.txt"
    moved = output.parent / "elsewhere"
    moved.mkdir()
    shutil.move(output, moved / "output")
    (page,) = publish(moved / "output", "a.txt")
    assert not page.changed


def test_two_posts_never_share_a_page(output):
    """Posts whose names differ only in what an address cannot hold get a digest behind the name."""
    names = ["a.txt", "a.md", "A.txt", "a?.txt", "é.txt", "e\u0301.txt"]
    pages = [str(published.page) for published in publish(output, *names)]
    assert pages[0] == "a.html"
    assert len({page_key(page) for page in pages}) == len(names)
    assert sorted(listed(output)) == sorted(pages)


def test_a_page_never_takes_the_index(output):
    """A post named index has another page."""
    (page,) = publish(output, "index.md")
    assert str(page.page) == "index-post.html"


def test_a_removed_post_is_gone(output):
    """A superseded post loses its page, its line in the index, and the folder it leaves empty."""
    publish(output, "a.txt", "old/b.txt")
    site = Site(output)
    site.remove(output.parent / "posts/old/b.txt")
    site.finish()
    assert sorted(posts_in(output)) == ["a.html", "index.json"]
    assert not (output / "old").exists()
    assert listed(output) == ["a.html"]


def test_removing_what_is_not_there_is_no_error(output):
    """A post that was never published can be superseded."""
    publish(output, "a.txt")
    before = files(output)
    site = Site(output)
    site.remove(Path("never.txt"))
    site.finish()
    assert files(output) == before


def test_remove_spares_a_page_that_is_not_ours(output):
    """What a person put in the place of a page is not deleted."""
    publish(output, "a.txt")
    (output / "a.html").write_text("my own page")
    site = Site(output)
    site.remove(output.parent / "posts/a.txt")
    site.finish()
    assert (output / "a.html").read_text() == "my own page"
    assert listed(output) == []


def test_a_page_that_is_gone_can_be_removed(output):
    """A post whose page a person deleted leaves the index all the same."""
    publish(output, "a.txt", "b.txt")
    (output / "a.html").unlink()
    site = Site(output)
    site.remove(output.parent / "posts/a.txt")
    site.finish()
    assert listed(output) == ["b.html"]


def test_what_cannot_be_removed_is_one_sentence(output):
    """A removal that fails is reported with its place."""
    output.mkdir()
    with pytest.raises(PublishError, match=r"output: cannot be written \(.+\); repair that"):
        remove_file(output, output.parent)


@pytest.mark.parametrize("name", ["a.html", "index.html"])
def test_foreign_files_are_not_overwritten(output, name):
    """A file that we did not write is reported, not replaced."""
    output.mkdir()
    (output / name).write_text("my own page")
    with pytest.raises(PublishError, match=r"not ours; move it, or choose another folder with --out"):
        publish(output, "a.txt")
    assert (output / name).read_text() == "my own page"


def test_a_page_that_was_deleted_is_not_listed(output):
    """The index never leads to a page that is gone; the next run brings it back."""
    publish(output, "a.txt", "b.txt")
    (output / "a.html").unlink()
    Site(output).finish()
    assert listed(output) == ["b.html"]
    (page,) = publish(output, "a.txt")
    assert page.changed
    assert listed(output) == ["a.html", "b.html"]


def test_two_runs_at_once_both_end_in_the_index(output):
    """The run that ends last keeps what the other one published meanwhile."""
    one, two = Site(output), Site(output)
    one.publish(plain_post(), Path("one.txt"), PurePosixPath("one.txt"))
    two.publish(plain_post(), Path("two.txt"), PurePosixPath("two.txt"))
    one.finish()
    two.finish()
    assert listed(output) == ["one.html", "two.html"]


ENTRY = asdict(entry_of(plain_post(), "a.html", "posts/a.txt"))
DAMAGED = {
    "not JSON": "{",
    "not UTF-8": b"\xff\xfe",
    "deep": "[" * 100_000,
    "another thing": "[]",
    "another version": '{"version": 99, "posts": []}',
    "no posts": '{"version": 2}',
    "a post that is none": json.dumps({"version": 2, "posts": [1]}),
    "a key too few": json.dumps({"version": 2, "posts": [{"page": "a.html"}]}),
    "a wrong type": json.dumps({"version": 2, "posts": [ENTRY | {"errors": "3"}]}),
    "not a number": json.dumps({"version": 2, "posts": [ENTRY | {"reviewed": float("nan")}]}),
    "tags that are none": json.dumps({"version": 2, "posts": [ENTRY | {"tags": [1]}]}),
    "a page above the folder": json.dumps({"version": 2, "posts": [ENTRY | {"page": "../a.html"}]}),
    "a page anywhere": json.dumps({"version": 2, "posts": [ENTRY | {"page": "/etc/a.html"}]}),
    "a page that is a script": json.dumps({"version": 2, "posts": [ENTRY | {"page": "javascript:alert(1)"}]}),
    "a page twice": json.dumps({"version": 2, "posts": [ENTRY, ENTRY | {"source": "b.txt"}]}),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_manifest_is_made_anew(output, content):
    """A manifest that cannot be trusted costs a warning, not the run."""
    publish(output, "a.txt")
    whole = files(output)
    (output / "index.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    site = Site(output)
    assert [problem.startswith(f"{output / 'index.json'}: damaged (") for problem in site.problems] == [True]
    site.publish(plain_post(), output.parent / "posts/a.txt", PurePosixPath("a.txt"))
    site.finish()
    assert files(output) == whole


json_numbers = st.integers(0, 10**9)
entries = st.builds(
    Entry,
    st.integers(0, 10**6).map("p{}.html".format),
    *[st.text(st.characters(exclude_categories=["Cs"]))] * 7,
    json_numbers,
    st.floats(0, 1),
    json_numbers,
    json_numbers,
    tags=st.lists(st.text(st.characters()), max_size=3).map(tuple),
    excerpt_zh=st.text(st.characters()),
)


@given(st.lists(entries, unique_by=(lambda e: e.page, lambda e: e.source), max_size=5))
def test_the_manifest_comes_back_as_it_was(tmp_path_factory, items):
    """Any entries survive a round trip, and in whatever order they come the bytes are the same."""
    path = tmp_path_factory.mktemp("manifest") / "index.json"
    path.write_text(dump_manifest(items), encoding="utf-8", newline="\n")
    assert sorted(load_manifest(path), key=lambda e: e.page) == sorted(items, key=lambda e: e.page)
    assert dump_manifest(reversed(items)) == dump_manifest(items)


def test_a_name_that_is_not_unicode_is_kept(output):
    """A post whose file name is not UTF-8 is remembered all the same."""
    name = os.fsdecode(b"post-\xff.txt")
    publish(output, name)
    (again,) = publish(output, name)
    assert not again.changed
    assert len(listed(output)) == 1


def test_text_that_is_not_unicode_is_published(output):
    """Half a surrogate pair in a title does not stop a post."""
    publish(output, "a.txt", title="半\ud83d个")
    assert "半\ufffd个".encode() in (output / "a.html").read_bytes()


@pytest.mark.parametrize(
    ("prepare", "fact"),
    [
        pytest.param(
            lambda output: (output / "a.html").mkdir(parents=True), "is a directory", id="a folder in the way"
        ),
        pytest.param(lambda output: output.write_text("a file"), "not a directory", id="a file in the way"),
    ],
)
def test_an_obstacle_is_one_sentence(output, prepare, fact):
    """What cannot be written is said with its place, the fact and the next step."""
    prepare(output)
    with pytest.raises(
        PublishError,
        match=rf"(?i)a\.html: cannot be written \({fact}\)|index\.json: cannot be read \({fact}\)",
    ):
        publish(output, "a.txt")


def test_a_full_disk_leaves_the_old_page(tmp_path):
    """When the new page does not fit, the old one stays whole and no piece of the new one is left."""
    script = (
        "import resource, sys; from pathlib import Path; from bilingual.publish import write_if_changed\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "write_if_changed(Path(sys.argv[1]), 'new' * 1000)"
    )
    page = tmp_path / "a.html"
    write_if_changed(page, "old")
    run = subprocess.run([sys.executable, "-c", script, page], capture_output=True, text=True, check=False)
    assert "PublishError" in run.stderr
    assert "cannot be written (file too large)" in run.stderr
    assert files(tmp_path) == {"a.html": b"old"}


@pytest.mark.parametrize("relative", ["../a.txt", "../../a.txt", "/a.txt", "x/../../a.txt", "..", "."])
def test_dots_lead_nowhere(output, relative):
    """However a post is named, its page is in the output folder."""
    site = Site(output)
    published = site.publish(plain_post(), Path("a.txt"), PurePosixPath(relative))
    assert (output / published.page).is_file()
    assert (output / published.page).resolve().is_relative_to(output.resolve())
    assert [path.name for path in output.parent.iterdir()] == ["output"]


def test_a_link_out_of_the_folder_is_refused(output, tmp_path):
    """A folder of the output that is a link to somewhere else is not written through."""
    outside = tmp_path / "outside"
    outside.mkdir()
    output.mkdir()
    (output / "x").symlink_to(outside)
    with pytest.raises(PublishError, match=r"is a link out of the output folder"):
        publish(output, "x/y/a.txt")
    assert not list(outside.iterdir())


def test_a_page_that_is_a_link_is_replaced(output, tmp_path):
    """A page that was made a link becomes a page; what the link led to is left alone."""
    publish(output, "a.txt")
    elsewhere = tmp_path / "elsewhere.html"
    shutil.move(output / "a.html", elsewhere)
    (output / "a.html").symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    publish(output, "a.txt", title_en="Other news")
    assert not (output / "a.html").is_symlink()
    assert elsewhere.read_bytes() == before


def test_the_output_folder_may_be_a_link(output, tmp_path):
    """Where the output folder itself leads is for the user to say."""
    (tmp_path / "disk").mkdir()
    output.symlink_to(tmp_path / "disk")
    publish(output, "a.txt")
    assert (tmp_path / "disk/a.html").is_file()


def test_leftovers_of_killed_runs_are_swept(output):
    """Temporary files that nobody writes any more are removed, in folders too."""
    publish(output, "x/a.txt")
    whole = files(output)
    for folder in (output, output / "x"):
        (folder / LEFTOVER).write_text("half a pa")
    Site(output)
    assert files(output) == whole


def test_a_file_at_work_is_not_swept(output):
    """A run leaves the temporary file of another run alone while that one writes it."""
    publish(output, "a.txt")
    with (output / LEFTOVER).open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        Site(output)
        assert (output / LEFTOVER).exists()


def test_pages_can_be_read_by_others(output):
    """A page has the permissions that the user's umask gives, not those of a temporary file."""
    publish(output, "a.txt")
    umask = os.umask(0o022)
    os.umask(umask)
    assert (output / "a.html").stat().st_mode & 0o777 == 0o666 & ~umask


KILLED = """
import sys
from pathlib import Path, PurePosixPath
from bilingual.publish import Site
from tests.pages import plain_post

site = Site(Path(sys.argv[1]))
for number in range(40):
    post = plain_post(title=f"第{number}条消息", title_en=f"News {number}" + " and more" * 2000)
    site.publish(post, Path("posts") / f"{number}.txt", PurePosixPath(f"{number % 3}/{number}.txt"))
    print(number, flush=True)
site.finish()
"""


def run_to_the_end(output):
    subprocess.run([sys.executable, "-c", KILLED, output], check=True, capture_output=True)


@pytest.mark.parametrize("kills", [(0, 17), (38,)])
def test_a_killed_run_is_mended_by_the_next(tmp_path, kills):
    """SIGKILL at any moment leaves whole pages only; the next run makes the folder what it would have been."""
    run_to_the_end(tmp_path / "whole/output")
    whole = files(tmp_path / "whole/output")
    output = tmp_path / "killed/output"
    for last in kills:
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, output], stdout=subprocess.PIPE, text=True
        ) as run:
            assert run.stdout
            while int(run.stdout.readline()) < last:
                pass
            run.kill()
        pages = {name: page for name, page in posts_in(output).items() if name.endswith(".html")}
        for name, page in pages.items():
            assert without_surroundings(page) == without_surroundings(whole[name])
    run_to_the_end(output)
    assert files(output) == whole


def test_the_example_is_published_as_it_is_rendered(output, golden):
    """What lies on the disk is what was rendered, byte for byte."""
    site = Site(output)
    site.publish(example_post(), Path("lin.txt"), PurePosixPath("lin.txt"))
    site.finish()
    golden("post.html", without_surroundings((output / "lin.html").read_bytes()))


@given(st.lists(st.lists(st.text(st.characters()), min_size=1, max_size=3), max_size=8))
def test_pages_are_distinct_whatever_the_names(paths):
    """Any paths get pages that no file system takes for one another."""
    taken: set[str] = set()
    for parts in paths:
        taken.add(page_key(distinct_page(PurePosixPath(*parts), taken)))
    assert len(taken) == len(paths)
