"""What functions of this program keep of a package, all of it forgotten at once."""

from __future__ import annotations

import sys

PROGRAM = __name__.partition(".")[0]
LASTING = ("text", "geography", "collation", "settings", "ui.navigation")
"""Modules whose answers do not depend on a package."""


def clear() -> None:
    """Forget everything that was kept, so that an old package needs no memory."""
    lasting = tuple(f"{PROGRAM}.{name}" for name in LASTING)
    for name, module in list(sys.modules.items()):
        if name.startswith(f"{PROGRAM}.") and not name.startswith(lasting):
            for value in list(vars(module).values()):
                forget = getattr(value, "cache_clear", None)
                if callable(forget) and not isinstance(value, type):
                    forget()
