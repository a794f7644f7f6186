"""Whether a text is strong or emphasised as a whole, which is its look and not emphasis."""

from dataclasses import replace

from pipeline.model import Text, text_of


def without_look(text: Text) -> Text:
    """The text without strong and emphasis if all of it has them: where that is only its look."""
    words = [span for span in text if not span.note and span.text.strip()]
    is_strong = bool(words) and all(span.strong for span in words)
    is_emphasis = bool(words) and all(span.emphasis for span in words)
    if not is_strong and not is_emphasis:
        return text
    return text_of(
        *(
            replace(
                span,
                strong=span.strong and not is_strong,
                emphasis=span.emphasis and not is_emphasis,
            )
            for span in text
        )
    )


def is_strong(text: Text) -> bool:
    """Whether every word of the text is strong."""
    words = [span for span in text if not span.note and span.text.strip()]
    return bool(words) and all(span.strong for span in words)
