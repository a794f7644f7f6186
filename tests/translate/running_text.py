"""Running text of every kind, for tests of what holds for all of it."""

from hypothesis import strategies as st

from pipeline.model import NOTE_MARK, Span, Text, text_of

CHARACTERS = st.text(st.sampled_from("aå1 \n\u00a0<>/\\2"), max_size=6)
WORDS = st.text(st.sampled_from("aå1 \n."), max_size=6)
ADDRESSES = st.sampled_from([None, None, "tel:112", "#b1"])
LANGUAGES = st.sampled_from([None, None, "en"])


def _spans(characters: st.SearchStrategy[str]) -> st.SearchStrategy[Span]:
    flags = (st.booleans(), st.booleans())
    running = st.builds(Span, characters, LANGUAGES, ADDRESSES, *flags)
    reference = st.builds(Span, st.just(NOTE_MARK), LANGUAGES, ADDRESSES, *flags, st.just("n1"))
    return running | running | running | reference


def texts(characters: st.SearchStrategy[str]) -> st.SearchStrategy[Text]:
    return st.lists(_spans(characters), max_size=6).map(lambda found: text_of(*found))
