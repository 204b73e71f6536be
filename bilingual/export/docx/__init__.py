"""Word: all posts in one document, each a table of two columns. Only this package knows python-docx."""

from collections.abc import Iterable

from bilingual.document import TranslatedPost
from bilingual.errors import ToolError
from bilingual.export.archive import repack


def write_docx(posts: Iterable[TranslatedPost]) -> bytes:
    """Write posts as one Word document, in the order given; at least one.

    Raises:
        ToolError: python-docx is missing.
    """
    find_tools()
    from bilingual.export.docx.report import compose

    return repack(compose(posts))


def find_tools() -> None:
    """Look for python-docx.

    Raises:
        ToolError: it is missing.
    """
    try:
        import docx  # noqa: F401
    except ModuleNotFoundError as error:
        raise ToolError(
            "Word documents need python-docx, which is not installed; run `pip install 'bilingual[export]'`"
        ) from error
