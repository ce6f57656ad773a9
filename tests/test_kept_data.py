"""What a machine keeps between two runs of the product."""

from pathlib import Path

import pytest

from infra.emulator import REMEMBERED_PORT
from infra.local import Local


def test_data_of_another_layout_is_refused_and_left_alone(tmp_path: Path) -> None:
    """Or what an older version kept would be found in part, and nobody would know why the rest is missing."""
    local = Local(tmp_path, 0)
    local.require_layout()
    (tmp_path / REMEMBERED_PORT).write_text("4566")
    local.require_layout()
    for older in ("1", None):
        layout = tmp_path / "layout"
        layout.unlink() if older is None else layout.write_text(older)
        with pytest.raises(SystemExit, match="make reset"):
            local.require_layout()
        assert (layout.read_text() if layout.exists() else None) == older
