"""Writes the corpus into a folder: `python -m tests.render.pdf.conformance FOLDER`."""

import sys
from pathlib import Path

from tests.render.pdf.conformance.corpus import corpus


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)  # noqa: T201 - a command
        return 2
    count = len([each.write(Path(arguments[0])) for each in corpus()])
    print(f"{count} files in {arguments[0]}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
