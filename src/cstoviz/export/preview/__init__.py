"""The picture that stands beside a link to a page where people send each other links."""

from cstoviz.export.preview.choice import PAGES, asked, keys
from cstoviz.export.preview.made import preview
from cstoviz.export.preview.sheet import HEIGHT, WIDTH

__all__ = ["HEIGHT", "PAGES", "WIDTH", "asked", "keys", "preview"]
