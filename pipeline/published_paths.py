"""Which paths published files may have, and those of the site's own pages."""

import re
from collections.abc import Iterable

INDEX = "index.html"
SITEMAP = "sitemap.xml"
SHEET = "anslag.pdf"
"""The sheet for notice boards, by a name that staff know."""
STATEMENTS = ("accessibility.sv.html", "accessibility.en.html")
"""The accessibility statement for readers of Swedish, and for all others."""


def language_page(tag: str) -> str:
    """The page that lists the documents in a language, under the output folder."""
    return f"{tag}.html"


def statement(*, is_swedish: bool) -> str:
    """The accessibility statement for readers of Swedish, or for all others."""
    return STATEMENTS[0] if is_swedish else STATEMENTS[1]


def feed(tag: str) -> str:
    """The Atom feed of a language."""
    return f"{tag}.atom"


def own_files(tags: Iterable[str]) -> frozenset[str]:
    """The site's files that belong to no document, where it may have these languages."""
    each = (path for tag in tags for path in (language_page(tag), feed(tag)))
    return frozenset((INDEX, SITEMAP, SHEET, *STATEMENTS, *each))


def is_safe_path(path: str) -> bool:
    """Whether a path with forward slashes stays inside the folder that it is relative to.

    Also refused: what no web server or no other operating system could hold (a backslash, a
    colon, a control character), and hidden names.
    """
    return path.isprintable() and _SAFE.fullmatch(path) is not None


_PART = r'(?!\.)[^/\\:*?"<>|]+'
_SAFE = re.compile(f"{_PART}(?:/{_PART})*+")
