"""Make the fonts of files and slides: two weights of Source Sans in the letters that are needed.

The variable font comes with Streamlit, so that pages and files look alike. A changed font may not
bear the reserved name "Source" (SIL Open Font License): these are called Cstoviz Sans.
"""

from pathlib import Path

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY = "Cstoviz Sans"
OUT = Path(__file__).parents[1] / "src" / "cstoviz" / "fonts"
WEIGHTS = {"Regular": 400, "Bold": 650}
RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F),
    (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x214F),
    (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0x2700, 0x27BF),
)  # fmt: skip
_NAME, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
_DROPPED = (0, 7, 16, 17, 21, 22, 25)
FROZEN = 3_800_000_000
"""Seconds since 1904 that the files bear, so that the same font gives the same bytes."""


def source() -> Path:
    folder = Path(streamlit.__file__).parent / "static" / "static" / "media"
    return next(folder.glob("SourceSansVF-Upright*.woff2"))


def main() -> None:
    OUT.mkdir(exist_ok=True)
    for style, weight in WEIGHTS.items():
        font = instantiateVariableFont(TTFont(source(), recalcTimestamp=False), {"wght": weight})
        options = Options()
        options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum"]
        options.hinting, options.name_IDs = False, ["*"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[c for low, high in RANGES for c in range(low, high + 1)])
        subsetter.subset(font)
        _rename(font, style)
        for flavour, suffix in ((None, "ttf"), ("woff2", "woff2")):
            font.flavor = flavour
            font.save(OUT / f"CstovizSans-{style}.{suffix}")


def _rename(font: TTFont, style: str) -> None:
    names = font["name"]
    for number in _DROPPED:
        names.removeNames(nameID=number)
    postscript = f"CstovizSans-{style}"
    said = {_NAME: FAMILY, _STYLE: style, _UNIQUE: postscript, _FULL: f"{FAMILY} {style}",
            _POSTSCRIPT: postscript}  # fmt: skip
    for number, text in said.items():
        names.removeNames(nameID=number)
        names.setName(text, number, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x20 if bold else 0x40)
    font["head"].macStyle = 1 if bold else 0
    font["head"].created = font["head"].modified = FROZEN


if __name__ == "__main__":
    main()
