from cstoviz.ui.page import render
from cstoviz.ui.takeaway import take_away
from cstoviz.views import events as views

render("events", [[views.EVENTS], [views.SEARCH_OTHERS]], more=take_away(views.EVENTS))
