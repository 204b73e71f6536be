"""`bilingual models`, with a tiny package made for the test."""

import json

import pytest

from tests.engines.conftest import argos_home  # noqa: F401 - a fixture
from tests.test_cli import project, run  # noqa: F401 - a fixture and a runner
from tests.tiny_model import shared_package, zip_package

pytestmark = pytest.mark.usefixtures("argos_home", "project")


@pytest.fixture
def archive(tmp_path):
    return zip_package(shared_package(), tmp_path / "tiny.argosmodel")


def installed():
    return [json.loads(line) for line in run("models", "list", "--json").stdout.splitlines()]


def test_a_package_is_installed_listed_chosen_used_and_removed(archive):
    name = run("models", "install", archive).stdout.split()[1].rstrip(";")
    assert name in [model["name"] for model in installed()]
    run("models", "use", name)
    assert f"* {name}" in run("models", "list").stdout
    assert run("text", "--model", name, stdin="好。\n").stdout.count("\n") == 1
    run("models", "remove", name)
    assert name not in [model["name"] for model in installed()]


def test_a_package_file_is_used_without_being_installed(archive):
    assert run("text", "--model", archive, stdin="好。\n").stdout.count("\n") == 1
    assert [model["name"] for model in installed()] == ["zh_en"]


def test_info_tells_what_is_known_of_the_model_in_use():
    assert "MIT" in run("models", "info", "zh_en").stdout


def test_the_built_in_model_cannot_be_removed():
    assert run("models", "remove", "zh_en", code=3).stderr.count("\n") == 1


def test_a_file_that_is_no_package_is_one_sentence(tmp_path):
    (tmp_path / "no.argosmodel").write_bytes(b"no archive")
    assert run("models", "install", "no.argosmodel", code=3).stderr.count("\n") == 1


def test_installing_online_without_a_network_is_one_sentence(monkeypatch):
    """The index address is pointed at a port of this machine where nobody listens."""
    from bilingual.engines.argos_library import load_library

    monkeypatch.setattr(load_library().settings, "remote_package_index", "http://127.0.0.1:9/index.json")
    error = run("models", "install", "zh", "en", code=3).stderr
    assert error.startswith("bilingual: ")
    assert error.count("\n") == 1
