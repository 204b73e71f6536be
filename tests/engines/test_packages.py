"""Models are listed, installed and removed without trust in archives, home directories or the network."""

import json
import os
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bilingual.engines import archive, packages
from bilingual.engines.argos_library import load_library
from bilingual.errors import ModelError
from tests.tiny_model import make_package, zip_package


@pytest.fixture
def package_file(tmp_path):
    """An .argosmodel file of a good package."""
    return zip_package(make_package(tmp_path / "translate-zh_en-1_0"), tmp_path / "good.argosmodel")


def everything_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_the_built_in_model_is_always_there(argos_home):
    (model,) = packages.list_models()
    assert (model.name, model.source, model.target, model.built_in) == ("zh_en", "zh", "en", True)
    assert (model.inline_terms, model.problem, model.license) == (True, "", "MIT")
    assert model.size_bytes > 10**7


def test_an_installed_file_is_listed_and_usable(argos_home, package_file):
    installed = packages.install_file(package_file)
    assert installed.name == "translate-zh_en-1_0"
    assert packages.list_models()[1:] == (installed,)
    assert packages.model_info("translate-zh_en-1_0") == installed == packages.find_model(installed.name)
    assert {path.name for path in argos_home.parent.iterdir()} == {"packages"}


def test_installing_again_replaces(argos_home, package_file, tmp_path):
    packages.install_file(package_file)
    (argos_home / "translate-zh_en-1_0" / "stray").touch()
    newer = make_package(tmp_path / "newer" / "translate-zh_en-1_0", package_version="2.0")
    assert packages.install_file(zip_package(newer, tmp_path / "newer.argosmodel")).version == "2.0"
    assert not (argos_home / "translate-zh_en-1_0" / "stray").exists()
    assert len(packages.list_models()) == 2


def test_a_removed_model_is_gone(argos_home, package_file):
    packages.install_file(package_file)
    packages.remove_model("translate-zh_en-1_0")
    assert everything_in(argos_home) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("zh_en", "part of bilingual and cannot be removed", id="built-in"),
        pytest.param("built-in", "part of bilingual and cannot be removed", id="its other name"),
        pytest.param("nothing", "no model “nothing”", id="unknown"),
        pytest.param("..", "no model", id="no path"),
        pytest.param("", "no model", id="empty"),
    ],
)
def test_what_cannot_be_removed(argos_home, name, message):
    with pytest.raises(ModelError, match=message):
        packages.remove_model(name)


def test_a_broken_package_is_listed_with_its_problem_and_can_be_removed(argos_home):
    (argos_home / "broken").mkdir()
    make_package(argos_home / "other", from_code="es")
    _, broken, other = packages.list_models()
    assert "not readable" in broken.problem
    assert other.problem == "other: translates es -> en, not zh -> en; see `bilingual models list`"
    with pytest.raises(ModelError, match="not readable"):
        packages.find_model("broken")
    packages.remove_model("broken")
    assert [model.name for model in packages.list_models()] == ["zh_en", "other"]


@pytest.mark.parametrize("name", ["no-such-file.argosmodel", "", "\0", "x" * 5000])
def test_a_file_that_is_not_there(argos_home, name):
    with pytest.raises(ModelError, match="no such file"):
        packages.install_file(name)


@pytest.mark.parametrize("name", ["\0", "x" * 5000, "a/b", "~nobody/x"])
def test_a_name_that_is_no_name(argos_home, name):
    with pytest.raises(ModelError, match="no model"):
        packages.find_model(name)


def test_a_folder_that_is_no_package_says_what_is_missing(tmp_path):
    with pytest.raises(ModelError, match="not readable"):
        packages.find_model(str(tmp_path))


