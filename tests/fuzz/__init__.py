"""Coverage-guided fuzzing of the readers, on demand: `python -m tests.fuzz word 300`."""
