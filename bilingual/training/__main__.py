"""The training from the command line: `python -m bilingual.training --help`."""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

EPILOG = """\
here, once:       prepare --corpus DIR --work WORK && pack --work WORK --into PARTS --megabytes 40
on the machine:   chunk --parts PARTS --work WORK --out OUT      (again and again, see README.md)
here, afterwards: export --weights OUT --work WORK --into PACKAGE && score PACKAGE --sets DIR
with no GPU:      prepare; train --work WORK --preset cpu --minutes 600; export; score
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one step of the training."""
    chosen = _parser().parse_args(arguments)
    chosen.step(chosen)


def prepare(chosen: Namespace) -> None:
    """Read the corpus, tokenize, align."""
    from bilingual.training.prepare import BUILT_IN
    from bilingual.training.prepare import prepare as run

    tokenizer = chosen.pieces or chosen.tokenizer or BUILT_IN
    run(chosen.corpus, chosen.work, tokenizer=tokenizer, aligned=chosen.aligned, limit=chosen.limit)


def pack(chosen: Namespace) -> None:
    """Pack the work folder into parts."""
    from bilingual.training.parts import pack as run

    run(chosen.work, chosen.into, chosen.megabytes)


def train(chosen: Namespace) -> None:
    """Train, or go on training, and leave the weights in the work folder."""
    from bilingual.training.batches import Reader
    from bilingual.training.examples import load_all, load_vocabulary
    from bilingual.training.presets import PRESETS
    from bilingual.training.train import CHECKPOINT, Budget, Run
    from bilingual.training.train import train as run_on
    from bilingual.training.weights import Weights, load_weights, save_weights

    work, preset, vocabulary = chosen.work, PRESETS[chosen.preset], load_vocabulary(chosen.work)
    shape = preset.shape(len(vocabulary.source), len(vocabulary.target))
    run = Run(shape, preset, load_weights(chosen.start).values if chosen.start else None)
    if (work / CHECKPOINT).exists():
        run.resume(work / CHECKPOINT)
    reader = Reader(load_all(work), vocabulary, preset.annotated, preset.pairs, preset.tokens_per_batch)
    budget = Budget(chosen.minutes, chosen.stop_after)
    is_done = run_on(run, reader, work / CHECKPOINT, budget, chosen.workers)
    save_weights(work / "weights", Weights(shape, run.weights))
    print("done" if is_done else "to be continued")  # noqa: T201


def chunk(chosen: Namespace) -> None:
    """Take in the parts that came; when all are there, train one go and leave the weights in `out`."""
    import shutil

    from bilingual.training.parts import missing_parts, take_in, unpack

    arrived = chosen.work / "parts"
    take_in(chosen.parts, arrived)
    if missing := missing_parts(arrived):
        print(f"still to come: {', '.join(missing)}")  # noqa: T201
        return
    if not (chosen.work / "vocabulary.json").exists():
        unpack(arrived, chosen.work)
    train(chosen)
    shutil.copytree(chosen.work / "weights", chosen.out, dirs_exist_ok=True)


def mix(chosen: Namespace) -> None:
    """Average two models, one trained on from the other."""
    from bilingual.training.weights import load_weights, mix_weights, save_weights

    one, other = map(load_weights, chosen.weights)
    chosen.into.mkdir(parents=True, exist_ok=True)
    save_weights(chosen.into, mix_weights(one, other, chosen.share))


def export(chosen: Namespace) -> None:
    """Make an Argos package of weights."""
    from bilingual.training.export import export_package
    from bilingual.training.weights import load_weights

    own = {"package_version": chosen.version, "max_source_tokens": chosen.max_source_tokens}
    export_package(chosen.into, load_weights(chosen.weights), chosen.work, own)


