"""A home for Argos packages that belongs to one test."""

from pathlib import Path

import pytest

from bilingual.engines.argos_library import load_library


@pytest.fixture
def argos_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point argostranslate at empty folders; give the one for packages."""
    home = tmp_path / "argos"
    packages = home / "packages"
    packages.mkdir(parents=True)
    settings = load_library().settings
    monkeypatch.setattr(settings, "package_data_dir", packages)
    monkeypatch.setattr(settings, "package_dirs", [packages])
    monkeypatch.setattr(settings, "cache_dir", home / "cache")
    monkeypatch.setattr(settings, "local_package_index", home / "index.json")
    return packages
