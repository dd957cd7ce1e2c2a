"""Downloads: never from https to less, bounded, and nothing kept that is not the file expected. A server on this machine."""

from __future__ import annotations

import hashlib
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from plantext.corpus import download as fetching
from plantext.corpus.download import download
from plantext.errors import CorpusError

CONTENT = "架空の計画。\n".encode() * 20_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Handler(BaseHTTPRequestHandler):
    """Answers by path."""

    def do_GET(self) -> None:
        answer = getattr(self, self.path.strip("/").partition("/")[0], None)
        if answer is None:
            self.send_error(404)
            return
        answer()

    def start(self, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def good(self) -> None:
        self.start(Content_Length=str(len(CONTENT)))
        self.wfile.write(CONTENT)

    def other(self) -> None:
        self.start()
        self.wfile.write(CONTENT[:-1] + b"!")

    def short(self) -> None:
        self.start(Content_Length=str(len(CONTENT)))
        self.wfile.write(CONTENT[:1000])

    def endless(self) -> None:
        self.start()
        while True:
            self.wfile.write(b"\0" * 65_536)

    def slow(self) -> None:
        self.start()
        for _ in range(50):
            self.wfile.write(b"\0" * 65_536)
            time.sleep(0.05)

    def silent(self) -> None:
        time.sleep(1)

    def packed(self) -> None:
        self.start(Content_Encoding="gzip")
        self.wfile.write(b"\x1f\x8b")

    def moved(self) -> None:
        self.start(302, Location="/good")

    def circle(self) -> None:
        self.start(302, Location="/circle")

    def plain(self) -> None:
        self.start(302, Location="http://127.0.0.1:9/good")

    def local(self) -> None:
        self.start(302, Location="file:///etc/hosts")

    def log_message(self, *arguments: object) -> None:
        """Keep quiet."""


class Server(ThreadingHTTPServer):
    """Does not tell of clients that hang up."""

    def handle_error(self, *arguments: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server whose certificate is trusted here."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    folder = tmp_path_factory.mktemp("server")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    httpd = Server(("127.0.0.1", 0), Handler)
    httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield f"https://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


@pytest.mark.parametrize("path", ["good", "moved"])
@pytest.mark.parametrize("size", [0, len(CONTENT)])
def test_a_file_is_kept_when_its_checksum_fits(server: str, tmp_path: Path, path: str, size: int) -> None:
    made = tmp_path / "new" / "a.txt"
    assert download(f"{server}/{path}", made, sha256=SHA256, size=size).url == f"{server}/good"
    assert made.read_bytes() == CONTENT
    assert [file.name for file in made.parent.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("other", f"(?s)another file than the one expected; nothing was kept.*expected {SHA256}"),
        ("short", "cannot be downloaded"),
        ("endless", "sends more than the 380,000 bytes expected; nothing was kept"),
        ("packed", "packed content"),
        ("missing", r"cannot be downloaded \(HTTPError\)"),
        ("circle", "more than 5 redirects"),
        ("plain", "http://127.0.0.1:9/good: not https"),
        ("local", "file:///etc/hosts: not https"),
    ],
)
def test_nothing_is_kept_of_anything_else(server: str, tmp_path: Path, path: str, told: str) -> None:
    (tmp_path / "a.txt").write_text("before")
    with pytest.raises(CorpusError, match=told):
        download(f"{server}/{path}", tmp_path / "a.txt", sha256=SHA256, size=len(CONTENT))
    assert (tmp_path / "a.txt").read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_an_unknown_size_is_bounded_too(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAX_BYTES", 1_000_000)
    with pytest.raises(CorpusError, match="more than the 1,000,000 bytes"):
        download(f"{server}/endless", tmp_path / "a.txt", sha256=SHA256)


@pytest.mark.parametrize(
    ("path", "bound", "value", "told"),
    [("slow", "LONGEST_SECONDS", 0, "not done after 0 minutes"), ("silent", "TIMEOUT_SECONDS", 0.2, "ReadTimeout")],
)
def test_time_is_bounded(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, bound: str, value: float, told: str
) -> None:
    monkeypatch.setattr(fetching, bound, value)
    with pytest.raises(CorpusError, match=told):
        download(f"{server}/{path}", tmp_path / "a.txt", sha256=SHA256)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/a", "file:///etc/hosts", "a.txt", ""])
def test_nothing_but_the_web_is_asked(tmp_path: Path, url: str) -> None:
    with pytest.raises(CorpusError, match="not https"):
        download(url, tmp_path / "a.txt", sha256=SHA256)


def test_a_server_that_cannot_be_trusted_gives_nothing(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with pytest.raises(CorpusError, match="SSLError"):
        download(f"{server}/good", tmp_path / "a.txt", sha256=SHA256)
