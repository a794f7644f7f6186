"""Fuzz one reader for a while: `python -m tests.fuzz word 300`.

What made a reader fail is kept in `build/fuzz/NAME/`; give its path in place of the seconds to
read it again. Make a test of it, and mend the reader.
"""

import sys
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "build" / "fuzz"


def main(name: str, seconds: str) -> None:
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is missing: pip install -r tests/fuzz/requirements.lock")
    with atheris.instrument_imports(include=["pipeline.parse"]):
        from tests.fuzz.targets import TARGETS, one
    if name not in TARGETS:
        sys.exit(f"{name} is none of: {', '.join(TARGETS)}")
    target = TARGETS[name]
    if not seconds.isdigit():
        one(target, Path(seconds).read_bytes())
        return
    folder = FOLDER / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed, data in target.seeds.items():
        (corpus / seed).write_bytes(data)
    words = folder / "words.txt"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words), "utf-8")
    largest = max(map(len, target.seeds.values())) * 2
    arguments = [f"-max_total_time={seconds}", f"-max_len={largest}"]
    arguments += [f"-dict={words}"] if target.words else []  # an empty one stops it
    options = [*arguments, f"-artifact_prefix={folder}/", "-timeout=20", "-rss_limit_mb=2048"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], lambda data: one(target, data))
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"')


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
