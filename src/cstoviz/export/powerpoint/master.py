"""The slide master and its layouts: what all slides have from one place."""

from __future__ import annotations

from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml

from cstoviz.export.powerpoint.alt import decorative
from cstoviz.export.powerpoint.look import (
    CONTENT,
    FOOTER,
    FOOTER_SIZE,
    HEIGHT,
    MARGIN,
    NUMBER,
    SENTENCE,
    SENTENCE_SIZES,
    TITLE,
    TITLE_SIZE,
    WIDTH,
    Room,
    emu,
)
from cstoviz.export.powerpoint.theme import A, table_styles, theme
from cstoviz.export.powerpoint.words import locale_of, quoted
from cstoviz.text import t

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'

NAME = "cstoviz"
TITLE_LAYOUT, VIEW_LAYOUT, WORDS_LAYOUT = 0, 1, 2
FOOT_AT, NUMBER_AT, SENTENCE_AT, CONTENT_AT, MORE_AT = 11, 12, 13, 14, 15
"""The places of placeholders in every layout: footer, slide number, sentence, content, and the
right half of words."""

_HALF = (CONTENT.width - 48) / 2
LEFT = Room(CONTENT.x, CONTENT.y, _HALF, CONTENT.height)
RIGHT = Room(CONTENT.x + _HALF + 48, CONTENT.y, _HALF, CONTENT.height)
COVER = Room(MARGIN, 150, WIDTH - 2 * MARGIN, 130)
COVER_SCOPE = Room(MARGIN, 296, WIDTH - 2 * MARGIN, 110)
COVER_FACTS = Room(MARGIN, 440, WIDTH - 2 * MARGIN, 190)


def presentation(lang: str) -> Any:
    """Return a presentation without slides, in the house style, with its three layouts."""
    made: Any = Presentation()
    made.slide_width, made.slide_height = emu(WIDTH), emu(HEIGHT)
    made._element.sldSz.attrib.pop("type", None)
    for defaults in made._element.xpath("p:defaultTextStyle/a:defPPr/a:defRPr"):
        defaults.set("lang", locale_of(lang))
    _bare(made)
    master = made.slide_master
    for layout in list(made.slide_layouts)[3:]:
        made.slide_layouts.remove(layout)
    master.part.part_related_by(RT.THEME)._blob = theme(NAME)
    made.part.part_related_by(RT.TABLE_STYLES)._blob = table_styles(NAME)
    _replace(master, _master_shapes(lang), _text_styles())
    for layout, (name, shapes) in zip(made.slide_layouts, _layouts(lang), strict=True):
        _replace(layout, shapes)
        layout._element.attrib.pop("type", None)
        layout._element.set("userDrawn", "1")
        layout._element.cSld.set("name", name)
    cover = made.slide_layouts[TITLE_LAYOUT]._element
    cover.set("showMasterSp", "0")
    return made


def _bare(made: Any) -> None:
    """Drop what the empty presentation brings along: a thumbnail, a printer's settings."""
    for owner, kind in ((made.part.package, RT.THUMBNAIL), (made.part, RT.PRINTER_SETTINGS)):
        rels = owner._rels
        for key in [key for key, rel in rels.items() if rel.reltype == kind]:
            rels.pop(key)


def _replace(owner: Any, shapes: str, styles: str = "") -> None:
    element = owner._element
    tree = element.cSld.spTree
    for child in list(tree)[2:]:
        tree.remove(child)
    for child in parse_xml(f"<p:spTree {SPACES}>{shapes}</p:spTree>"):
        tree.append(child)
    for extra in element.cSld.xpath("p:extLst"):
        element.cSld.remove(extra)
    if styles:
        old = element.xpath("p:txStyles")[0]
        element.replace(old, parse_xml(styles))


def _xfrm(room: Room) -> str:
    return (
        f'<a:xfrm><a:off x="{emu(room.x)}" y="{emu(room.y)}"/>'
        f'<a:ext cx="{emu(room.width)}" cy="{emu(room.height)}"/></a:xfrm>'
    )


