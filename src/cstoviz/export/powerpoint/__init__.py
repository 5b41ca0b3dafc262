"""A briefing as a presentation for PowerPoint and what reads its files."""

from cstoviz.export.powerpoint.deck import powerpoint_bytes

__all__ = ["powerpoint_bytes"]
