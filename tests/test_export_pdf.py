"""PDF is what a Chromium prints: both languages to read, nothing fetched, a clear word where it cannot."""

import io
import os
import socket
import stat
import zlib
from pathlib import Path

import pypdf
import pytest

from bilingual.errors import ExportError, ToolError
from bilingual.export.browser import find_browser, print_page
from bilingual.export.glyphs import mend_glyphs
from bilingual.export.pdf import write_pdf
from tests.hostile_exports import hostile_post
from tests.pages import english_post, example_post, plain_post


def installed():
    try:
        return find_browser(os.environ)
    except ToolError:
        return ""


needs_chromium = pytest.mark.skipif(not installed(), reason="no Chromium is installed")


def program(folder, script, name="chromium"):
    """Put a program of that name into a folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture(scope="module")
def printed():
    return write_pdf(example_post())


def pages_of(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages


def text_of(pdf):
    return "".join("".join(page.extract_text() for page in pages_of(pdf)).split())


@needs_chromium
def test_both_languages_can_be_read(printed):
    text = text_of(printed)
    assert len(pages_of(printed)) >= 1
    assert "海澜国外长林远舟星期日" in text
    assert "Thetwodelegationsbeforethetalks." in text


@needs_chromium
def test_no_radical_stands_for_a_character(printed):
    """Skia notes ⽇ U+2F47 for the glyph of 日 U+65E5: nobody would find 星期日."""
    assert not [char for char in text_of(printed) if "\u2e80" <= char <= "\u2fd5"]


@needs_chromium
def test_the_same_post_gives_the_same_bytes_dated_by_the_post(printed):
    assert write_pdf(example_post()) == printed
    information = pypdf.PdfReader(io.BytesIO(printed)).metadata
    assert information
    assert (information.creation_date_raw, information.creator) == ("D:20310309000000+00'00'", "bilingual")
    assert information.title
    assert "林远舟" in information.title


@needs_chromium
@pytest.mark.parametrize(("paper", "points"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_sheets_have_the_size_that_is_asked_for(paper, points):
    box = pages_of(write_pdf(english_post(), paper=paper))[0].mediabox
    assert (round(box.width), round(box.height)) == points


@needs_chromium
def test_sheets_are_numbered(printed):
    assert f"1/{len(pages_of(printed))}" in text_of(printed)


@needs_chromium
def test_whatever_a_post_says_it_is_printed():
    assert "alert('1')" in text_of(write_pdf(hostile_post()))


@needs_chromium
def test_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    print_page(installed(), "<p>一</p>")
    assert list(tmp_path.iterdir()) == []


@needs_chromium
def test_nothing_is_fetched_even_from_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        addresses = (
            f"http://127.0.0.1:{port}/a.png",
            f"http://localhost:{port}/b.png",
            f"https://[::1]:{port}/c.png",
        )
        print_page(installed(), "".join(f'<img src="{address}">' for address in addresses))
        server.settimeout(0)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_the_first_that_is_installed_is_taken(tmp_path):
    edge = program(tmp_path, "", "microsoft-edge")
    assert find_browser({"PATH": str(tmp_path)}) == edge
    chrome = program(tmp_path, "", "google-chrome")
    assert find_browser({"PATH": str(tmp_path)}) == chrome


def test_the_environment_names_another(tmp_path):
    program(tmp_path, "")
    named = program(tmp_path, "", "my-browser")
    assert find_browser({"PATH": str(tmp_path), "CHROME": named}) == named
    assert find_browser({"PATH": str(tmp_path), "CHROME": "my-browser"}) == named


def test_without_a_chromium_it_is_said_what_was_looked_for(tmp_path, monkeypatch):
    monkeypatch.setattr("bilingual.export.browser._APPLICATIONS", ())
    with pytest.raises(ToolError, match=r"none of chromium, .*google-chrome.* is installed; .*--to epub"):
        find_browser({"PATH": str(tmp_path)})


def test_a_named_chromium_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ToolError, match="nowhere: this program, which CHROME names, is not there"):
        find_browser({"PATH": str(tmp_path), "CHROME": "nowhere"})


def test_a_browser_that_prints_nothing_fails_with_its_last_words(tmp_path):
    browser = program(tmp_path, "echo once; echo 'no display' >&2; echo >&2; exit 1")
    with pytest.raises(ExportError, match=r"chromium: has written no PDF \(no display\); .*--to epub"):
        print_page(browser, "<p>")


def test_a_browser_that_says_nothing_fails_with_its_exit_code(tmp_path):
    with pytest.raises(ExportError, match=r"\(exit code 5\)"):
        print_page(program(tmp_path, "exit 5"), "<p>")


def test_a_browser_that_hangs_is_killed(tmp_path):
    browser = program(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    with pytest.raises(ExportError, match=r"has not printed the page within 0\.5 seconds"):
        print_page(browser, "<p>", timeout=0.5)
    child = (tmp_path / "child").read_text().strip()
    assert any(is_gone(child) for _ in range(10_000))


def is_gone(process):
    """Tell whether a process has ended, though nobody may have asked yet how."""
    state = Path("/proc", process, "stat")
    return not state.exists() or ") Z " in state.read_text()


def test_a_program_that_cannot_be_run_is_said(tmp_path):
    path = tmp_path / "chromium"
    path.write_bytes(b"\x00")
    path.chmod(0o755)
    with pytest.raises(ToolError, match="cannot be run"):
        print_page(str(path), "<p>")


def test_the_browser_reaches_no_network_and_has_a_profile_of_its_own(tmp_path):
    browser = program(
        tmp_path,
        f'for word in "$@"; do echo "$word" >> {tmp_path}/words; done; cat {tmp_path}/one > "$(echo "$@" | sed "s/.*--print-to-pdf=\\([^ ]*\\).*/\\1/")"',
    )
    (tmp_path / "one").write_bytes(b"%PDF")
    assert print_page(browser, "<p>") == b"%PDF"
    words = (tmp_path / "words").read_text().splitlines()
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in words
    assert [word for word in words if word.startswith("--user-data-dir=")]
    assert ("--no-sandbox" in words) == (os.geteuid() == 0)


def made_up_pdf(map_text):
    """Give the smallest file that looks like one of Skia's, with one map."""
    packed = zlib.compress(map_text.encode())
    stream = b"4 0 obj\n<</Filter /FlateDecode\n/Length %d>> stream\n%b\nendstream\nendobj\n" % (
        len(packed),
        packed,
    )
    noise = b"3 0 obj\n<</Filter /FlateDecode\n/Length 3>> stream\nabc\nendstream\nendobj\n"
    body = b"%PDF-1.4\n" + noise + stream
    return (
        body
        + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 5\n/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % len(body)
    )


