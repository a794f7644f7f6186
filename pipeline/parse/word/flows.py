"""Parts of a story to what may stand in a cell, a quotation or a call-out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.messages import message
from pipeline.model import Callout, Figure, Flow, Paragraph, Separator, Table, Text, plain, text_of
from pipeline.parse.word.handmade import with_typed_lists
from pipeline.parse.word.lists import belongs_to_item, lists
from pipeline.parse.word.notebook import Notebook, excerpt
from pipeline.parse.word.styles import Role
from pipeline.parse.word.written import Part, Written


def flow(parts: Sequence[Part], notebook: Notebook) -> tuple[Flow, ...]:
    """Paragraphs and lists; headings become strong paragraphs, and boxes what is in them.

    A table within is an error: it stands as paragraphs, so that nothing is lost. Figures and
    separators must not be among the parts.
    """
    simple = [plain_part for part in parts for plain_part in _simple(part, notebook)]
    found: list[Flow] = []
    for group in runs(with_typed_lists(simple, notebook)):
        first = group[0]
        if isinstance(first, Written) and first.item is not None:
            found.extend(lists([part for part in group if isinstance(part, Written)], notebook))
        elif isinstance(first, Written):
            found.append(Paragraph(first.place, first.text))
        elif isinstance(first, Callout):
            found.extend(first.blocks)
    return tuple(found)


def runs(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The items of lists together with the paragraphs that belong to them; the rest one by one."""
    run: list[Part] = []
    first: Written | None = None
    for part in parts:
        is_item = isinstance(part, Written) and part.item is not None and _may_be_item(part)
        if is_item and isinstance(part, Written):
            first = first or part
            run.append(part)
        elif first is not None and belongs_to_item(part, first):
            run.append(part)
        else:
            if run:
                yield run
            run, first = [], None
            yield [part]
    if run:
        yield run


def _may_be_item(written: Written) -> bool:
    return written.role in (Role.BODY, Role.MORE_OF_ITEM)


def _simple(part: Part, notebook: Notebook) -> Iterator[Part]:
    match part:
        case Written() if part.role in (Role.HEADING, Role.TITLE):
            reason = "The heading “{text}” stands in a table or a box, and is strong text now."
            shown = message(reason, text=excerpt(plain(part.text)))
            notebook.note("heading-in-box", shown, part.place)
            yield replace(part, role=Role.BODY, item=None, text=_strong(part.text))
        case Written() if not _may_be_item(part):
            is_quoted = part.role in (Role.QUOTE, Role.CALLOUT)
            yield replace(part, role=Role.BODY, item=part.item if is_quoted else None)
        case Written() | Callout():
            yield part
        case Table():
            reason = (
                "A table stands within a table or a box; take it out and put it below, or write "
                "its cells as text."
            )
            notebook.error("table-in-table", message(reason), part.id)
            for row in part.rows:
                for cell in row:
                    yield Callout(cell.id, cell.blocks)
        case Figure() | Separator():
            raise ValueError("figures and separators are taken out before")


def _strong(text: Text) -> Text:
    return text_of(*(replace(span, strong=True) if not span.note else span for span in text))
