"""A publishing run that a test lets die: python crash.py TARGET STEP FILES [plain | links].

At the given step (an operation on files or a call of a C function, counted from 1) the process
kills itself, as a power cut would. Without that many steps it ends with exit code 0. With
`plain` the system has no exchange of two names; with `links` those of the former site are kept.
"""

import os
import signal
import sys
from pathlib import Path

from pipeline.errors import PublishError
from pipeline.publish import replace
from tests.publish.sites import links_of, new_site

OPERATIONS = ("open", "os.", "shutil.", "ctypes.dlsym")


def main(target: str, last_step: str, version: str, how: str = "") -> None:
    files = new_site(version)
    steps = 0

    def count(event: str, _: object) -> None:
        nonlocal steps
        if event.startswith(OPERATIONS):
            steps += 1
            if steps == int(last_step):
                os.kill(os.getpid(), signal.SIGKILL)

    if how == "plain":
        replace.exchange = lambda _one, _other: False
    links = links_of(Path(target)) if how == "links" else None
    sys.addaudithook(count)
    try:
        replace.replace_folder(Path(target), files, owned=files, links=links)
    except PublishError as error:
        print(error)  # noqa: T201
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main(*sys.argv[1:])
