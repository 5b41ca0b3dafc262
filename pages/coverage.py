from cstoviz.ui.page import render
from cstoviz.views import participation as views

render("coverage", [[views.BY_STATE]])
