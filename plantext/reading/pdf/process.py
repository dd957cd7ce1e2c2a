"""A guarded process for PDFs: one that makes PDFium or the layout crash, hang or swell costs one file, not the run.

The process starts with the first PDF, serves the ones after it, and ends with the program.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

from plantext.errors import Message, ReadingError
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.layout import lay_out
from plantext.reading.pdf.pages import read_pages
from plantext.reading.pieces import Piece, Reading
from plantext.records import Note

MAX_MEMORY = 2_000_000_000
"""Bytes that the process may hold beside the file."""
MAX_PAGE_SECONDS = 60.0
"""Seconds for one page, or for opening the file."""
MAX_LAYOUT_SECONDS, LAYOUT_SECONDS_A_PAGE = 30.0, 0.2
"""Seconds for putting all pages in order: so many, and so many more a page; a page of a plan takes 0.004."""

LAYOUT = -1
"""Stands for a page while all are put in order."""
_PIECE = tuple(Piece.__dataclass_fields__)
_LINE = tuple(Line.__dataclass_fields__)
_NOTE = tuple(Note.__dataclass_fields__)
# The child imports the package from where this one lies, not from its own working folder (-P).
_BEGIN = "import sys; root = {root!r}; root in sys.path or sys.path.insert(0, root); from plantext.reading.pdf import process as guard; guard.serve()"


def guarded_reading(data: bytes, name: str) -> tuple[list[list[Line]], Reading]:
    """Read a PDF in the guarded process; returns the lines of its pages, as the file draws them, and what they say.

    Raises
    ------
    ReadingError
        If the file cannot be read, or takes more time or memory than its pages can need.
    """
    reply = _GUARD.ask(data, name)
    if "error" in reply:
        raise ReadingError(_unpacked(reply["error"]))
    lines = [[_line(row) for row in page] for page in reply["lines"]]
    pieces, notes = (
        map(_piece, reply["pieces"]),
        (Note(kind, _unpacked(message), *rest) for kind, message, *rest in reply["notes"]),
    )
    return lines, Reading(tuple(pieces), tuple(notes), len(lines), reply["found"], marks_taken=True)


def _piece(row: list[Any]) -> Piece:
    values = dict(zip(_PIECE, row, strict=True))
    values |= {name: tuple(tuple(item) for item in values[name]) for name in ("pages", "marks")}
    return Piece(**values | {"breaks": tuple(values["breaks"])})


def _line(row: list[Any]) -> Line:
    values = dict(zip(_LINE, row, strict=True))
    for name in ("marks", "gaps"):
        values[name] = tuple(tuple(item) for item in values[name])
    return Line(**values)


def _packed(value: Any) -> Any:
    """What JSON keeps of a message: template and values; other values as they are."""
    if not isinstance(value, Message):
        return value
    return [value.template, {name: _packed(one) for name, one in value.values.items()}]


def _unpacked(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    template, values = value
    return Message(template, **{name: _unpacked(one) for name, one in values.items()})


class _Guard:
    """The guarded process, shared by all threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, data: bytes, name: str) -> dict[str, Any]:
        """Answer to a file; a process that died over it is replaced with the next file."""
        with self._lock:
            process = self._running(name)
            try:
                answer = _exchange(process, data, name)
            except OSError:
                answer = b""
            # Ctrl-C between question and answer: the next file would get the answer to this one.
            except BaseException:
                self.close()
                raise
            if answer.endswith(b"\n"):
                reply: dict[str, Any] = json.loads(answer)
                if not reply.get("ends"):
                    return reply
                self.close()
                return reply
            code = self.close()
            told = Message("the PDF library fell over it (exit status {code})", code=code)
            return {
                "error": Message(
                    "{name}: damaged or hostile; {told}. Print it to a new PDF and read that file.",
                    name=name,
                    told=told,
                )
            }

    def _running(self, name: str) -> subprocess.Popen[bytes]:
        # A forked child must not share the pipes of its parent.
        if self._process is not None and self._owner == os.getpid() and self._process.poll() is None:
            return self._process
        self.close()
        root = str(Path(__file__).parents[3])
        try:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-c", _BEGIN.format(root=root)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise ReadingError(
                "{name}: no process could be started to read PDFs in ({error}). Close other programs and run again.",
                name=name,
                error=error,
            ) from error
        self._owner = os.getpid()
        return self._process

    def close(self) -> int:
        """End the process; its exit status."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return 0
        code = process.poll()
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _shut(stream)
        return process.wait() if code is None else code


def _shut(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:
        return


def _exchange(process: subprocess.Popen[bytes], data: bytes, name: str) -> bytes:
    assert process.stdin is not None and process.stdout is not None  # noqa: S101
    process.stdin.write(json.dumps([name, len(data)]).encode() + b"\n")
    process.stdin.write(data)
    process.stdin.flush()
    return process.stdout.readline()


_GUARD = _Guard()
atexit.register(_GUARD.close)


class _Watch:
    """Ends this process, with a last answer, when a page takes too much time or memory."""

    def __init__(self, answers: IO[bytes]) -> None:
        import psutil

        self.name = ""
        self.page: int | None = None
        self.since = 0.0
        self.allowed = MAX_PAGE_SECONDS
        self._answers = answers
        self._memory = psutil.Process().memory_info
        self._before = 0
        threading.Thread(target=self._look, daemon=True).start()

    def start(self, name: str) -> None:
        self.name = name
        self._before = self._memory().rss

    def begun(self, page: int, seconds: float = MAX_PAGE_SECONDS) -> None:
        self.allowed = seconds
        self.since = time.monotonic()
        self.page = page

    def rest(self) -> None:
        self.page = None

    def _look(self) -> None:
        while True:
            time.sleep(0.05)
            page = self.page
            if page is None:
                continue
            if self._memory().rss - self._before > MAX_MEMORY:
                self._end(page, Message("more than {gigabytes:.0f} GB of memory", gigabytes=MAX_MEMORY / 1e9))
            if time.monotonic() - self.since > self.allowed and page == self.page:
                self._end(page, Message("more than {seconds:.0f} seconds", seconds=self.allowed))

    def _end(self, page: int, what: str) -> None:
        where = {0: Message("opening it"), LAYOUT: Message("putting its pages in order")}.get(
            page, Message("page {page}", page=page)
        )
        error = Message(
            "{name}: {where} takes {what}; hostile or damaged? Print it to a new PDF and read that file.",
            name=self.name,
            where=where,
            what=what,
        )
        _answer(self._answers, {"error": _packed(error), "ends": True})
        # PDFium cannot be interrupted, and the interpreter cannot end while it runs.
        os._exit(1)


def _answer(answers: IO[bytes], reply: dict[str, Any]) -> None:
    answers.write(json.dumps(reply).encode() + b"\n")
    answers.flush()


_FOLDERS: Any = None


def _use_bundled_font() -> None:
    """Start PDFium anew with the Japanese face that plantext installs, not with those of the system.

    PDFium measures, and leaves out, the characters of a font that a file does not embed by what it finds: with the
    system's fonts the same file reads otherwise on another machine.
    """
    import ctypes
    from importlib.util import find_spec

    from pypdfium2 import raw

    spec = find_spec("matplotlib_fontja")
    places = spec.submodule_search_locations if spec is not None else None
    folder = Path(next(iter(places or []), ".")) / "fonts"
    # A list of folders that ends with none; an empty one stands for no fonts, none for the system's own.
    global _FOLDERS  # noqa: PLW0603  (PDFium keeps the list, not a copy)
    _FOLDERS = folders = (ctypes.POINTER(ctypes.c_char) * 2)()
    folders[0] = ctypes.cast(ctypes.create_string_buffer(os.fsencode(folder)), ctypes.POINTER(ctypes.c_char))
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=folders))


def serve() -> None:
    """Answer one file after the other until the asking program ends (in the guarded process)."""
    _use_bundled_font()
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    watch = _Watch(answers)
    while head := questions.readline():
        name, size = json.loads(head)
        data = questions.read(size)
        if len(data) < size:
            return
        watch.start(name)
        try:
            pages = read_pages(data, name, watch.begun)
            watch.begun(LAYOUT, MAX_LAYOUT_SECONDS + LAYOUT_SECONDS_A_PAGE * len(pages.lines))
            reading = lay_out(pages.lines, pages.notes, pages.found, pages.shapes)
            reply: dict[str, Any] = {
                "lines": [[[getattr(line, field) for field in _LINE] for line in page] for page in pages.lines],
                "pieces": [[getattr(piece, field) for field in _PIECE] for piece in reading.pieces],
                "notes": [[_packed(getattr(note, field)) for field in _NOTE] for note in reading.notes],
                "found": reading.found,
            }
        except ReadingError as error:
            reply = {"error": _packed(error.message)}
        finally:
            watch.rest()
        _answer(answers, reply)
