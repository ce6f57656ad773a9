"""What the package brings of Babel's locales: every one, with what amounts, days and counts
are written by. The names of languages, countries, currencies, units and zones, which nobody writes,
are nineteen twentieths of it.
"""

import pickle
from pathlib import Path

KEPT = frozenset(
    {
        "character_order",
        "date_formats",
        "days",
        "decimal_formats",
        "default_numbering_system",
        "eras",
        "list_patterns",
        "locale_id",
        "months",
        "number_symbols",
        "numbering_systems",
        "plural_form",
    }
)
"""What `chalicelib/mail/spelling.py` looks up, which alone writes by Babel."""
_PROTOCOL = 4


def slim(babel: Path) -> None:
    """Leaves of each locale in a folder of Babel what is kept; a region's own words still have
    their language's behind them, and those the root's.
    """
    for file in (babel / "locale-data").glob("*.dat"):
        told = pickle.loads(file.read_bytes())  # noqa: S301 - as pip has checked it
        kept = {name: told[name] for name in sorted(KEPT & told.keys())}
        file.write_bytes(pickle.dumps(kept, _PROTOCOL))
