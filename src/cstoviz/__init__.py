"""cstoviz: what an international organisation declared, and what it reports having done."""