def write_zip(path, members):
    """Write a zip file from names, or zip infos, and contents."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members:
            opened.writestr(name, content)
    return path


def link(name):
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def device(name):
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFCHR | 0o666) << 16
    return member


METADATA = ("pkg/metadata.json", json.dumps({"from_code": "zh", "to_code": "en"}))


@pytest.mark.parametrize(
    ("members", "message"),
    [
        pytest.param([METADATA, ("pkg/../../evil", "x")], "which no package needs", id="parent folder"),
        pytest.param([METADATA, ("/etc/evil", "x")], "which no package needs", id="absolute"),
        pytest.param([METADATA, ("C:/evil", "x")], "which no package needs", id="drive"),
        pytest.param([METADATA, ("pkg\\..\\evil", "x")], "which no package needs", id="backslash"),
        pytest.param([METADATA, (link("pkg/link"), "/etc/passwd")], "which no package needs", id="link"),
        pytest.param([METADATA, (device("pkg/null"), "")], "which no package needs", id="device"),
        pytest.param([("../metadata.json", "x")], "which no package needs", id="only outside"),
        pytest.param([METADATA, ("pkg/bomb", b"\0" * 30_000_000)], "would unpack to 30,000,0", id="bomb"),
        pytest.param([METADATA, ("other/file", "x")], "which holds one folder", id="two folders"),
        pytest.param([("metadata.json", "{}")], "not readable|which holds one folder", id="no folder"),
        pytest.param([(".hidden/metadata.json", "{}")], "which holds one folder", id="hidden folder"),
        pytest.param([], "which holds one folder", id="empty"),
        pytest.param([METADATA], "no model/model.bin", id="metadata alone"),
        pytest.param([METADATA, ("pkg/model", "x"), ("pkg/model/model.bin", "x")], "cannot be unpacked", id="clash"),
        pytest.param([("pkg/metadata.json", '{"from_code": "es"}'), ("pkg/model/model.bin", ""),
                      ("pkg/bpe.model", "")], "translates es -> ", id="other languages"),
    ],
)  # fmt: skip
def test_a_hostile_archive_leaves_nothing_behind(argos_home, tmp_path, members, message):
    before = everything_in(tmp_path)
    with pytest.raises(ModelError, match=message):
        packages.install_file(write_zip(tmp_path / "bad.argosmodel", members))
    assert everything_in(tmp_path) == sorted([*before, "bad.argosmodel"])


def spoil_data(content):
    middle = len(content) // 2
    return (
        content[:middle]
        + bytes(byte ^ 0x55 for byte in content[middle : middle + 400])
        + content[middle + 400 :]
    )


def set_flag(content, flag, *, at=6):
    """Set a flag, or a compression method, in every header of a zip file."""
    spoiled = bytearray(content)
    for signature, offset in ((b"PK\3\4", at), (b"PK\1\2", at + 2)):
        start = content.find(signature)
        while start >= 0:
            spoiled[start + offset : start + offset + 2] = struct.pack("<H", flag)
            start = content.find(signature, start + 4)
    return bytes(spoiled)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda _: b"rubbish" * 999, id="no zip"),
        pytest.param(lambda content: content[: len(content) // 2], id="cut off"),
        pytest.param(spoil_data, id="spoilt data"),
        pytest.param(partial(set_flag, flag=1), id="encrypted"),
        pytest.param(partial(set_flag, flag=77, at=8), id="unknown compression"),
    ],
)
def test_a_spoilt_archive_is_told_in_a_sentence(argos_home, package_file, spoil):
    package_file.write_bytes(spoil(package_file.read_bytes()))
    with pytest.raises(ModelError, match="not a readable"):
        packages.install_file(package_file)
    assert everything_in(argos_home.parent) == ["packages"]


def test_too_many_files_are_refused(argos_home, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_FILES", 3)
    members = [METADATA, *((f"pkg/{number}", "x") for number in range(3))]
    with pytest.raises(ModelError, match="in 4 files"):
        packages.install_file(write_zip(tmp_path / "many.argosmodel", members))


@pytest.mark.parametrize("is_installed", [True, False], ids=["replaced", "new"])
def test_what_was_there_survives_when_a_package_cannot_be_moved(
    argos_home, package_file, monkeypatch, is_installed
):
    if is_installed:
        packages.install_file(package_file)
    before = everything_in(argos_home)
    move = shutil.move

    def fail(source, target):
        if "new" in str(source):
            raise OSError(28, "No space left on device")
        return move(source, target)

    monkeypatch.setattr(shutil, "move", fail)
    with pytest.raises(ModelError, match=r"cannot be unpacked into .*: No space left on device"):
        packages.install_file(package_file)
    assert everything_in(argos_home) == before


def test_a_link_to_a_package_is_left_alone(argos_home, tmp_path):
    make_package(tmp_path / "elsewhere")
    (argos_home / "linked").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ModelError, match="linked: cannot be removed"):
        packages.remove_model("linked")
    assert packages.model_info("linked").problem == ""


def test_an_old_package_survives_a_failed_replacement(argos_home, package_file):
    packages.install_file(package_file)
    before = everything_in(argos_home)
    package_file.write_bytes(spoil_data(package_file.read_bytes()))
    with pytest.raises(ModelError):
        packages.install_file(package_file)
    assert everything_in(argos_home) == before


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture
def index_server(argos_home, tmp_path, monkeypatch):
    """A folder that is served on this machine as Argos's index."""
    folder = tmp_path / "served"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/"
    monkeypatch.setattr(load_library().settings, "remote_package_index", address + "index.json")
    yield folder, address
    server.shutdown()
    thread.join()
    server.server_close()


def entry(address, version="1.9", **changes):
    links = [f"{address}{version}.argosmodel"]
    return {
        "type": "translate",
        "from_code": "zh",
        "to_code": "en",
        "package_version": version,
        "links": links,
        **changes,
    }


