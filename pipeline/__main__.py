"""`python -m pipeline`."""

import os
import sys

EXIT_INTERRUPTED = 130
"""Written out here, since even the import of the command line can be interrupted."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from pipeline.cli import run
        from pipeline.garbage import look_rarely

        look_rarely()
        exit_code = run(sys.argv[1:])
    except KeyboardInterrupt:
        exit_code = EXIT_INTERRUPTED
    if exit_code == EXIT_INTERRUPTED:
        # Python would end itself by the signal if that arrived inside exec(), as in a dataclass.
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os._exit(exit_code)
    sys.exit(exit_code)


if __name__ == "__main__":
    main()
