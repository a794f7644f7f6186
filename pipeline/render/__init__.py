"""Renderers: from an edition to the bytes of a file."""
