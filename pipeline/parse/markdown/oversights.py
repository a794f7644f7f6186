"""What a slip of the writer makes of a text, and Markdown says nothing about."""

import re

from pipeline.messages import message
from pipeline.parse.markdown.reading import Reading
from pipeline.parse.markdown.syntax import MarkdownSource

# Between percent signs in braces stands a comment, which the plugin for attributes leaves out.
COMMENT_IN_BRACES = re.compile(r"(?<!\\)\{(?:[^{}%]{0,200}\s)?%[^{}]{0,1000}\}")
SETTING = re.compile(r"(?:title|published|updated|version|status)\s*:")


def tell_of_oversights(source: MarkdownSource, reading: Reading) -> None:
    """Adds an error for a comment in braces, and for front matter that does not end."""
    for number, line in enumerate(source.lines, 1):
        if found := COMMENT_IN_BRACES.search(line):
            reason = (
                "“{text}” would be left out as a comment; take it away, or, if it is text, put a "
                "backslash before the sign {sign}."
            )
            text = message(reason, text=found[0][:40], sign="{")
            reading.error("parse.comment", number, text)
    written = [(number, line) for number, line in enumerate(source.lines, 1) if line.strip()]
    if source.front_matter or len(written) < 2 or written[0][1].strip() != "---":
        return
    if SETTING.match(written[1][1].strip()):
        reason = (
            "The lines about the document at the top would be published as text: the first line "
            "of the file must be ---, and below them must stand --- again."
        )
        reading.error("parse.front-matter", written[0][0], message(reason))
