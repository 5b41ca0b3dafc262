"""The theme of slides and the style of their tables, as XML."""

from __future__ import annotations

from cstoviz.export.powerpoint.look import FONT, SCHEME

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
TABLE_STYLE = "{6C3A2F5E-1B84-4E2D-9A57-C57001200001}"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PLACE = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme(name: str) -> bytes:
    """Return the theme: its colours and font, and plain fills and lines without effects."""
    colours = "".join(
        f'<a:{key}><a:srgbClr val="{value}"/></a:{key}>' for key, value in SCHEME.items()
    )
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface="{FONT}"/>'
    lines = "".join(f'<a:ln w="{width}">{_PLACE}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{_HEAD}<a:theme xmlns:a="{A}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{_PLACE * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_PLACE * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    ).encode()


def table_styles(name: str) -> bytes:
    """Return the styles of tables: one, with thin lines between rows and a line under the head."""
    none = "<a:ln><a:noFill/></a:ln>"
    thin, thick = _border("bg2", 9525), _border("tx1", 12700)
    body = (
        f"<a:left>{none}</a:left><a:right>{none}</a:right><a:top>{none}</a:top>"
        f"<a:bottom>{thin}</a:bottom><a:insideH>{thin}</a:insideH><a:insideV>{none}</a:insideV>"
    )
    return (
        f'{_HEAD}<a:tblStyleLst xmlns:a="{A}" def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="{name}">'
        f'<a:wholeTbl><a:tcTxStyle><a:fontRef idx="minor"/><a:schemeClr val="tx1"/></a:tcTxStyle>'
        f"<a:tcStyle><a:tcBdr>{body}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle>"
        f'</a:wholeTbl><a:firstRow><a:tcTxStyle b="on"><a:fontRef idx="minor"/>'
        f'<a:schemeClr val="tx2"/></a:tcTxStyle><a:tcStyle><a:tcBdr><a:bottom>{thick}</a:bottom>'
        "</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:firstRow></a:tblStyle>"
        "</a:tblStyleLst>"
    ).encode()


def _border(colour: str, width: int) -> str:
    return f'<a:ln w="{width}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:ln>'
