"""What set-ups are made of."""

from pathlib import Path

import pytest
from set_ups import repacked


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel, and the lock that names it."""
    folder = tmp_path_factory.mktemp("wheels")
    (folder / "requirements.lock").write_text(repacked("setuptools", folder))
    return folder
