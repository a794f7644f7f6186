"""Placeholder schemes: what stands for a protected piece while a model translates around it.

Which of them survives is a matter of the model's vocabulary, so it is tried when a model is
installed. In a measurement with one model `[0]` came back in 98.8 % of 400 sentences, `PH00` in
97 %, `XQ0` in 95 %; marks such as `⟦0⟧`, `{0}` and private-use characters in none.
"""

import re
from dataclasses import dataclass

FIRST_SLOT = 0xF0000
"""Slots are characters of the private use plane 15, which no text of a briefing may have."""
MOST_SLOTS = 100


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to write the placeholder of slot n, and to find placeholders in a draft.

    `pattern` has the number as its only group; models put spaces inside brackets.
    """

    name: str
    template: str
    pattern: re.Pattern[str]

    def encode(self, masked: str) -> str:
        """A masked text with each slot written in this scheme."""
        return SLOT.sub(lambda m: self.template.format(slot_number(m.group())), masked)

    def decode(self, text: str, slots: frozenset[int]) -> str | None:
        """A draft with its placeholders as slots again.

        None if it has not each of these slots exactly once, or any other placeholder: then the
        model has lost, doubled or invented something.
        """
        numbers = [int(found) for found in self.pattern.findall(text)]
        if len(numbers) != len(slots) or frozenset(numbers) != slots:
            return None
        return self.pattern.sub(lambda m: slot(int(m[1])), text)

    def collides_with(self, masked: str) -> bool:
        """Whether the text itself has something that would be read as a placeholder."""
        return bool(self.pattern.search(masked))


def slot(number: int) -> str:
    """The character that stands for protected piece `number` of a text."""
    return chr(FIRST_SLOT + number)


def slot_number(character: str) -> int:
    """The number of a slot."""
    return ord(character) - FIRST_SLOT


def slots_in(masked: str) -> frozenset[int]:
    """The numbers of the slots of a masked text."""
    return frozenset(slot_number(found) for found in SLOT.findall(masked))


SLOT = re.compile(f"[{chr(FIRST_SLOT)}-{chr(FIRST_SLOT + MOST_SLOTS - 1)}]")

SCHEMES: tuple[Scheme, ...] = (
    Scheme("brackets", "[{}]", re.compile(r"\[ ?(\d{1,3}) ?\]")),
    Scheme("ph", "PH{:02}", re.compile(r"\bPH ?(\d{2,3})\b")),
    Scheme("xq", "XQ{}", re.compile(r"\bXQ ?(\d{1,3})\b")),
)
"""Best first."""


def scheme(name: str) -> Scheme:
    """The scheme of this name. Raises KeyError."""
    return {known.name: known for known in SCHEMES}[name]
