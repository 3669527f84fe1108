"""Fuzzing: what comes from outside, mutated. A target takes bytes; if it raises, the mistake is ours."""
