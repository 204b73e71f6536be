"""Every error a user can cause or meet; each message is one sentence: place, fact, next step.

BilingualError
├── PostError        a post cannot be read
├── CoverageError    a post would lose more text than --min-coverage allows
├── GlossaryError    glossary.yaml is not valid
├── RulesError       a junk rules file is not valid
├── ModelError       no usable model: missing, broken, wrong languages, no network
├── MemoryFileError  the translation memory cannot be opened or written
├── ConfigError      bilingual.toml is not valid
├── ThemeError       a folder of templates cannot be used
├── PublishError     a page cannot be written
├── ExportError      a post cannot be turned into another format
│   └── ToolError    a program or package that the format needs is missing
└── EvaluationError  a set to evaluate on is not usable, or sacrebleu is missing
"""


class BilingualError(Exception):
    """Base of all errors raised on purpose; the command line prints the message and exits with 3."""


class PostError(BilingualError):
    """A post cannot be read."""


class CoverageError(BilingualError):
    """Too small a share of a post's visible text would be translated."""


class GlossaryError(BilingualError):
    """The glossary is not valid; the message holds one line per fault."""


class RulesError(BilingualError):
    """A junk rules file is not valid."""


class ModelError(BilingualError):
    """No usable translation model."""


class MemoryFileError(BilingualError):
    """The translation memory cannot be opened or written."""


class ConfigError(BilingualError):
    """The configuration file is not valid."""


class ThemeError(BilingualError):
    """A folder of templates cannot be used."""


class PublishError(BilingualError):
    """A page cannot be written."""


class ExportError(BilingualError):
    """A post cannot be turned into another format."""


class ToolError(ExportError):
    """A program or a package that a format needs is missing: no post can be turned into it."""


class EvaluationError(BilingualError):
    """A set to evaluate on is not usable, or sacrebleu is missing."""
