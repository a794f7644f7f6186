"""A corpus of several hundred PDF files that outside validators judge.

`python -m tests.render.pdf.conformance FOLDER` writes it, for people who want to look.
"""
