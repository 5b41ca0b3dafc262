"""A figure as plain marks on a sheet: the same picture for a slide, a document and shapes.

`draw` lays a Plotly figure out without a browser; `svg` writes the sheet as SVG.
"""
