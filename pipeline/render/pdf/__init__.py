"""Tagged PDF on ReportLab, with our own text layout."""
