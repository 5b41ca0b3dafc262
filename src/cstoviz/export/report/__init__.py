"""The report of a selection as PDF, set by Typst from templates and data."""

from cstoviz.export.report.whole import report_bytes

__all__ = ["report_bytes"]
