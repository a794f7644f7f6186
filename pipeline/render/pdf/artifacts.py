"""The tags of what is painted but is no content (ISO 32000-1 14.8.2.2.2)."""

DECORATION = "Artifact<</Type/Layout>>"
HEADER = "Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>"
FOOTER = "Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>"
REPEATED = "Artifact<</Type/Pagination>>"
"""The header rows of a table on the pages after its first."""
