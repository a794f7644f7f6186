"""An installation that a test lets die: python crash.py PACKAGE MODELS LOCK_FILE STEP.

At the given step (an operation on a file in the models folder or beside the lock file, counted
from 1) the process kills itself, as a power cut would. Without that many steps it ends with exit
code 0.
"""

import os
import signal
import sys
from pathlib import Path

from pipeline.translate.models.install import Places, install_package, installing
from pipeline.translate.models.package import model_named

OPERATIONS = ("open", "os.", "shutil.", "tempfile.")


def main(package: str, models: str, lock_file: str, last_step: str) -> None:
    places = Places(Path(models), Path(lock_file))
    own = (models, str(places.lock_file.parent))
    steps = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        if event.startswith(OPERATIONS) and any(str(a).startswith(own) for a in arguments):
            steps += 1
            if steps == int(last_step):
                os.kill(os.getpid(), signal.SIGKILL)

    wanted = model_named(Path(package))
    assert wanted is not None
    sys.addaudithook(count)
    with installing(places, lambda: None):
        install_package(Path(package), wanted, package, places, lambda _text: None)


if __name__ == "__main__":
    main(*sys.argv[1:])
