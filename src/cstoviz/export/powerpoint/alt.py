"""What objects of slides are called, and what is said of them to those who do not see them."""

from __future__ import annotations

from typing import Any

from pptx.oxml import parse_xml

from cstoviz.export.powerpoint.words import clean

_MOST = 2000
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></a:ext></a:extLst>'
)
"""How an object says that it only adorns the slide; readers of screens pass over it."""


def decorative() -> str:
    """Return the XML that marks an object as decorative, for inside of its `cNvPr`."""
    return _DECORATIVE


def name(shape: Any, called: str, said: str) -> None:
    """Give a shape its name, in the list of objects, and its alternative text."""
    properties = shape._element._nvXxPr.cNvPr
    properties.set("name", short(called))
    properties.set("descr", clean(said)[:_MOST])


def short(called: str, most: int = 80) -> str:
    """Return a name for the list of objects."""
    called = clean(called)
    return called if len(called) <= most else called[: most - 1] + "…"


def adorn(shape: Any) -> None:
    """Mark a shape as decorative."""
    shape._element._nvXxPr.cNvPr.append(parse_xml(_DECORATIVE))
