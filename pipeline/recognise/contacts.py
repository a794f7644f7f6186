"""E-mail addresses, web addresses and telephone numbers in running text."""

import re

_CONTACT = re.compile(
    r"""
    (?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+  # e-mail
    | https?://[^\s<>"”“»«()،؛]*[^\s<>"”“»«()،؛.,;:!?]         # web, without the stop after it
    | \bwww\.[^\s<>"”“»«()،؛]*[^\s<>"”“»«()،؛.,;:!?]
    | (?<![\w+])(?:\+[1-9]|0)\d[\d\s()/‑-]{4,}\d(?!\w)   # telephone: 0220-240 00, +46 220 …
    """,
    re.VERBOSE,
)
_SPACES = re.compile(r"\s")


def contacts(text: str) -> tuple[str, ...]:
    """The addresses and numbers in a text, in order; any white space in them is a space.

    A telephone number begins with 0 or + and has at least seven characters, so 112 and 1177
    are ordinary numbers.
    """
    return tuple(_SPACES.sub(" ", found) for found in _CONTACT.findall(text))


def without_contacts(text: str) -> str:
    """The text with each address and number blanked, every other character in its place."""
    return _CONTACT.sub(lambda match: " " * len(match.group()), text)
