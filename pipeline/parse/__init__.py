"""Readers: from a source file to the model, one reader a format."""
