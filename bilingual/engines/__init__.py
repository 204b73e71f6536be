"""What every translation engine offers, and how one is found by name; the heavy libraries stay inside."""

from collections.abc import Sequence
from typing import Protocol

from bilingual.document import Alignment, Job, Translation


class Engine(Protocol):
    """Something that writes English for jobs, on this machine."""

    @property
    def id(self) -> str:
        """Name, digest of the weights and options: differs whenever the English could differ."""

    @property
    def name(self) -> str:
        """What the user calls it."""

    def translate(self, jobs: Sequence[Job]) -> list[Translation]:
        """Translate every job: same length, same order, one piece of evidence per constraint.

        The English of a job depends on that job alone, not on the jobs beside it.
        """

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Alignment, ...]]:
        """Tell which Chinese each part of the English renders, whoever wrote it: source and target a pair.

        Nothing for each, where the model was not trained to tell; nothing depends on the pairs beside it.
        """


def load_engine(model: str | None = None, threads: int | None = None) -> Engine:
    """Give the engine that a name means.

    Args:
        model: None, `zh_en` or `built-in`: the model inside this package. `echo`: pseudo-English for
            tests. Else a package folder, an `.argosmodel` file, or the name of an installed package.
        threads: Sentences translated at once; None: as many as there are cores.

    Raises:
        ModelError: there is no such model, or it does not translate Chinese to English.
    """
    if model == "echo":
        from bilingual.engines.echo import Echo

        return Echo()
    from bilingual.engines.argos import ArgosEngine
    from bilingual.engines.packages import find_model

    found = find_model(model)
    return ArgosEngine(found.path, found.name, threads)
