"""Tests of the settings that all pages share, as flags and configuration give them."""

from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bilingual.cli import options
from bilingual.errors import ConfigError
from bilingual.render import Publication


@click.command()
@options.publication_options
def show(**given):
    """Print what the flags make."""
    click.echo(repr(options.make_publication(**given)))


def made(*flags, **configured):
    return CliRunner().invoke(show, flags, default_map=configured, catch_exceptions=False).output.strip()


def test_nothing_given_is_the_default():
    """Without flags a publication has its default names, no address and the shipped templates."""
    assert made() == repr(Publication())


def test_flags_and_configuration(tmp_path):
    """Names, address and templates come from the configuration or from flags, which win."""
    told = {"site_title_zh": "海峡观察", "site_title_en": "Old", "site_url": "https://example.org/news"}
    expected = Publication("海峡观察", "Strait Watch", "https://example.org/news/", tmp_path)
    assert made("--site-title-en", "Strait Watch", "--templates", str(tmp_path), **told) == repr(expected)


@pytest.mark.parametrize(
    ("given", "url"),
    [
        pytest.param("https://example.org", "https://example.org/", id="slash added"),
        pytest.param("http://localhost:8000/a/", "http://localhost:8000/a/", id="http, port, folder"),
        pytest.param(" https://example.org/a b/ ", "https://example.org/a%20b/", id="blanks"),
    ],
)
def test_addresses(given, url):
    """An address gets its slash and is written as links need it."""
    assert options.make_publication(given, None, None, None) == replace(Publication(), url=url)


@pytest.mark.parametrize(
    "url",
    ["example.org", "/news/", "ftp://example.org/", "javascript:alert(1)", "https://a/?b=1", "https://a/#b"],
)
def test_wrong_addresses(url):
    """What is no absolute web address of a folder is refused in one sentence."""
    with pytest.raises(ConfigError, match="is no web address; write it as https://"):
        options.make_publication(url, None, None, None)


def test_templates_that_are_no_folder():
    """A folder of templates that is not there is refused by name."""
    with pytest.raises(ConfigError, match=r"^nowhere: is no folder"):
        options.make_publication(None, None, None, Path("nowhere"))
