"""Tests of themes: what a folder of templates changes, what it cannot, and how its faults are told."""

import re
from pathlib import Path
from typing import Any

import pytest

from bilingual.errors import ThemeError
from bilingual.render import Place, Publication, render_post, theme_digest
from bilingual.render.templates import environment, render_template
from tests.pages import example_post


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """Give a folder for a theme."""
    folder = tmp_path / "theme"
    folder.mkdir()
    return folder


def page_with(theme):
    return render_post(example_post(), Place(Publication(templates=theme)))


def digest_of(theme):
    styles: Any = environment(theme).globals["styles"]
    return styles["post"].digest


def test_extends_the_shipped_template(theme):
    """A theme changes one block of a shipped template and keeps the rest."""
    (theme / "post.html.jinja").write_text(
        '{% extends "shipped/post.html.jinja" %}{% block title %}{{ page.entry.title_en }} | Ours{% endblock %}'
    )
    page = page_with(theme)
    assert " | Ours</title>" in page
    assert 'id="b1"' in page


def test_replaces_what_the_shipped_templates_extend(theme):
    """A shipped template extends the layout of the theme where the theme has one."""
    (theme / "layout.html.jinja").write_text("<i>ours</i>{% block body %}{% endblock %}")
    assert page_with(theme).startswith("<i>ours</i>")


def test_tokens_and_extra_style(theme):
    """Tokens of the theme follow the shipped ones, its extra style stands at the end."""
    (theme / "tokens.css").write_text(":root { --accent: #004488; }")
    (theme / "extra.css").write_text("h1 { letter-spacing: .01em; }")
    style = page_with(theme).partition("<style>")[2].partition("</style>")[0]
    assert style.index("--accent:#8f1d14") < style.index("--accent:#004488") < style.index("body{")
    assert style.rstrip().endswith("h1{letter-spacing:.01em;}")


def test_policy_allows_the_style_of_the_theme(theme):
    """The policy of a page names the digest of the style it really has."""
    plain = digest_of(None)
    (theme / "extra.css").write_text("h1 { color: red; }")
    page = page_with(theme)
    assert plain not in page
    assert digest_of(theme) in page


def test_empty_theme_changes_nothing(theme):
    """A folder without templates gives the pages of the package."""
    assert page_with(theme) == page_with(None)


def test_change_is_seen_and_changes_the_digest(theme):
    """An edit of a theme gives another digest and takes effect without a new process."""
    file = theme / "extra.css"
    digests, pages = set(), set()
    for text in ("a { color: red }", "a { color: tan }"):
        file.write_text(text)
        digests.add(theme_digest(theme))
        pages.add(page_with(theme))
    (theme / "parts").mkdir()
    file.rename(theme / "parts" / "tokens.css")
    digests.add(theme_digest(theme))
    assert (len(digests), len(pages)) == (3, 2)
    assert theme_digest() not in digests


def test_text_is_escaped_in_a_theme(theme):
    """What a post says is escaped in a theme's template, too, though it has no extension that says so."""
    (theme / "plain").write_text("{{ word }}")
    assert render_template("plain", theme, word="<b>\x00&") == "&lt;b&gt;&amp;"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        pytest.param("post.html.jinja", "\n{% if %}", ":2: Expected an expression", id="syntax"),
        pytest.param("post.html.jinja", "\n\n{{ page.nothing.at }}", ":3: ", id="unknown name"),
        pytest.param("post.html.jinja", "{{ 1 / 0 }}", ":1: division by zero", id="arithmetic"),
        pytest.param("post.html.jinja", "{{ page.count() }}", ":1: ", id="wrong call"),
        pytest.param("post.html.jinja", '{% include "nowhere" %}', "“nowhere”", id="missing template"),
        pytest.param("extra.css", "a {{ b }", ":1: ", id="style"),
        pytest.param("post.html.jinja", "{{ ''.__class__.__mro__ }}", "unsafe", id="sandbox"),
        pytest.param(
            "post.html.jinja", "{{ page.rows | tojson }}", "not JSON serializable", id="inside Jinja"
        ),
    ],
)
def test_faults_are_told_with_their_place(theme, name, text, said):
    """A broken theme is one sentence with its file, its line where there is one, and what to do."""
    (theme / name).write_text(text)
    with pytest.raises(ThemeError, match=r"^[^\n]+; correct it, or leave --templates out$") as caught:
        page_with(theme)
    assert said in str(caught.value)
    assert str(theme) in str(caught.value)


def test_fault_without_a_line_of_the_theme(theme):
    """A fault that no line of the theme was at work on names the folder."""
    (theme / "page.css").write_text("")
    with pytest.raises(ThemeError, match="nothing-here"):
        render_template("nothing-here", theme)
    with pytest.raises(ThemeError, match=f"^{theme}: "):
        render_template("post.html.jinja", theme, page=None, place=None)


def test_shipped_templates_raise_as_they_are():
    """A fault of the package's own templates is a bug of ours and stays what it is."""
    with pytest.raises(LookupError):
        render_template("nothing-here")


def test_folder_that_cannot_be_read(theme, monkeypatch):
    """A folder that the system refuses is told with its reason."""

    def refuse(self, pattern):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rglob", refuse)
    with pytest.raises(ThemeError, match="Permission denied"):
        theme_digest(theme)


def test_documented_templates_are_there():
    """Every template that the README of themes names is in the package."""
    folder = Path(__file__).parents[1] / "bilingual/templates"
    named = re.findall(r"^\| `([\w.]+)` \|", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(named) > 8
    assert [
        name for name in named if name not in {"tokens.css", "extra.css"} and not (folder / name).is_file()
    ] == []


def test_documented_theme(theme):
    """The theme of the README works as it stands there."""
    readme = (Path(__file__).parents[1] / "bilingual/templates/README.md").read_text(encoding="utf-8")
    css, post = re.findall(r"```(?:css|jinja)\n(.*?)```", readme, re.DOTALL)
    (theme / "tokens.css").write_text(css, encoding="utf-8")
    (theme / "post.html.jinja").write_text(post, encoding="utf-8")
    page = page_with(theme)
    assert " | The Strait Review</title>" in page
    assert "--accent:#7cc4e0" in page
    assert '<meta name="generator" content="bilingual">' in page[:512]
