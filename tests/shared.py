"""Where the development data lies: beside the checkout, in CI and on the developers' machines only."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the development data (../shared) is not here")
