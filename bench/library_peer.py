"""`argostranslate.translate` as a user calls it, a paragraph at a time; see `bench/translation.py`.

Paragraphs (lists of sentences) come as JSON on stdin, texts and seconds go out on stdout.
"""

import json
import sys
import time

from argostranslate import translate


class GivenSentences:
    """Stands in for the library's sentence splitter, whose model would have to be fetched."""

    def __init__(self, paragraphs: list[list[str]]) -> None:
        self.known = {" ".join(sentences): sentences for sentences in paragraphs}

    def split_sentences(self, text: str) -> list[str]:
        return self.known[text]


def main() -> None:
    paragraphs: list[list[str]] = json.load(sys.stdin)
    texts = [" ".join(sentences) for sentences in paragraphs]
    cached = translate.get_translation_from_codes("sv", "en")
    cached.underlying.sentencizer = GivenSentences(paragraphs)
    cached.underlying.translate(texts[0])  # loads the model
    start = time.perf_counter()
    made = [cached.translate(text) for text in texts]
    seconds = time.perf_counter() - start
    json.dump({"texts": made, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
