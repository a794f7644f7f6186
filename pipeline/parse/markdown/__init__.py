"""The reader for Markdown: CommonMark with tables, notes, attributes and front matter.

What of it has a place in the model, besides CommonMark's headings, paragraphs, lists, emphasis
and links (https://spec.commonmark.org/0.31.2/):

    ---                         front matter: title, published, updated, version, status
    title: Läget i maj
    ---
    text  ⏎ text (two spaces or a backslash at the end)       a line break; `<br>` in tables
    > text                      a quotation
    > [!IMPORTANT]              a call-out (also VIKTIGT, OBS, NOTE, TIP, WARNING …)
    > text
    ---   ***                   a separator
    | a | b |                   a table (GitHub's form); its first row is the header row. If its
    |---|---|                   first cell is empty, the first column heads the rows
    {header-columns=1}          on the line above a table: how many columns are headers
                                (also header-rows)
    Tabell: text                a paragraph right before or after a table: its caption (also
                                `Table:` and pandoc's `: text`)
    ![alternative](karta.png "caption")      a picture; `Bild: text` below it is a caption too
    ![](vapen.png){.decorative} a picture that says nothing
    text[^1]   [^1]: note       a note
    [Kysy]{lang=fi}             another language; `{lang=fi}` above a paragraph for all of it
    ## Rubrik {#id}  [text](#id)  [text](#rubrik)      a place to lead to, and links to it

HTML, program code and struck-out text are errors, each with its line: they have no place in a
briefing, and nothing is dropped. A break that only the editor made is a space.
"""

from pipeline.parse.decode import decode, encoding_findings
from pipeline.parse.markdown.account import require_all_text
from pipeline.parse.markdown.blocks import BlockReader
from pipeline.parse.markdown.captions import with_captions
from pipeline.parse.markdown.front_matter import read_front_matter
from pipeline.parse.markdown.oversights import tell_of_oversights
from pipeline.parse.markdown.reading import Reading
from pipeline.parse.markdown.syntax import parse_tokens
from pipeline.parse.parsed import Parsed, Record
from pipeline.parse.resources import Resources
from pipeline.parse.settle import settle

__all__ = ["parse_markdown"]


def parse_markdown(data: bytes, where: str, title: str | None, resources: Resources) -> Parsed:
    """The briefing in a Markdown file of at most 1 MB.

    `where` is the file's name for messages, `title` the title of the document's settings;
    without it that of the front matter counts. `resources` gives the bytes of a picture.
    `Parsed.lines` are the lines of the file.

    Raises SourceError if the bytes are no text (`decode`), for what `settle` refuses, and for
    text that is nested or bracketed so much that nobody wrote it.
    """
    decoded = decode(data, where)
    source = parse_tokens(decoded.text, where)
    stated = read_front_matter(source.front_matter, where)
    reading = Reading(where, resources, list(encoding_findings(decoded, where)))
    tell_of_oversights(source, reading)
    found = with_captions(BlockReader(source, reading).found(), reading)
    require_all_text(source, found, reading)
    given = title or stated.get("title") or None
    record = Record(decoded.encoding)
    parsed = settle(found, where, given, record, tuple(reading.findings))
    return parsed.with_stated(stated)
