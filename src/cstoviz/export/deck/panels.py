"""What stands on one slide of the page: head, body, foot, and how much room is left for a body."""

from __future__ import annotations

from dataclasses import dataclass

from cstoviz import text
from cstoviz.export.briefing.model import Briefing, Slide
from cstoviz.export.deck.fit import HEIGHT, LEAST, ROOM, Fitted, fitted
from cstoviz.export.deck.markup import anchor, dashboard, safe
from cstoviz.text import t

HEADINGS = (60, 56, 52, 48)
_LONG_HEADINGS = (48, 44, 40)
LEADS = (36, 34, 32, 30, 28, 26)
TOP, GAP, FOOT_GAP, BOTTOM = 56, 26, 22, 36
"""Above a heading; between head and body; between body and foot; below the foot."""

_NUMBER = 150
"""The room of the slide's number beside the foot."""

_HEADING_LEADING, LEADING = 1.14, 1.3


@dataclass(frozen=True)
class Head:
    """A slide's heading and lead in the type in which they have room."""

    heading: Fitted
    lead: Fitted

    @property
    def height(self) -> float:
        """How high both are."""
        between = 14 if self.lead.lines else 0
        return self.heading.height + between + self.lead.height


@dataclass(frozen=True)
class Panel:
    """One slide of the page: a whole slide of the briefing, or one of several parts of a list.

    kind: what it is for the style sheet; body: HTML between head and foot; head: how its words
    are set, None where the body has them itself; part: which of `parts`.
    """

    slide: Slide
    kind: str
    body: str
    head: Head | None = None
    part: int = 1
    parts: int = 1

    @property
    def heading(self) -> str:
        """Its heading, with the part where there are several."""
        return heading(self.slide, self.part, self.parts)


def heading(slide: Slide, part: int = 1, parts: int = 1) -> str:
    """Return a slide's heading; with several parts it says which it is."""
    if parts == 1:
        return slide.heading
    said = t("deck.part", part=text.number(part), parts=text.number(parts))
    return f"{slide.heading} ({said})"


def head(slide: Slide, parts: int = 1, most: int = 3) -> Head:
    """Fit a slide's heading and lead, the lead into so many lines where it can be."""
    said = heading(slide, parts, parts)
    large = fitted(said, HEADINGS, ROOM, 1, _HEADING_LEADING, bold=True)
    if large.lines > 1:
        large = fitted(said, _LONG_HEADINGS, ROOM, 2, _HEADING_LEADING, bold=True)
    return Head(large, fitted(slide.sentence, LEADS, ROOM, most, LEADING))


def foot(briefing: Briefing) -> Fitted:
    """Fit what stands under every slide."""
    return fitted(briefing.footer, (LEAST,), ROOM - _NUMBER, 1, LEADING)


def room(briefing: Briefing, above: Head) -> float:
    """Return how high a body may be between head and foot."""
    below = FOOT_GAP + 14 + foot(briefing).height + BOTTOM
    return HEIGHT - TOP - above.height - GAP - below


def head_html(panel: Panel, briefing: Briefing) -> str:
    """Write the head of a slide; "" where its body has it."""
    if panel.head is None:
        return ""
    linked = anchor(panel.heading, dashboard(briefing, panel.slide))
    lead = panel.slide.sentence
    said = f'<p class="lead s{panel.head.lead.size}">{safe(lead)}</p>' if lead else ""
    return f'<header><h2 class="s{panel.head.heading.size}">{linked}</h2>{said}</header>'
