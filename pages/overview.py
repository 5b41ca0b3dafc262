from cstoviz.ui.page import render
from cstoviz.views import participation as views

render("overview", [[views.BY_STATE]])
