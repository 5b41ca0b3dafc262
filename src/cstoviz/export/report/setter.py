"""Sets a report as a process of its own: a folder with report.typ in it becomes report.pdf there.

It is run by its path and knows nothing of the package. Ends with 0, or 1 with the reason on stderr.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1: accessible to everyone. A text without glyphs in any font keeps a report from it."""


def set_pdf(folder: Path, fonts: Path, stamp: int) -> None:
    """Write report.pdf beside report.typ; accessible by the standard, or tagged at least.

    stamp: the seconds since 1970 that the file bears. Raises typst.TypstError.
    """
    import typst  # noqa: PLC0415

    def made(standard: Literal["ua-1"] | None) -> bytes:
        return bytes(
            typst.compile(
                folder / "report.typ",
                root=folder,
                font_paths=[fonts],
                ignore_system_fonts=True,
                pdf_standards=standard,
                timestamp=stamp,
                package_path=folder,
                package_cache_path=folder,
            )
        )

    try:
        content = made(STANDARD)
    except typst.TypstError:
        content = made(None)
    (folder / "report.pdf").write_bytes(content)


if __name__ == "__main__":
    set_pdf(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
