"""The standards that a file may conform to."""

from enum import Enum


class Standard(Enum):
    """A pair of standards that each file of the engine conforms to at once.

    `UA1_A2A` is what readers, validators and archives know best: PDF 1.7, PDF/UA-1 (ISO 14289-1)
    and PDF/A-2a (ISO 19005-2). `UA2_A4` is their successor: PDF 2.0, PDF/UA-2 (ISO 14289-2, with
    ISO/TS 32005) and PDF/A-4 (ISO 19005-4). The pages are the same. The tag tree tells more in
    the second: what is strong or emphasised, and which note a reference means; its links lead to
    structure elements. The title stays an H1 there and is not a Title, which today's screen readers
    do not list among the headings.
    """

    UA1_A2A = "PDF/UA-1 and PDF/A-2a"
    UA2_A4 = "PDF/UA-2 and PDF/A-4"

    @property
    def pdf_version(self) -> tuple[int, int]:
        """The version of PDF, as in the header."""
        return (2, 0) if self.is_pdf_2 else (1, 7)

    @property
    def is_pdf_2(self) -> bool:
        """Whether its files are PDF 2.0 (ISO 32000-2)."""
        return self is Standard.UA2_A4
