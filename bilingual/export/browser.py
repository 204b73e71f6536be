"""A Chromium that is installed on this machine, and how it prints a file: nothing of it stays, no network."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from bilingual.errors import ExportError, ToolError

CHOSEN_BY = "CHROME"
"""The environment variable that names the program."""

PROGRAMS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "msedge", "brave-browser"),
)
_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
"""Where macOS keeps them, off the path for programs."""

TIMEOUT_SECONDS = 120.0
"""A post takes seconds; a browser that hangs must not stop a run."""

_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-crash-reporter",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",  # the discard port: an address in numbers does not ask the resolver
    "--user-agent=bilingual",  # a PDF names its maker by it: no need to tell the system of this machine
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)


def find_browser(environ: Mapping[str, str]) -> str:
    """Give the Chromium to print with: the one that CHROME names, else the first that is installed.

    Raises:
        ToolError: there is none.
    """
    named = environ.get(CHOSEN_BY, "")
    for program in (named,) if named else (*PROGRAMS, *_APPLICATIONS):
        if found := shutil.which(program, path=environ.get("PATH")):
            return found
    if named:
        raise ToolError(f"{named}: this program, which {CHOSEN_BY} names, is not there; correct {CHOSEN_BY}")
    raise ToolError(
        f"PDF needs a Chromium, and none of {', '.join(PROGRAMS)} is installed; install one, name one with "
        f"{CHOSEN_BY}=PROGRAM, or use --to epub"
    )


def print_page(browser: str, html: str, timeout: float = TIMEOUT_SECONDS) -> bytes:
    """Print a page, which is all in one file, and give the PDF.

    Raises:
        ExportError: the browser fails, or takes too long.
    """
    with tempfile.TemporaryDirectory(prefix="bilingual-", ignore_cleanup_errors=True) as folder:
        page, sheets = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        said = _run([browser, *_flags(folder), f"--print-to-pdf={sheets}", page.as_uri()], folder, timeout)
        if not sheets.is_file() or not sheets.stat().st_size:
            raise ExportError(
                f"{browser}: has written no PDF ({said}); name another with {CHOSEN_BY}=PROGRAM, "
                "or use --to epub"
            )
        return sheets.read_bytes()


def _flags(folder: str) -> Iterator[str]:
    yield from _FLAGS
    yield f"--user-data-dir={Path(folder, 'profile')}"
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # pragma: no branch - tests run as one user
        yield "--no-sandbox"  # Chromium has no sandbox for root


def _run(command: list[str], folder: str, timeout: float) -> str:
    """Run the browser to its end; give the last line it said."""
    environ = os.environ | {"TZ": "UTC", "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder}
    try:
        process = subprocess.Popen(  # noqa: S603 - a program that the user has installed, and our own file
            command,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise ToolError(f"{command[0]}: cannot be run ({error.strerror}); correct {CHOSEN_BY}") from error
    with process, _killed_at_the_end(process):
        try:
            _, said = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired as error:
            raise ExportError(
                f"{command[0]}: has not printed the page within {timeout:g} seconds; try again, "
                "or use --to epub"
            ) from error
    lines = said.decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), f"exit code {process.returncode}")


@contextlib.contextmanager
def _killed_at_the_end(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Leave no process of the browser behind, whatever happens, Ctrl-C included."""
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # all are gone already
            if hasattr(os, "killpg"):  # pragma: no branch
                os.killpg(process.pid, signal.SIGKILL)
            else:  # pragma: no cover - Windows has no groups; its Chromium ends its own
                process.kill()
