"""Writing one file as a whole: after a crash or on a full disk it is still the old one."""

import os
import tempfile
from pathlib import Path

from pipeline.errors import PipelineError, system_reason
from pipeline.messages import message


def write_whole(path: Path, data: bytes, error: type[PipelineError]) -> None:
    """Replace a file, or make it and its folders, in one step; an old file's mode stays.

    Raises `error`, which names the file, if it cannot be written; then nothing has changed.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            temporary = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode if path.exists() else 0o644)
        temporary.replace(path)
    except OSError as cause:
        reason = message("This file cannot be written: {reason}.", reason=system_reason(cause))
        raise error(reason, where=str(path)) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
