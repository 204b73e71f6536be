"""What every test may use: golden files, and the option that rewrites them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True)  # the same examples for every change; at home they vary
if "CI" in os.environ:
    settings.load_profile("ci")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`: write what the code gives now; the diff is for review."""
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden from what the code gives"
    )


@pytest.fixture(scope="session", autouse=True)
def home_of_argos(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep argostranslate, which makes folders when it is imported, out of the home of who runs the tests."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = str(tmp_path_factory.mktemp(name.lower()))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file of tests/golden, byte for byte."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.read_bytes().decode() == text, (
            f"{name} differs; run pytest --update-golden and read the diff"
        )

    return compare
