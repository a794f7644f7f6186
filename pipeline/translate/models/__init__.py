"""Translation models on this machine: found, fetched, proved, installed, and read again.

A model comes as a package of Argos, a zip with the ending `.argosmodel`, from the public index or
from a folder. `store` is the way in for the engine, `install` and `plan` for the commands. Of
`argostranslate` only the reading of metadata is used: its own installer checks nothing.
"""
