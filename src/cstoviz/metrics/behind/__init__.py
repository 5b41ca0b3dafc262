"""What the numbers of the metrics count: one row per event counted in a place."""
