"""What the page on methods says: rules with examples, vocabularies, data, limits, citation."""
