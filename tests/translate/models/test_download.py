import random
import socket
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.translate.models.download import Limits, download, fetch
from pipeline.translate.models.https import NoNetworkError
from tests.translate.models.server import Handler, Server, server

__all__ = ["server"]

DATA = random.Random(1).randbytes(1_000_000)  # noqa: S311 - only varied
LIMITS = Limits(2_000_000, timeout_seconds=20)
ONCE = Limits(2_000_000, timeout_seconds=20, attempts=1)
IMPATIENT = Limits(2_000_000, timeout_seconds=0.2)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "a.argosmodel"


def get(url: str, target: Path, limits: Limits = LIMITS) -> list[tuple[int, int | None]]:
    """Download; gives the progress that was told."""
    told: list[tuple[int, int | None]] = []
    download(url, target, limits, lambda done, total: told.append((done, total)))
    return told


def refused(url: str, target: Path, reason: str, limits: Limits = LIMITS) -> ModelError:
    with pytest.raises(ModelError, match=reason) as found:
        get(url, target, limits)
    assert found.value.exit_code == 7
    assert "\n" not in str(found.value)
    assert not target.exists()
    return found.value


def beside(target: Path) -> set[str]:
    return {path.name for path in target.parent.iterdir() if path.is_file()}


def test_a_file_is_fetched_and_nothing_else_stays(server: Server, target: Path) -> None:
    server.files["/a"] = DATA
    told = get(server.url("/a"), target)
    assert target.read_bytes() == DATA
    assert beside(target) == {target.name}
    assert told[0] == (0, len(DATA))
    assert told[-1] == (len(DATA), len(DATA))
    assert told == sorted(told)


def test_a_file_that_broke_off_goes_on_where_it_was(server: Server, target: Path) -> None:
    server.files["/a"] = DATA
    server.cuts = [300_000, 200_000]
    get(server.url("/a"), target)
    assert target.read_bytes() == DATA
    assert server.ranges == [None, "bytes=300000-", "bytes=500000-"]


def test_a_later_run_goes_on_too(server: Server, target: Path) -> None:
    server.files["/a"] = DATA
    server.cuts = [300_000]
    refused(server.url("/a"), target, "broke off before the file was complete", ONCE)
    assert target.with_name("a.argosmodel.part").stat().st_size == 300_000
    told = get(server.url("/a"), target, ONCE)
    assert target.read_bytes() == DATA
    assert server.ranges == [None, "bytes=300000-"]
    assert told[0] == (300_000, len(DATA))


def test_a_file_that_has_changed_meanwhile_begins_anew(server: Server, target: Path) -> None:
    server.files["/a"] = DATA
    server.cuts = [300_000]
    refused(server.url("/a"), target, "broke off", ONCE)
    server.files["/a"], server.tags["/a"] = DATA[::-1], '"2"'
    get(server.url("/a"), target, ONCE)
    assert target.read_bytes() == DATA[::-1]


def test_a_part_from_another_address_is_not_used(server: Server, target: Path) -> None:
    server.files |= {"/a": DATA, "/b": DATA[::-1]}
    server.cuts = [300_000]
    refused(server.url("/a"), target, "broke off", ONCE)
    get(server.url("/b"), target, ONCE)
    assert target.read_bytes() == DATA[::-1]
    assert server.ranges == [None, None]


@pytest.mark.parametrize("tag", ["", 'W/"1"'])
def test_without_a_strong_tag_it_begins_anew(server: Server, target: Path, tag: str) -> None:
    server.files["/a"], server.tags["/a"] = DATA, tag
    server.cuts = [300_000]
    get(server.url("/a"), target)
    assert target.read_bytes() == DATA
    assert server.ranges == [None, None]


@pytest.mark.parametrize("notes", [b"", b"[]", b'{"url": 1}', b"\xff", b'{"validator": "a\\nb"}'])
def test_damaged_notes_on_a_part_begin_anew(server: Server, target: Path, notes: bytes) -> None:
    server.files["/a"] = DATA
    target.with_name("a.argosmodel.part").write_bytes(b"something")
    target.with_name("a.argosmodel.part.json").write_bytes(notes)
    get(server.url("/a"), target)
    assert target.read_bytes() == DATA


def test_a_server_that_gives_another_part_is_not_believed(server: Server, target: Path) -> None:
    def other_part(handler: Handler) -> None:
        if "Range" in handler.headers:
            handler.start(206, 10, ETag='"1"', Content_Range=f"bytes 0-9/{len(DATA)}")
            handler.wfile.write(b"0123456789")
        else:
            handler.start(200, len(DATA), ETag='"1"')
            handler.wfile.write(DATA[:300_000])

    server.answers["/a"] = other_part
    refused(server.url("/a"), target, "something else than the file")


def test_a_range_that_the_server_refuses_begins_anew(server: Server, target: Path) -> None:
    server.files["/a"] = DATA
    server.cuts = [300_000]
    refused(server.url("/a"), target, "broke off", ONCE)
    server.files["/a"] = DATA[:1000]
    get(server.url("/a"), target)
    assert target.read_bytes() == DATA[:1000]


def test_an_end_without_a_length_is_the_end(server: Server, target: Path) -> None:
    def unknown(handler: Handler) -> None:
        handler.start(200, None)
        handler.wfile.write(DATA)

    server.answers["/a"] = unknown
    assert get(server.url("/a"), target)[-1] == (len(DATA), None)
    assert target.read_bytes() == DATA


def test_a_broken_chunk_is_no_end(server: Server, target: Path) -> None:
    def chunked(handler: Handler) -> None:
        handler.start(200, None, Transfer_Encoding="chunked")
        handler.wfile.write(b"5\r\nabcde\r\n5\r\nab")

    server.answers["/a"] = chunked
    refused(server.url("/a"), target, "broke off")


