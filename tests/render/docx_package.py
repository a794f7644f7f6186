"""The XML inside a DOCX file."""

import io
import zipfile
from collections.abc import Callable

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKS = str.maketrans("", "", "\u200e\u200f")


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def change(data: bytes, name: str, alter: Callable[[etree._Element], None]) -> bytes:
    """The same file with one part altered in place."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in package.namelist():
            content = package.read(entry)
            if entry == name:
                root = etree.fromstring(content)
                alter(root)
                content = etree.tostring(root)
            target.writestr(entry, content)
    return changed.getvalue()
