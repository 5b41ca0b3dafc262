"""Pure functions over the tables; the only place where anything is counted."""