def score(chosen: Namespace) -> None:
    """Score a package on development sets."""
    from bilingual.training.score import score as run
    from bilingual.training.score import score_annotation

    if chosen.terms:
        copied, every = score_annotation(chosen.package, chosen.terms, chosen.lines)
        print(f"terms by annotation alone: {copied} of {every}, {copied / every:.1%}")  # noqa: T201
    for one in run(chosen.package, chosen.sets, chosen.lines):
        time = "" if one.seconds is None else f"  {one.seconds:.1f} s"
        print(f"{one.dataset:14} {one.system:20} BLEU {one.bleu:5.1f}  chrF {one.chrf:5.1f}{time}")  # noqa: T201


def speed(chosen: Namespace) -> None:
    """Measure how much faster than a usual model a preset's model is on this machine."""
    from bilingual.training.presets import PRESETS
    from bilingual.training.speed import compare

    ratio = compare(PRESETS[chosen.preset].shape(24_000, 10_554))
    print(f"{chosen.preset}: {ratio:.2f} times as fast as 6+6 layers, width 512, 32,000 pieces")  # noqa: T201


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m bilingual.training",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    steps = parser.add_subparsers(required=True, metavar="STEP")

    step = steps.add_parser("prepare", help=prepare.__doc__)
    step.set_defaults(step=prepare)
    step.add_argument("--corpus", type=Path, required=True, help="folder of *.tsv.xz: zh, en, source")
    step.add_argument("--work", type=Path, required=True)
    step.add_argument("--tokenizer", type=Path, help="package whose tokenizer is used; default: the built-in")
    step.add_argument("--pieces", type=int, help="learn a tokenizer of so many from the corpus instead")
    step.add_argument("--limit", type=int, help="pairs to take of each file, for a trial")
    step.add_argument("--aligned", type=int, default=400_000, help="pairs to align of each file, at most")

    step = steps.add_parser("pack", help=pack.__doc__)
    step.set_defaults(step=pack)
    step.add_argument("--work", type=Path, required=True)
    step.add_argument("--into", type=Path, required=True)
    step.add_argument("--megabytes", type=float, default=40)

    step = steps.add_parser("train", help=train.__doc__)
    step.set_defaults(step=train)
    _add_training(step)
    step.add_argument("--start", type=Path, help="weights to begin with")

    step = steps.add_parser("chunk", help=chunk.__doc__)
    step.set_defaults(step=chunk)
    _add_training(step)
    step.set_defaults(start=None)
    step.add_argument("--parts", type=Path, required=True)
    step.add_argument("--out", type=Path, required=True)

    step = steps.add_parser("mix", help=mix.__doc__)
    step.set_defaults(step=mix)
    step.add_argument("weights", type=Path, nargs=2)
    step.add_argument("--share", type=float, default=0.5, help="of the second")
    step.add_argument("--into", type=Path, required=True)

    step = steps.add_parser("export", help=export.__doc__)
    step.set_defaults(step=export)
    step.add_argument("--weights", type=Path, required=True)
    step.add_argument("--work", type=Path, required=True)
    step.add_argument("--into", type=Path, required=True)
    step.add_argument("--version", default="0.2")
    step.add_argument("--max-source-tokens", type=int, default=100)

    step = steps.add_parser("score", help=score.__doc__)
    step.set_defaults(step=score)
    step.add_argument("package", type=Path)
    step.add_argument("--sets", type=Path, required=True, help="folder of NAME.zh, NAME.en, NAME.SYSTEM.en")
    step.add_argument("--terms", type=Path, help="JSON lines with the terms of sentences")
    step.add_argument("--lines", type=int, help="of every set; default: all")

    step = steps.add_parser("speed", help=speed.__doc__)
    step.set_defaults(step=speed)
    step.add_argument("--preset", default="gpu")
    return parser


def _add_training(step: ArgumentParser) -> None:
    step.add_argument("--work", type=Path, required=True)
    step.add_argument("--preset", default="gpu", help="gpu, cpu or tiny")
    step.add_argument("--minutes", type=float, default=24, help="of training in all")
    step.add_argument("--stop-after", type=float, default=8.3, help="minutes of this go")
    step.add_argument("--workers", type=int, default=0, help="processes that make batches")


if __name__ == "__main__":
    main()
