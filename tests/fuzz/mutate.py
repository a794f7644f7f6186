"""Changed bytes, always the same for a seed: what a careless or a hostile hand makes of a file."""

import io
import random
import zipfile
from collections.abc import Mapping, Sequence

HOSTILE = (
    *(b"\0", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\r\n", b"\n", b"\t", b"\x1b"),
    *("\u202e\u2066\u2028\u200b\ufeff\ue000\U0001f600".encode(), "e\u0301".encode() * 40),
    *(b"9" * 5000, b"-1", b"1e999", b"0x1", b"NaN", b"[" * 3000, b"{" * 3000, b"(" * 3000),
    *(b'"', b"'", b"\\", b"\\u0000", b"%s%n", b"{0}", b"{name}", b"${x}", b"../../etc/passwd"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<a>" * 2000, b"<!--", b"]]>", b"<?x ?>"),
    *(b"=cmd|' /C calc'!A0", b"|" * 500, b";" * 500, b"*" * 500, b"_" * 500, b"> " * 500),
)
"""Bytes that one reader or another may stumble over."""
MOST_CHANGES = 6
LARGEST = 200_000
LONGEST_BLOCK = 400


def mutated(seeds: Sequence[bytes], words: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the seeds with a few changes."""
    data = chance.choice(seeds)
    for _ in range(chance.randint(1, MOST_CHANGES)):
        data = _changed(data, seeds, words, chance)[:LARGEST]
    return data


def _changed(
    data: bytes, seeds: Sequence[bytes], words: Sequence[bytes], chance: random.Random
) -> bytes:
    start = chance.randint(0, len(data))
    end = min(len(data), start + chance.randint(0, LONGEST_BLOCK))
    block = data[start:end]
    match chance.randrange(9):
        case 0:
            return data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]
        case 1:
            return data[:start] + data[end:]
        case 2:
            return data[:end] + block * chance.choice((1, 2, 50, 300)) + data[end:]
        case 3:
            return data[:start] + chance.choice(HOSTILE) + data[start:]
        case 4:
            other = chance.choice(seeds)
            place = chance.randint(0, len(other))
            return data[:start] + other[place:]
        case 5:
            return data[:start]
        case 6:
            place = chance.randint(0, len(data))
            return data[:place] + block + data[place:]
        case 7 if words:
            return data[:start] + chance.choice(words) + data[start:]
        case _:
            return data[:start] + chance.choice(HOSTILE) + data[end:]


def mutated_zip(seeds: Sequence[bytes], words: Sequence[bytes], chance: random.Random) -> bytes:
    """A zip file of which a part has changed, or its name, or the bytes of the whole."""
    if not chance.randrange(4):
        return mutated(seeds, words, chance)
    parts = unpacked(chance.choice(seeds))
    name = chance.choice(list(parts))
    match chance.randrange(5):
        case 0:
            del parts[name]
        case 1:
            hostile = ("../x", "/etc/x", "a/../../x", "a\\b", "x" * 300, "å/🙏", "", name.upper())
            parts[chance.choice(hostile)] = parts[name]
        case _:
            parts[name] = mutated([parts[name]], words, chance)
    return packed(parts, deep=not chance.randrange(50))


def packed(parts: Mapping[str, bytes], *, deep: bool = False) -> bytes:
    """The parts as a zip; a deep one has a part that becomes very large when it is unpacked."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        if deep:
            archive.writestr("model/model.bin", b"\0" * 30_000_000)
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a zip by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}
