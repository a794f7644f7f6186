"""Several processes that read and update one index at once, while catalogs change and it is lost.

Each has catalogs of its own, so that it knows what it has to find; the index is one.
"""

import multiprocessing
import random
import shutil
from contextlib import suppress
from pathlib import Path

from tests.translate.indexed import ASKED, answers, expected, indexed, numbered, put, put_many

ROUNDS = 6


def _use(source: Path, folder: Path, seed: int, *, deletes: bool) -> None:
    """Change catalogs and look up, again and again; fails with an exception."""
    chance = random.Random(seed)  # noqa: S311 - the same changes in every run
    for _ in range(ROUNDS):
        for _ in range(chance.choice((0, 1, 1, 8))):
            put(source, numbered(chance.randrange(20), f" {chance.randrange(3)}"))
        memory = indexed(source, folder)
        if deletes and chance.random() < 0.5:
            with suppress(OSError):  # the other has just written into it
                shutil.rmtree(folder)
        assert answers(memory, ASKED[::3]) == answers_of_catalogs(source)


def answers_of_catalogs(source: Path) -> list[object]:
    from pipeline.translate.workspace import read_memory

    return answers(read_memory(source, "fi"), ASKED[::3])


def _run(sources: list[Path], folder: Path, *, deletes: bool = False) -> list[int | None]:
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=_use, args=(source, folder, seed), kwargs={"deletes": deletes})
        for seed, source in enumerate(sources)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def test_two_processes_with_the_same_catalogs_make_one_index(tmp_path: Path) -> None:
    put_many(tmp_path / "source")
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=_open, args=(tmp_path / "source", tmp_path / "build"))
        for _ in range(3)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert len(list((tmp_path / "build").glob("*.sqlite"))) == 1


def _open(source: Path, folder: Path) -> None:
    assert answers(indexed(source, folder), ASKED) == expected(source)


def test_two_processes_with_other_catalogs_find_each_its_own(tmp_path: Path) -> None:
    sources = [tmp_path / "a", tmp_path / "b"]
    for source in sources:
        put_many(source)
    assert _run(sources, tmp_path / "build") == [0, 0]
