"""Exchanged texts at random, with whatever a catalog may have."""

from hypothesis import strategies as st

from pipeline.exchange.exchanged import Exchanged
from pipeline.translate.po import Entry
from pipeline.translate.states import EntryState

line = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=20)
piece = st.sampled_from(
    [
        "<1>",
        "</1>",
        "<2/>",
        "<2>",
        "</2>",
        "\\<1>",
        "\\",
        "\\\\",
        "ord",
        " ",
        "&",
        "]]>",
        "\n",
        "\r",
    ]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
string = st.lists(piece, max_size=8).map("".join)
entries = st.builds(
    Entry,
    st.sampled_from(["", "title", "list item", 'a"<&']),
    string.filter(bool),
    string,
    fuzzy=st.booleans(),
    previous=st.none() | line,
    comments=st.lists(line, max_size=2).map(tuple),
    hints=st.lists(line, max_size=2).map(tuple),
    references=st.lists(line, max_size=2).map(tuple),
    flags=st.lists(st.sampled_from(["no-wrap", "own"]), unique=True).map(tuple),
)


@st.composite
def texts(draw: st.DrawFn) -> Exchanged:
    found = draw(st.lists(entries, max_size=4, unique_by=lambda entry: entry.key))
    states = {e.key: draw(st.sampled_from(EntryState)) for e in found}
    return Exchanged("läges bild&", "fi", tuple(found), states, draw(st.sampled_from(["", "ab"])))