@pytest.mark.parametrize("url", ["http://localhost/a", "ftp://localhost/a", "file:///etc/passwd"])
def test_only_https_is_used(target: Path, url: str) -> None:
    error = refused(url, target, "Only addresses that begin with https://")
    assert error.where == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/a",
        "https://",
        "https://a b/",
        "https://[::1/a",
        "https://me:x@localhost/a",
        "https://å.se/",
    ],
)
def test_what_is_no_address_is_refused(target: Path, url: str) -> None:
    refused(url, target, "Only addresses that begin with https://")


def test_a_plain_server_is_not_even_asked(server: Server, target: Path) -> None:
    server.files["/a"] = DATA
    refused(server.plain_url("/a"), target, "Only addresses that begin with https://")
    assert server.asked == []


def redirect(handler: Handler, to: str) -> None:
    handler.start(302, 0, Location=to)


def test_a_redirect_within_https_is_followed(server: Server, target: Path) -> None:
    server.files["/b"] = DATA
    server.answers["/a"] = lambda handler: redirect(handler, server.url("/b"))
    server.cuts = [300_000]
    get(server.url("/a"), target)
    assert target.read_bytes() == DATA
    assert server.ranges[-1] == "bytes=300000-"


def test_a_redirect_to_http_is_not_followed(server: Server, target: Path) -> None:
    server.files["/b"] = DATA
    server.answers["/a"] = lambda handler: redirect(handler, server.plain_url("/b"))
    refused(server.url("/a"), target, "Only addresses that begin with https://")
    assert [path for path, _ in server.asked] == ["/a"]


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://localhost/a", "data:,a", "//"])
def test_a_redirect_to_something_else_is_not_followed(
    server: Server, target: Path, to: str
) -> None:
    server.answers["/a"] = lambda handler: redirect(handler, to)
    refused(server.url("/a"), target, "https://|did not give")


def test_redirects_without_end_are_given_up(server: Server, target: Path) -> None:
    server.answers["/a"] = lambda handler: redirect(handler, "/a")
    refused(server.url("/a"), target, "did not give this file")
    assert len(server.asked) < 20


def test_a_file_that_says_it_is_too_large_is_not_fetched(server: Server, target: Path) -> None:
    server.files["/a"] = DATA
    refused(server.url("/a"), target, "larger than 1 MB", Limits(999_999))
    assert beside(target) == set()


def test_a_file_without_end_is_cut_off(server: Server, target: Path) -> None:
    def endless(handler: Handler) -> None:
        handler.start(200, None)
        while not server.released.is_set():
            try:
                handler.wfile.write(bytes(100_000))
            except OSError:
                return

    server.answers["/a"] = endless
    refused(server.url("/a"), target, "larger than 1 MB", Limits(1_000_000, timeout_seconds=20))
    assert beside(target) == set()
    with pytest.raises(ModelError, match="larger than 1 MB"):
        fetch(server.url("/a"), Limits(1_000_000, timeout_seconds=20))


def test_a_packed_answer_is_refused(server: Server, target: Path) -> None:
    server.answers["/a"] = lambda handler: handler.start(200, 0, Content_Encoding="gzip")
    refused(server.url("/a"), target, "something else than the file")


@pytest.mark.parametrize(("status", "reason"), [(404, "does not have"), (503, "HTTP 503")])
def test_an_error_of_the_server_is_told(
    server: Server, target: Path, status: int, reason: str
) -> None:
    server.answers["/a"] = lambda handler: handler.start(status, 0)
    refused(server.url("/a"), target, reason)


def test_a_server_that_falls_silent_is_given_up(server: Server, target: Path) -> None:
    def silent(handler: Handler) -> None:
        handler.start(200, 1000)
        server.released.wait(30)

    server.answers["/a"] = silent
    refused(server.url("/a"), target, "broke off", IMPATIENT)


def test_a_server_that_never_answers_is_given_up(server: Server, target: Path) -> None:
    server.answers["/a"] = lambda _handler: server.released.wait(30) and None
    error = refused(server.url("/a"), target, "cannot be reached", IMPATIENT)
    assert isinstance(error, NoNetworkError)


def test_nonsense_instead_of_an_answer_is_told(server: Server, target: Path) -> None:
    server.answers["/a"] = lambda handler: handler.wfile.write(b"\0nonsense\r\n\r\n") and None
    refused(server.url("/a"), target, "cannot be reached")


def test_no_server_is_no_network(target: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        error = refused(f"https://127.0.0.1:{free.getsockname()[1]}/a", target, "--from FOLDER")
    assert isinstance(error, NoNetworkError)


def test_a_certificate_that_nobody_knows_is_refused(
    server: Server, target: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "empty"))
    server.files["/a"] = DATA
    refused(server.url("/a"), target, "certificate of this server is not valid")
    assert server.asked == []


def test_a_certificate_for_another_name_is_refused(server: Server, target: Path) -> None:
    server.files["/a"] = DATA
    url = server.url("/a").replace("localhost", "127.0.0.1")
    refused(url, target, "certificate of this server is not valid")


def test_a_target_that_cannot_be_written_is_told(server: Server, tmp_path: Path) -> None:
    server.files["/a"] = DATA
    refused(server.url("/a"), tmp_path / "absent" / "a", "cannot be written: it does not exist")


def test_a_small_file_is_fetched_whole_or_not(server: Server) -> None:
    server.files["/a"] = DATA
    assert fetch(server.url("/a"), LIMITS) == DATA
    server.cuts = [10]
    with pytest.raises(ModelError, match="broke off"):
        fetch(server.url("/a"), LIMITS)
