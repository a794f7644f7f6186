"""Exchange with translators: packages that are sent, files that come back, their formats."""