def test_the_newest_package_of_the_index_is_installed(index_server, tmp_path):
    folder, address = index_server
    versions = ["1.9", "1.10", "1.2"]
    other = entry(address, "9.9", from_code="es")
    (folder / "index.json").write_text(
        json.dumps([*(entry(address, version) for version in versions), other])
    )
    for version in versions:
        made = make_package(tmp_path / version / "translate-zh_en", package_version=version)
        zip_package(made, folder / f"{version}.argosmodel")
    assert packages.install_online("zh", "en").version == "1.10"
    assert packages.model_info("translate-zh_en").problem == ""


@pytest.mark.parametrize(
    ("index", "message"),
    [
        pytest.param(None, "cannot be reached", id="no index"),
        pytest.param("<html>log in</html>", "is not readable", id="not an index"),
        pytest.param('{"a": 1}', "is not readable", id="another JSON"),
        pytest.param("[]", "no package for zh -> en", id="empty"),
        pytest.param([{}], "cannot be downloaded", id="package gone"),
    ],
)
def test_a_bad_index_is_told_in_a_sentence(index_server, index, message, caplog):
    folder, address = index_server
    if index is not None:
        (folder / "index.json").write_text(index if isinstance(index, str) else json.dumps([entry(address)]))
    with pytest.raises(ModelError, match=message):
        packages.install_online("zh", "en")
    assert caplog.text == ""


def test_an_index_that_breaks_off_is_told_in_a_sentence(index_server, monkeypatch):
    def break_off(handler):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 1000\r\n\r\n[")

    monkeypatch.setattr(Quiet, "do_GET", break_off)
    with pytest.raises(ModelError, match=r"cannot be fetched .IncompleteRead"):
        packages.install_online("zh", "en")


def test_without_network_the_sentence_says_what_to_do(argos_home, monkeypatch):
    monkeypatch.setattr(load_library().settings, "remote_package_index", "http://127.0.0.1:9/index.json")
    with pytest.raises(ModelError, match="connect to the network, or copy"):
        packages.install_online("zh", "en")


@pytest.fixture
def new_library(monkeypatch, tmp_path):
    """Have argostranslate imported anew, for this test only, with nothing but a HOME of its own to go by."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in [name for name in sys.modules if name.partition(".")[0] == "argostranslate"]:
        monkeypatch.delitem(sys.modules, name)
    load_library.cache_clear()
    yield load_library
    load_library.cache_clear()


def test_without_a_home_the_built_in_model_is_left(new_library, monkeypatch):
    for name in ("HOME", "XDG_DATA_HOME", "ARGOS_PACKAGES_DIR"):
        monkeypatch.setenv(name, "/dev/null/nowhere")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert [model.name for model in packages.list_models()] == ["zh_en"]
    assert os.environ["HOME"] == "/dev/null/nowhere"
    assert "XDG_CONFIG_HOME" not in os.environ
    with pytest.raises(ModelError, match="no folder for models"):
        _ = new_library().packages_folder


def test_without_a_home_the_packages_folder_still_counts(new_library, monkeypatch, tmp_path):
    make_package(tmp_path / "translate-zh_en-1_9")
    monkeypatch.setenv("HOME", "/dev/null/nowhere")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path))
    assert packages.find_model("translate-zh_en-1_9").problem == ""
    assert new_library().packages_folder == tmp_path


def test_without_any_folder_there_is_a_sentence(new_library, monkeypatch):
    monkeypatch.setenv("HOME", "/dev/null/nowhere")
    monkeypatch.setattr(tempfile, "tempdir", "/dev/null/nowhere")
    with pytest.raises(ModelError, match="can make its folders nowhere"):
        new_library()


def test_broken_argos_settings_are_told_in_a_sentence(new_library, monkeypatch):
    monkeypatch.setenv("ARGOS_BATCH_SIZE", "many")
    with pytest.raises(ModelError, match="argostranslate's settings are broken"):
        new_library()


def test_a_broken_settings_file_does_not_speak_on_stdout(new_library, monkeypatch, tmp_path, capsys):
    settings = tmp_path / "argos-translate" / "settings.json"
    settings.parent.mkdir()
    settings.write_text("{")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    new_library()
    printed = capsys.readouterr()
    assert (printed.out, "settings.json" in printed.err) == ("", True)


def test_the_stand_in_for_the_home_is_removed_at_the_end(tmp_path):
    code = "from bilingual.engines.packages import list_models; print(len(list_models()))"
    environment = {"PATH": "", "HOME": "/dev/null/nowhere", "TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment)
    assert (done.stdout, everything_in(tmp_path)) == (b"1\n", [])