def _placeholder(  # noqa: PLR0913
    ident: int, place: str, prompt: str, lang: str, room: Room, *, body: str = "", style: str = ""
) -> str:
    """Return a placeholder: `place` are the attributes of its `ph`, `style` its list style."""
    said = quoted(prompt)
    words = f'<a:r><a:rPr lang="{locale_of(lang)}"/><a:t>{said}</a:t></a:r>'
    if 'type="sldNum"' in place:
        words = (
            '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            f'<a:rPr lang="{locale_of(lang)}"/><a:t>‹#›</a:t></a:fld>'
        )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{ident}" name="{said}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {place}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{_xfrm(room)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" {body}><a:normAutofit/>'
        f"</a:bodyPr><a:lstStyle>{style}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def _rule(ident: int, room: Room, colour: str = "tx1") -> str:
    """Return a filled bar without words, which only adorns."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{ident}" name="{ident}">{decorative()}</p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_xfrm(room)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "</p:sp>"
    )


def _ends(lang: str, first: int, *, own: int = 0) -> str:
    """Return the placeholders at the foot of a slide: footer and number."""
    at = (own, own + 1) if own else (FOOT_AT, NUMBER_AT)
    foot, number = t("powerpoint.prompt.footer"), t("powerpoint.prompt.number")
    left, right = _level(FOOTER_SIZE, "tx2"), _level(FOOTER_SIZE, "tx2", align="r")
    return _placeholder(
        first, f'type="ftr" sz="quarter" idx="{at[0]}"', foot, lang, FOOTER, style=left
    ) + _placeholder(
        first + 1, f'type="sldNum" sz="quarter" idx="{at[1]}"', number, lang, NUMBER, style=right
    )


def _level(size: float, colour: str, *, align: str = "l", bold: bool = False, gap: int = 0) -> str:
    weight = ' b="1"' if bold else ""
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}">'
        f'<a:spcBef><a:spcPts val="{gap * 100}"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}"{weight}>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )


def _master_shapes(lang: str) -> str:
    title, sentence = t("powerpoint.prompt.title"), t("powerpoint.prompt.sentence")
    return (
        _rule(2, Room(MARGIN, 26, WIDTH - 2 * MARGIN, 1.5))
        + _rule(3, Room(MARGIN, 26, 64, 7))
        + _rule(4, Room(MARGIN, 658, WIDTH - 2 * MARGIN, 1), "bg2")
        + _placeholder(5, 'type="title"', title, lang, TITLE)
        + _placeholder(6, 'type="body" idx="1"', sentence, lang, CONTENT)
        + _ends(lang, 7, own=3)
    )


def _layouts(lang: str) -> list[tuple[str, str]]:
    """Return the layouts: of the title, of a view, of words."""
    prompt = {key: t(f"powerpoint.prompt.{key}") for key in ("title", "sentence", "content")}
    title = _placeholder(2, 'type="title"', prompt["title"], lang, TITLE)
    sentence = _placeholder(
        3, f'type="body" sz="quarter" idx="{SENTENCE_AT}"', prompt["sentence"], lang, SENTENCE,
        style=_level(SENTENCE_SIZES[0], "tx2"),
    )  # fmt: skip
    content = _placeholder(4, f'idx="{CONTENT_AT}"', prompt["content"], lang, CONTENT)
    halves = "".join(
        _placeholder(
            4 + side, f'type="body" sz="half" idx="{CONTENT_AT + side}"', prompt["content"], lang,
            room, style=_level(16, "tx1"),
        )
        for side, room in enumerate((LEFT, RIGHT))
    )  # fmt: skip
    return [
        (t("powerpoint.layout.title"), _cover(prompt, lang)),
        (t("powerpoint.layout.view"), title + sentence + content + _ends(lang, 6)),
        (t("powerpoint.layout.words"), title + sentence + halves + _ends(lang, 6)),
    ]


def _cover(prompt: dict[str, str], lang: str) -> str:
    large, middle = _level(44, "tx1", bold=True), _level(22, "tx2")
    return (
        _rule(2, Room(MARGIN, 56, WIDTH - 2 * MARGIN, 2))
        + _rule(3, Room(MARGIN, 56, 96, 12))
        + _placeholder(
            4, 'type="title"', prompt["title"], lang, COVER, body='anchor="b"', style=large
        )
        + _placeholder(
            5, f'type="body" sz="quarter" idx="{SENTENCE_AT}"', prompt["sentence"], lang,
            COVER_SCOPE, style=middle,
        )
        + _placeholder(
            6, f'type="body" sz="half" idx="{CONTENT_AT}"', prompt["content"], lang, COVER_FACTS,
            body='anchor="b"', style=_level(16, "tx1", gap=4),
        )
        + _ends(lang, 7)
    )  # fmt: skip


def _text_styles() -> str:
    """Return how titles and words look wherever a layout says nothing else."""
    face = '<a:latin typeface="+m{0}-lt"/><a:ea typeface="+m{0}-ea"/><a:cs typeface="+m{0}-cs"/>'
    ink = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    title = (
        '<a:lvl1pPr algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        '<a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{TITLE_SIZE * 100}" b="1" kern="1200">{ink}{face.format("j")}</a:defRPr>'
        "</a:lvl1pPr>"
    )
    body = "".join(
        f'<a:lvl{level}pPr marL="{(level - 1) * 228600}" indent="0" algn="l" defTabSz="914400"'
        ' rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" kern="1200">{ink}{face.format("n")}</a:defRPr>'
        f"</a:lvl{level}pPr>"
        for level, size in enumerate((18, 16, 14, 14, 14), start=1)
    )
    return (
        f"<p:txStyles {SPACES}><p:titleStyle>{title}</p:titleStyle>"
        f"<p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{body}</p:otherStyle></p:txStyles>"
    )
