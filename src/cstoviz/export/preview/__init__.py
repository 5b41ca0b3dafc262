"""The picture that stands beside a link to a page where people send each other links."""

from cstoviz.export.preview.choice import asked, is_page, keys
from cstoviz.export.preview.made import preview
from cstoviz.export.preview.sheet import HEIGHT, WIDTH

__all__ = ["HEIGHT", "WIDTH", "asked", "is_page", "keys", "preview"]
