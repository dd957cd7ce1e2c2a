"""Text dumps of pages: what the host site added, where pages begin, and the frames on each page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plantext.reading.lines import NEVER_FIRST, display_width, is_title, line_width
from plantext.reading.measures import find_policy_line
from plantext.reading.numbering import find_mark
from plantext.records import Note

_NOTICE = ("公開元URL", "公開元ＵＲＬ", "出典情報", "自動処理で生成", "テキストをコピーして")
_PAGE_NUMBER = re.compile(r"[-–—\s]{0,4}([0-9０-９]{1,4})[-–—\s]{0,4}")
_LONE_MARK = re.compile(r"[（(\[［]?\s?[0-9０-９]{1,4}\s?[)）\]］]?")
_URL = re.compile(r"公開元(?:URL|ＵＲＬ)[:：\s]{0,4}(\S{1,500})")
_TITLE = re.compile(
    r"(?:(資料\s?[0-9０-９][-－0-9０-９]{0,6})\s?[:：]\s?)?(.{1,120}?)\s?[（(]\s?([0-9]{1,5})\s?(?:ページ|頁)\s?[）)]"
)
_SOURCE = re.compile(r"出典情報[:：\s]{0,4}(.{1,200})")
_PUBLISHER = re.compile(r"《([^》]{1,60})》")
_FINISHED = frozenset("。！？」）)』】：:")


@dataclass(slots=True)
class Frame:
    """Lines that stand together on a page.

    Parameters
    ----------
    kind : str
        ``section``, ``measure``, ``owner``, ``kpi`` or ``body``.
    lines : list of str
        As printed; an empty one parts paragraphs.
    page : int
        Page, from 1.
    number : tuple of int
        A heading's numbers.
    rank : int
        A section's rank.
    width : int
        Width at which the text was broken into lines.
    """

    kind: str
    lines: list[str]
    page: int
    number: tuple[int, ...] = ()
    rank: int = 0
    width: int = 0

    @property
    def title(self) -> str:
        """The lines in one."""
        return "".join(line.strip() for line in self.lines)

    def headless(self) -> bool:
        """Whether the frame opens with a character that never opens a line."""
        return self.kind == "body" and self.lines[0].lstrip()[:1] in NEVER_FIRST

    def unfinished(self) -> bool:
        """Whether the frame breaks off inside a sentence."""
        last = self.lines[-1].rstrip()
        return self.kind == "body" and last[-1:] not in _FINISHED and display_width(last) >= self.width - 8


@dataclass(frozen=True)
class Dump:
    """A text dump taken apart.

    Parameters
    ----------
    pages : list of list of list of Frame
        For each page, its units in the order of the file; the frames of a unit belong together.
    width : int
        Width at which lines were broken.
    found : dict of str to str
        Title, source URL, meeting, publisher and page number that the host site states.
    notes : list of Note
        What was left out.
    """

    pages: list[list[list[Frame]]]
    width: int
    found: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class _Chunk:
    lines: list[str]
    page: int
    blanks: int


def _chunks(lines: Sequence[tuple[str, int]]) -> list[_Chunk]:
    chunks: list[_Chunk] = []
    blanks = 1
    for line, page in lines:
        if not line.strip():
            blanks += 1
        elif blanks or not chunks or chunks[-1].page != page:
            chunks.append(_Chunk([line], page, blanks))
            blanks = 0
        else:
            chunks[-1].lines.append(line)
    return chunks


def is_dump(lines: Sequence[tuple[str, int]]) -> bool:
    """Whether a text is a dump of pages whose block order needs evidence.

    Parameters
    ----------
    lines : sequence of tuple
        ``(line, page)`` in the order of the file.

    Returns
    -------
    bool
        True where measures are headed ``[No.1-1]``, or the host site's notice stands above.
    """
    measures = 0
    for line, _ in lines:
        text = line.strip()
        found = find_policy_line(text)
        measures += found is not None and found.kind == "measure"
        if measures or text.startswith(_NOTICE[0]):
            return True
    return False


def _header(chunks: Sequence[_Chunk]) -> tuple[int, dict[str, str], list[Note]]:
    """Length of the host site's header, and what it states."""
    end = 0
    for i, chunk in enumerate(chunks[:20]):
        if any(word in line for line in chunk.lines for word in _NOTICE):
            end = i + 1
    lines = [line.strip() for chunk in chunks[:end] for line in chunk.lines]
    found: dict[str, str] = {}
    for line in lines:
        if match := _URL.search(line):
            found["source"] = match.group(1)
        if match := _SOURCE.search(line):
            found["meeting"] = match.group(1).strip()
            if publisher := _PUBLISHER.search(found["meeting"]):
                found["publisher"] = publisher.group(1)
                found["meeting"] = found["meeting"].replace(publisher.group(), "").strip()
        if match := _TITLE.fullmatch(line):
            found["title"], found["page"] = match.group(2).strip(), match.group(3)
            if match.group(1):
                found["material"] = match.group(1)
    notes = []
    if end:
        notes.append(
            Note("dropped", f"Header of the host site, {len(lines)} lines; not text of the document.", 1, lines[0][:60])
        )
        if found:
            told = ", ".join(sorted(found))
            notes.append(Note("metadata", f"Taken from the host site's header: {told}.", 1, found.get("title", "")))
    return end, found, notes


