"""The reader for Word documents (DOCX): a package of XML parts to the model.

`document.py` tells the story; `package.py` opens the file, `story.py` reads paragraphs and tables
in their order, `blocks.py` makes blocks of them, and `account.py` proves that nothing is lost.
"""

from pipeline.parse.word.document import parse_docx

__all__ = ["parse_docx"]
