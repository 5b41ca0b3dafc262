"""A briefing: which answers are told, in which order, and what outlets say of them in words."""
