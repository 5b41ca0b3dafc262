"""The slides of a briefing as one page for a screen: served, or kept as a file that needs nothing.

Slides are laid out on a stage of 1920 by 1080 pixels, on which no words are smaller than 24 pixels;
the page scales the stage as a whole to its window.
"""

from cstoviz.export.deck.page import deck_bytes, deck_html, policy

__all__ = ["deck_bytes", "deck_html", "policy"]
