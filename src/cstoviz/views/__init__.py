"""The views: one question, one answer, defined once."""
