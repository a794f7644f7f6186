"""Catalogs (PO): what is translated, by whom, and the translated variant."""
