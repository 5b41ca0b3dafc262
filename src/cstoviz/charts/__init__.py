"""Pure functions from a frame to a figure."""
