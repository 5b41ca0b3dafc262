from cstoviz.ui.page import render
from cstoviz.ui.takeaway import take_away
from cstoviz.views import events as views

render("events", [[views.EVENTS]], more=take_away(views.EVENTS))
