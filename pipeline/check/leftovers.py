"""What a model or its tokenizer leaves in a text, and what should have been put back.

The placeholder schemes are those of the translation (`[0]`, `PH00`, `XQ0`); a footnote `[1]` of
the Swedish text may stay, so only what the source has not counts.
"""

import re
from collections import Counter

_LEFTOVER = re.compile(
    r"""
    </?(?:unk|s|pad|mask|bos|eos|mbart|2\w\w|extra_id_\d+)>  # special tokens
    | (?:>>|<2|__)[a-z]{2,3}(?:_[A-Z][a-z]{3})?(?:<<|>|__)    # a language's token: >>fin<<
    | \u2047 | \ufffd | \u2581                                # ⁇, the replacement sign, ▁
    | @-@ | @@(?=\s|$)                                        # pieces of words (Moses, BPE)
    | \[\s?\d{1,3}\s?\] | 【\s?\d{1,3}\s?】                   # placeholders
    | (?<![A-Za-z\d])PH\s?\d{2,3} | (?<![A-Za-z\d])XQ\s?\d{0,3}
    | [\U000f0000-\U000ffffd\ue000-\uf8ff]                    # private use: slots
    """,
    re.VERBOSE | re.IGNORECASE,
)


def leftovers(source: str, target: str) -> tuple[str, ...]:
    """The marks in a draft that its source has not, each once, in order."""
    expected = Counter(_found(source))
    return tuple((Counter(_found(target)) - expected).keys())


def _found(text: str) -> list[str]:
    return [re.sub(r"\s", "", found) for found in _LEFTOVER.findall(text)]
