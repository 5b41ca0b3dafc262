from cstoviz.ui.page import render
from cstoviz.views import participation as views

render("map", [[views.BY_STATE]])
