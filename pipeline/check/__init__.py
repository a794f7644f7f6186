"""Checks of variants and of finished files, and their reports."""
