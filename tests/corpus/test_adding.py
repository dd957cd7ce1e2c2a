"""Documents added to the manifest of a study: what is kept, what is refused, what is verified. A server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from plantext import corpus
from plantext.corpus import download as fetching
from plantext.corpus.adding import file_name
from plantext.corpus.download import Answer
from plantext.corpus.listing import Listing
from plantext.corpus.manifest import ManifestEntry, entry_text
from plantext.errors import CorpusError, PlantextError
from plantext.reading import SUFFIXES, Unread

TEXT = "みなと市計画\n令和4年3月25日策定\n\nみなと市は、デジタル庁と連携する。\n"
PAGES: dict[str, tuple[str, str]] = {
    "/plan.txt": ("text/plain", TEXT),
    "/計画.txt": ("text/plain", TEXT.replace("みなと", "架空")),
    "/get": ("text/html; charset=utf-8", "<html><title>概要</title><p>デジタル庁は、総務省と連携する。</p></html>"),
    "/fake.pdf": ("application/pdf", "<html>Not found</html>"),
    "/data.bin": ("application/octet-stream", TEXT),
}
"""Path → kind and content."""


class Handler(BaseHTTPRequestHandler):
    """Answers by path."""

    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/plan.txt")
            self.end_headers()
            return
        if self.path == "/local":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hosts")
            self.end_headers()
            return
        found = PAGES.get(unquote(self.path.partition("?")[0]))
        if found is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", found[0])
        self.end_headers()
        self.wfile.write(found[1].encode())

    def log_message(self, *arguments: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def contents(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_an_address_is_kept_listed_and_read_with_what_is_said_of_it(server: str, tmp_path: Path) -> None:
    entry = corpus.add_document(f"{server}/plan.txt#page=2", tmp_path, licence="CC BY 4.0", title="別の題")
    assert (entry.id, entry.date, entry.title, entry.licence) == ("plan", "2022-03-25", "別の題", "CC BY 4.0")
    assert entry.url == entry.source == f"{server}/plan.txt"
    assert contents(tmp_path) == ["manifest.toml", "plan.txt"]
    assert corpus.load_manifest(tmp_path / "manifest.toml") == {"plan": entry}
    document = corpus.read(tmp_path / "plan.txt")
    assert (document.title, document.source, str(document.date)) == ("別の題", entry.url, "2022-03-25")


def test_words_of_one_manifest_stay_when_another_document_comes(server: str, tmp_path: Path) -> None:
    corpus.add_document(f"{server}/moved", tmp_path)
    manifest = tmp_path / "manifest.toml"
    manifest.write_text("# mine\n" + manifest.read_text(encoding="utf-8"), encoding="utf-8")
    corpus.add_document(f"{server}/%E8%A8%88%E7%94%BB.txt", tmp_path)
    corpus.add_document(f"{server}/get?id=3", tmp_path)
    assert manifest.read_text(encoding="utf-8").startswith("# mine\n[[document]]\n")
    assert list(corpus.load_manifest(manifest)) == ["plan", "計画", "get"]
    assert contents(tmp_path) == ["get.html", "manifest.toml", "plan.txt", "計画.txt"]
    assert [path.name for path in corpus.fetch_all(tmp_path)] == ["plan.txt", "計画.txt", "get.html"]


def test_a_document_is_verified_from_then_on(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"{server}/plan.txt"
    entry = corpus.add_document(url, tmp_path)
    monkeypatch.setitem(PAGES, "/plan.txt", ("text/plain", TEXT.replace("連携する", "協議する")))
    assert corpus.add_document(url, tmp_path) == entry
    path = tmp_path / "plan.txt"
    path.write_text("other", encoding="utf-8")
    for use in (lambda: corpus.read(path), lambda: corpus.add_document(url, tmp_path)):
        with pytest.raises(CorpusError, match=f"(?s)not the plan of the manifest.*expected {entry.sha256}"):
            use()
    path.unlink()
    with pytest.raises(CorpusError, match=r"(?s)sends another file than the one expected.*plan --from FILE"):
        corpus.fetch_all(tmp_path)
    assert contents(tmp_path) == ["manifest.toml"]
    monkeypatch.undo()
    assert corpus.fetch_all(tmp_path) == [path]


def test_a_listed_document_that_is_missing_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text(TEXT, encoding="utf-8")
    corpus.add_document(tmp_path / "mine.txt", tmp_path / "corpus", publisher="みなと市")
    (tmp_path / "corpus" / "mine.txt").rename(tmp_path / "corpus" / "renamed.txt")
    # Known by its content.
    assert [source.doc_id for source in Listing(tmp_path / "corpus") if not isinstance(source, Unread)] == ["mine"]
    (tmp_path / "corpus" / "renamed.txt").write_text(TEXT + "。", encoding="utf-8")
    told = [item for item in Listing(tmp_path / "corpus") if isinstance(item, Unread)]
    assert [(item.source, item.asked) for item in told] == [("mine.txt", True)]
    assert "get it from みなと市" in told[0].reason


@pytest.mark.parametrize(
    ("origin", "told"),
    [
        ("{}/fake.pdf", "/fake.pdf: expected a PDF"),
        ("{}/data.bin", r"of no kind that is read \(it would be kept as 'data.bin'\).*--name data.pdf"),
        ("{}/missing.pdf", "HTTPError"),
        ("{}/local", "file:///etc/hosts: not https or http"),
        ("file:///etc/hosts", "not http or https.*given by its path"),
        ("ftp://127.0.0.1/a.pdf", "not http or https"),
        ("http://me:secret@127.0.0.1/a.pdf", "holds a password"),
        ("missing.pdf", "no such file"),
    ],
)
def test_nothing_is_added_of_anything_else(server: str, tmp_path: Path, origin: str, told: str) -> None:
    with pytest.raises(PlantextError, match=told):
        corpus.add_document(origin.format(server), tmp_path)
    assert contents(tmp_path) == []


def test_a_huge_file_is_not_kept(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAX_BYTES", 10)
    with pytest.raises(CorpusError, match="more than the 10 bytes"):
        corpus.add_document(f"{server}/plan.txt", tmp_path)
    assert contents(tmp_path) == []


def test_a_taken_name_is_refused_and_the_same_content_listed_once(server: str, tmp_path: Path) -> None:
    entry = corpus.add_document(f"{server}/plan.txt", tmp_path)
    (tmp_path / "elsewhere").mkdir()
    other = tmp_path / "elsewhere" / "plan.txt"
    other.write_text(TEXT, encoding="utf-8")
    assert corpus.add_document(other, tmp_path) == entry
    other.write_text(TEXT + "別。", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"plan is another document.*--name plan-2\.txt"):
        corpus.add_document(other, tmp_path)
    assert corpus.add_document(other, tmp_path, name="plan-2.txt").id == "plan-2"
    (tmp_path / "third.txt").write_text("mine", encoding="utf-8")
    other.write_text(TEXT + "第三。", encoding="utf-8")
    with pytest.raises(CorpusError, match="another file of that name"):
        corpus.add_document(other.rename(other.with_name("third.txt")), tmp_path)
    assert (tmp_path / "third.txt").read_text() == "mine"


def test_plantexts_own_manifest_is_not_added_to(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"manifest of plantext itself.*plantext new"):
        corpus.add_document(tmp_path / "a.txt", corpus.corpus_folder())


@pytest.mark.parametrize(
    "path",
    ["/../../a.pdf", "/%2e%2e%2fa.pdf", "/a%5c..%5cb.pdf", "/.hidden.pdf", "/nul.pdf", "/run.json", "/entities.csv", "/",
     "/%00.pdf", "/" + "長" * 400 + ".pdf", "/%E2%80%AEfdp.pdf", "/C:a.pdf"],
)  # fmt: skip
@pytest.mark.parametrize("disposition", ["", 'attachment; filename="../x\\\\y.pdf"'])
def test_the_name_of_a_file_never_leaves_its_folder(path: str, disposition: str) -> None:
    name = file_name(Answer(f"https://example.org{path}", "application/pdf", disposition))
    assert Path(name).name == name
    assert not set(name) & set('\\:\0<>|"\u202e')
    assert name[0].isalnum()
    assert len(name.encode()) < 255
    assert Path(name).suffix in SUFFIXES
    assert name.partition(".")[0] not in ("nul", "run", "entities")


def test_an_entry_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    words = {
        name: f'{name} "計画" \\ \x7f\n\t'
        for name in ManifestEntry.__dataclass_fields__
        if name not in ("size", "id", "file")
    }
    entry = ManifestEntry(**{**words, "id": "a", "file": "a.txt", "date": "2022-03", "location": "local"}, size=3)
    path = tmp_path / "manifest.toml"
    path.write_text(entry_text(entry), encoding="utf-8")
    assert corpus.load_manifest(path)["a"] == entry
