"""No text leaves the machine: what would make the library send it elsewhere is refused.

This program never calls the library's own translation. A person who has set it up to use a
service still expects that service, and must be told that it is not used here.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.messages import message

PROVIDER = "ARGOS_MODEL_PROVIDER"
ON_THIS_MACHINE = "OPENNMT"
"""The library's only provider that sends no text: CTranslate2 with installed models."""


def refuse_remote_translation(environ: Mapping[str, str], home: Path) -> None:
    """Raises ModelError if `argostranslate` is set up to send texts to a service.

    It reads an environment variable and `argos-translate/settings.json` in the user's folder of
    settings (`argostranslate/settings.py`); a settings file that it cannot read has no effect.
    """
    if environ.get(PROVIDER) not in (None, "", ON_THIS_MACHINE):
        reason = (
            "This environment variable would send texts to another machine, which this program "
            "never does. Remove the variable."
        )
        raise ModelError(message(reason), where=f"{PROVIDER}={environ[PROVIDER]}")
    path = _settings_file(environ, home)
    if _provider_in(path) not in (None, "", ON_THIS_MACHINE):
        reason = (
            "The setting {name} in this file would send texts to another machine, which this "
            "program never does. Remove the setting."
        )
        raise ModelError(message(reason, name=PROVIDER), where=str(path))


def _settings_file(environ: Mapping[str, str], home: Path) -> Path:
    if "SNAP" in environ:
        home = Path(environ.get("SNAP_USER_DATA") or home)
    folder = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    return folder / "argos-translate" / "settings.json"


def _provider_in(path: Path) -> object:
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    return found.get(PROVIDER) if isinstance(found, dict) else None
