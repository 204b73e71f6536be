"""The pages of a site share styles and scripts; a page by itself holds its own."""

from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner

from bilingual.cli import main
from bilingual.export.html import write_html
from bilingual.publish import Site
from bilingual.render import Place, Publication, render_post
from tests.pages import example_post

SHARING = Publication(has_assets=True)


def publish(output, publication):
    site = Site(output, publication)
    site.publish(example_post(), Path("lin.txt"), PurePosixPath("a/lin.txt"))
    site.finish()
    return (output / "a/lin.html").read_text(encoding="utf-8")


def test_a_site_shares_its_styles_and_scripts(tmp_path):
    page = publish(tmp_path, SHARING)
    assert '<link rel="stylesheet" href="../assets/post.css">' in page
    assert '<script src="../assets/post.js"></script>' in page
    assert "<style" not in page
    assert "style-src 'self' file:; script-src 'self' file:;" in page
    assert "sha256" not in page
    assert sorted(path.name for path in (tmp_path / "assets").iterdir()) == [
        "post.css",
        "post.js",
        "site.css",
    ]
    assert 'href="assets/site.css"' in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_shared_files_are_what_a_page_by_itself_holds(tmp_path):
    publish(tmp_path, SHARING)
    alone = render_post(example_post())
    for name in ("post.css", "post.js"):
        signature, _, content = (tmp_path / "assets" / name).read_text(encoding="utf-8").partition("\n")
        assert signature == "/* made by bilingual */"
        assert content.rstrip("\n") in alone


def test_shared_files_that_are_lost_are_written_again(tmp_path):
    publish(tmp_path, SHARING)
    (tmp_path / "assets/post.css").unlink()
    site = Site(tmp_path, SHARING)
    site.refresh()
    site.finish()
    assert (tmp_path / "assets/post.css").is_file()


def test_a_page_by_itself_loads_nothing_and_leads_nowhere():
    page = write_html(example_post()).decode()
    assert page == render_post(example_post(), Place(page=""))
    assert "assets/" not in page
    assert 'href="index.html"' not in page
    assert "<style>" in page


@pytest.mark.model
def test_translate_shares_and_export_does_not(tmp_path, monkeypatch):
    """What a user does: a site, and one page of it to be sent."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("---\ntitle: 港口开放\n---\n<p>港口重新开放。</p>\n", encoding="utf-8")
    for command in (
        ["translate", "a.txt", "--quiet"],
        ["export", "--to", "html", "a.txt", "--out", "one.html"],
    ):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
    assert "assets/post.css" in Path("output/a.html").read_text(encoding="utf-8")
    assert "<style>" in Path("one.html").read_text(encoding="utf-8")
