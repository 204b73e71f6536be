"""`bilingual.toml`, or `[tool.bilingual]` in pyproject.toml: defaults for options; flags win."""

import difflib
import tomllib
from pathlib import Path

from bilingual.errors import ConfigError

KEYS = {
    "out": "folder for the pages",
    "glossary": "glossary file",
    "memory": "translation memory file",
    "model": "translation model: a name, a package folder or an .argosmodel file",
    "jobs": "processor cores to use",
    "min-coverage": "refuse a post of which a smaller share (0-1) would be translated",
    "fail-on": "for `check`: error or warning",
    "site-url": "absolute address at which the pages will stand; for the feed, the site map, previews",
    "site-title-zh": "Chinese name of the publication",
    "site-title-en": "English name of the publication",
    "templates": "folder of your own templates and styles",
}


def load_config(path: Path | None) -> dict[str, object]:
    """Load the defaults for options, keyed as Python names them.

    Raises:
        ConfigError: the file is missing though named, is not TOML, or has an unknown key.
    """
    if path is not None:
        return _validated(path, _read(path))
    if Path("bilingual.toml").is_file():
        return _validated(Path("bilingual.toml"), _read(Path("bilingual.toml")))
    project = Path("pyproject.toml")
    if project.is_file() and b"[tool.bilingual]" in project.read_bytes():
        return _validated(project, _read(project)["tool"]["bilingual"])  # type: ignore[index]
    return {}


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); check the path of --config") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}; correct it or remove the file") from error


def _validated(path: Path, table: dict[str, object]) -> dict[str, object]:
    for key in table:
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"the keys are {', '.join(KEYS)}"
            raise ConfigError(f"{path}: unknown key “{key}”; {hint}")
    return {key.replace("-", "_"): value for key, value in table.items()}
