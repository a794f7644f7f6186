"""Catalogs (PO): what is translated, by whom, and the translated variant.

`workspace` is the way in for commands and the build; the other modules take values and return
new ones. Nothing is imported here, because Babel and rapidfuzz take time to load.
"""