def _number_pages(chunks: list[_Chunk], division: str) -> tuple[list[_Chunk], list[Note]]:
    """Take page numbers out; they part pages where no form feed does."""
    marks: list[tuple[int, str]] = []
    notes: list[Note] = []
    for i, chunk in enumerate(chunks):
        text = chunk.lines[0].strip()
        if len(chunk.lines) == 1 and _LONE_MARK.fullmatch(text):
            marks.append((i, text))
    numbers = [i for i, text in marks if _PAGE_NUMBER.fullmatch(text)]
    if numbers and division != "none" and len({chunk.page for chunk in chunks}) == 1:
        foot = division == "foot"
        page, at = 1, set(numbers[:-1]) if foot else set(numbers[1:])
        for i, chunk in enumerate(chunks):
            page += not foot and i in at
            chunk.page = page
            page += foot and i in at
    drop = {i for i, _ in marks}
    if numbers and not _at_edges(chunks, numbers, drop):
        message = "Page numbers stand amid the text: where pages begin is uncertain."
        notes.append(Note("uncertain", message, chunks[numbers[0]].page, chunks[numbers[0]].lines[0].strip(), 0.5))
    for i, text in marks:
        notes.append(Note("dropped", "A page mark that stands alone.", chunks[i].page, text))
    return [chunk for i, chunk in enumerate(chunks) if i not in drop], notes


def _at_edges(chunks: Sequence[_Chunk], numbers: Sequence[int], marks: set[int]) -> bool:
    """Whether every page number stands first on its page, or every one last."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for i, chunk in enumerate(chunks):
        if i not in marks:
            first.setdefault(chunk.page, i)
            last[chunk.page] = i
    return all(i < first.get(chunks[i].page, i + 1) for i in numbers) or all(
        i > last.get(chunks[i].page, i - 1) for i in numbers
    )


def _frames(chunk: _Chunk) -> list[Frame]:
    """The frames of a chunk: a heading, its owner, its KPI and its body may stand without a blank line."""
    frames: list[Frame] = []
    for line in chunk.lines:
        text = line.strip()
        policy = find_policy_line(text)
        if policy is not None:
            number = tuple(int(part) for part in re.findall(r"\d{1,3}", policy.number))
            frames.append(Frame(policy.kind, [line], chunk.page, number))
        elif frames and not (frames[-1].kind == "kpi" and _says_none(frames[-1])):
            frames[-1].lines.append(line)
        else:
            frames.append(Frame("body", [line], chunk.page))
    first = frames[0]
    mark = find_mark(first.lines[0].strip())
    if (
        first.kind == "body"
        and len(frames) == 1
        and len(first.lines) <= 2
        and mark is not None
        and mark.style != "number-space"
        and is_title(first.title[mark.end :])
    ):
        frames[0] = Frame("section", first.lines, chunk.page, (mark.value,), mark.rank)
    return frames


def _says_none(frame: Frame) -> bool:
    return frame.title.rstrip()[-1:] in "-－―—‐‑‒–"


def parse_dump(lines: Sequence[tuple[str, int]], *, division: str = "head") -> Dump:
    """Take a dump apart into pages, units and frames.

    Three blank lines end a body; one only parts its paragraphs.

    Parameters
    ----------
    lines : sequence of tuple
        ``(line, page)`` in the order of the file.
    division : str
        What a page number that stands alone does where no form feed parts pages: ``head`` opens
        a page, ``foot`` closes one, ``none`` neither.

    Returns
    -------
    Dump
        Its pages, what the host site states, and what was left out.
    """
    chunks = _chunks(lines)
    end, found, notes = _header(chunks)
    width = line_width([line for line, _ in lines])
    body, marks = _number_pages(chunks[end:], division)
    pages: list[list[list[Frame]]] = [[] for _ in range(max((chunk.page for chunk in body), default=1))]
    for chunk in body:
        units = pages[chunk.page - 1]
        for i, frame in enumerate(_frames(chunk)):
            frame.width = width
            last = units[-1][-1] if units else None
            near = i > 0 or chunk.blanks <= 2
            bodies = (
                last is not None
                and frame.kind == "body" == last.kind
                and not last.unfinished()
                and not frame.headless()
            )
            owned = last is not None and frame.kind == "kpi" and last.kind == "owner"
            if near and (bodies or owned):
                units[-1].append(frame)
            else:
                units.append([frame])
    return Dump(pages, width, found, [*notes, *marks])
