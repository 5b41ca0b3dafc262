from cstoviz.ui.page import render
from cstoviz.views import participation as views

render("events", [[views.BY_STATE]])
