"""Made-up packages of any size, after the frequencies of a real one."""
