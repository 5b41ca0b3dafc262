from cstoviz.ui.briefing import ALL_KEYS, briefing, chosen_views
from cstoviz.ui.page import Other, render

render("briefing", [], more=briefing, other=Other(ALL_KEYS, chosen_views))
