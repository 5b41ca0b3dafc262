from cstoviz.ui.methods import methods
from cstoviz.ui.page import render

render("methods", [], more=methods)
