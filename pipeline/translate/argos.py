"""The engine over installed Argos models: loads what is asked for, and keeps memory bounded."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from importlib.metadata import version

from pipeline.translate.argos_model import LoadedModel, load_model
from pipeline.translate.engine import Draft, Model
from pipeline.translate.models.store import InstalledModel, verified

MOST_LOADED = 2
"""Models in memory at the same time: those of a route by way of English."""


class ArgosEngine:
    """Serves the models of Argos Translate on this machine; see `engine.Engine`.

    A model's files are compared with their checksum before they are loaded. Models stay loaded
    until another one needs their place; the one that was used longest ago goes first.
    """

    def __init__(self, installed: Iterable[InstalledModel], most_loaded: int = MOST_LOADED) -> None:
        self.installed = {found.model: found for found in installed}
        self.most_loaded = most_loaded
        self.loaded: OrderedDict[Model, LoadedModel] = OrderedDict()

    @property
    def name(self) -> str:
        """The library and its version."""
        return f"argos {version('argos-translate-lt')}"

    def models(self) -> tuple[Model, ...]:
        """The installed models."""
        return tuple(self.installed)

    def schemes(self, model: Model) -> tuple[str, ...]:
        """What the model kept when it was installed."""
        return self.installed[model].schemes

    def translate(
        self, model: Model, sentences: Sequence[str], *, aligned: bool = False
    ) -> tuple[Draft, ...]:
        """A draft for each sentence. Raises ModelError if the model cannot be used."""
        outputs = self._load(model).translate(sentences, aligned=aligned)
        return tuple(Draft(o.text, (model,), o.score, o.links) for o in outputs)

    def close(self) -> None:
        """Forgets every loaded model; CTranslate2 gives the memory back with the last of it."""
        self.loaded.clear()

    def _load(self, model: Model) -> LoadedModel:
        if model not in self.loaded:
            folder = verified(self.installed[model]).folder
            while len(self.loaded) >= self.most_loaded:
                self.loaded.popitem(last=False)
            self.loaded[model] = load_model(folder)
        self.loaded.move_to_end(model)
        return self.loaded[model]