MAP = "begincmap\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{}endcmap\nend\n"


def new_map(pdf):
    packed = pdf[pdf.rindex(b" stream\n") + 8 : pdf.rindex(b"\nendstream")]
    return zlib.decompress(packed).decode()


def test_radicals_become_characters_one_by_one_and_in_ranges():
    old = MAP.format("1 beginbfchar\n<01> <2F47>\nendbfchar\n1 beginbfrange\n<05> <06> <2EC4>\nendbfrange\n")
    pdf = made_up_pdf(old)
    mended = mend_glyphs(pdf)
    assert mended.startswith(pdf)
    assert new_map(mended) == MAP.format("3 beginbfchar\n<01> <65E5>\n<05> <897F>\n<06> <89C1>\nendbfchar\n")
    start = int(mended.rsplit(b"startxref\n", 1)[1].split()[0])
    assert mended[start:].startswith(b"xref\n4 1\n")
    place = int(mended[start:].split(b"\n")[2].split()[0])
    assert mended[place:].startswith(b"4 0 obj\n")
    assert b"/Prev " in mended[start:]


def test_a_map_is_written_in_sections_of_a_hundred():
    lines = "".join(f"<{n:04X}> <{0x2F00 + n:04X}>\n" for n in range(150))
    mended = new_map(mend_glyphs(made_up_pdf(MAP.format(f"150 beginbfchar\n{lines}endbfchar\n"))))
    assert [line for line in mended.splitlines() if "beginbfchar" in line] == [
        "100 beginbfchar",
        "50 beginbfchar",
    ]


@pytest.mark.parametrize(
    "pdf",
    [
        pytest.param(made_up_pdf(MAP.format("1 beginbfchar\n<01> <65E5>\nendbfchar\n")), id="no radical"),
        pytest.param(b"%PDF-1.7 with an xref stream\n%%EOF\n", id="of another make"),
        pytest.param(made_up_pdf("no map"), id="no map"),
    ],
)
def test_a_file_without_such_maps_stays_as_it_is(pdf):
    assert mend_glyphs(pdf) == pdf


def test_an_undated_post_has_the_first_day_of_archives():
    if not installed():
        pytest.skip("no Chromium is installed")
    information = pypdf.PdfReader(io.BytesIO(write_pdf(plain_post(date="")))).metadata
    assert information
    assert information.creation_date_raw == "D:19800101000000+00'00'"
