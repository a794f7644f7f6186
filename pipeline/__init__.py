"""A Swedish briefing becomes accessible PDF, DOCX and HTML in the residents' languages."""
