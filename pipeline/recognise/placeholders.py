"""What stands in a text for a program and not for a reader: `{x}`, `%s`, `<b>`, `<1>`, `&amp;`.

A briefing has no use for them, but a text that was copied from another system may carry them.
"""

import re

_PLACEHOLDER = re.compile(
    r"""
    <([A-Za-z][\w-]*)(?:\s[^<>]*)?>[^<>]*</\1>     # an element with its text
    | </?[A-Za-z][\w-]*(?:\s[^<>]*=[^<>]*)?/?>     # a tag alone
    | </?[1-9][0-9]{0,5}/?>                        # a numbered tag: <1>, </1>, <2/>
    | \{\{[^{}]*\}\} | \$?\{[\w.]*\}               # {{ x }}, ${x}, {x}, {0}, {}
    | %\([^()\s]*\)[a-z] | %[sd](?!\w)             # %(name)s, %s
    | (?<!\w)&(?:[A-Za-z]{2,}|\#\d+);              # &amp;
    """,
    re.VERBOSE,
)


def placeholders(text: str) -> tuple[str, ...]:
    """The placeholders of a text, in order."""
    return tuple(found.group() for found in _PLACEHOLDER.finditer(text))


def placeholder_places(text: str) -> tuple[tuple[int, int], ...]:
    """Where the same placeholders stand: (start, end) of each, in order."""
    return tuple(found.span() for found in _PLACEHOLDER.finditer(text))


def without_placeholders(text: str) -> str:
    """The text with each placeholder blanked, every other character in its place."""
    return _PLACEHOLDER.sub(lambda match: " " * len(match.group()), text)
