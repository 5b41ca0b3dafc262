from cstoviz.ui.page import render
from cstoviz.views import timeline as views

render("timeline", [[views.TIMELINE]])
