"""Pages of a dump: the host site's header, and the page numbers that part pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plantext.errors import Message
from plantext.records import Note

# Words of the notice that the host site (MC plus) puts above a page.
NOTICE = ("公開元URL", "公開元ＵＲＬ", "出典情報", "自動処理で生成", "テキストをコピーして")
_PAGE_NUMBER = re.compile(r"[-–—\s]{0,4}([0-9０-９]{1,4})[-–—\s]{0,4}")
_LONE_MARK = re.compile(r"[（(\[［]?\s?[0-9０-９]{1,4}\s?[)）\]］]?")
_URL = re.compile(r"公開元(?:URL|ＵＲＬ)[:：\s]{0,4}(\S{1,500})")
_TITLE = re.compile(
    r"""
    (?:【?                                                   # 資料1-3：, 【参考資料2】
       ((?:資料|参考資料|参考|別添|別紙|別冊)\s?[0-9０-９]{0,2}(?:[-－‐][0-9０-９]{1,2}){0,3})
       (?:\s?[:：]|】)\s?
    )?
    (.{1,120}?)\s?                                          # the title
    [（(]\s?([0-9０-９]{1,5})\s?(?:ページ|頁)\s?[）)]        # （145ページ）
    """,
    re.VERBOSE,
)
# The size of the file behind a title.
_SIZE = re.compile(r"\s?[\[［(（](?:PDF)?(?:形式)?\s?[:：／/]?\s?[0-9.,]{1,8}\s?[KMkm]B[)）\]］]$")
# Titles that say which part of a document a file is, not which document.
_PART = re.compile(
    r"(?:資料)?(?:本文|本体|全文|概要|要旨|資料|別紙|別添|別冊|参考|参考資料|一括版|全体版|表紙|目次|本編|詳細版)"
    r"(?:編|版)?[\s0-9０-９①-⑳]{0,3}(?:\.pdf)?"
)
# The day of a meeting behind its name: (6/16), (令和5年6月9日).
_HELD = re.compile(r"\s?[（(][^（()）回]{0,12}[0-9０-９]{1,2}\s?(?:/|／|月)\s?[0-9０-９]{1,2}日?[）)]$")
_HELD_INSIDE = re.compile(r"\s[0-9]{1,2}/[0-9]{1,2}(?=[）)]$)")
_SOURCE = re.compile(r"出典情報[:：\s]{0,4}(.{1,200})")
_PUBLISHER = re.compile(r"《([^》]{1,60})》")


@dataclass(slots=True)
class Chunk:
    """Lines without a blank one between them, and how many blank lines stand before them."""

    lines: list[str]
    page: int
    blanks: int


def split_chunks(lines: Sequence[tuple[str, int]]) -> list[Chunk]:
    """Split the lines of a dump at blank lines and form feeds."""
    chunks: list[Chunk] = []
    blanks = 1
    for line, page in lines:
        if not line.strip():
            blanks += 1
        elif blanks or not chunks or chunks[-1].page != page:
            chunks.append(Chunk([line], page, blanks))
            blanks = 0
        else:
            chunks[-1].lines.append(line)
    return chunks


def split_header(chunks: Sequence[Chunk]) -> tuple[int, dict[str, str], list[Note]]:
    """Find the host site's header.

    Returns
    -------
    int
        Its length in chunks.
    dict of str to str
        What it states: title, source URL, meeting, publisher, material, page.
    list of Note
        What was left out, and what was taken from it.
    """
    end = 0
    # The notice stands at the top: further down the words are quoted.
    for i, chunk in enumerate(chunks[:20]):
        if any(word in line for line in chunk.lines for word in NOTICE):
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
            found["title"], found["page"] = _SIZE.sub("", match.group(2).strip()), str(int(match.group(3)))
            if match.group(1):
                found["material"] = match.group(1)
    notes = []
    if found.get("meeting") and _PART.fullmatch(found.get("title", "")):
        part, found["title"] = found["title"], _title_in(found["meeting"])
        found.setdefault("material", part)
        message = Message("The header calls the page only {part}; the title is that of 出典情報.", part=part)
        notes.append(Note("metadata", message, 1, found["title"], 0.85))
    # The notice is no text of the document, but says what the document is.
    if end:
        notes.append(
            Note(
                "dropped",
                Message("Header of the host site, {n_lines} lines; not text of the document.", n_lines=len(lines)),
                1,
                lines[0][:60],
            )
        )
        if found:
            told = ", ".join(sorted(found))
            notes.append(
                Note(
                    "metadata",
                    Message("Taken from the host site's header: {told}.", told=told),
                    1,
                    found.get("title", ""),
                )
            )
    return end, found, notes


def _title_in(origin: str) -> str:
    """The document's title in what 出典情報 says: what stands in its brackets, or the meeting without its day."""
    text = _HELD_INSIDE.sub("", _HELD.sub("", origin)).strip()
    quoted = re.match(r"[「『]([^」』]{2,120})[」』]", text)
    return quoted.group(1) if quoted else text


def divide_pages(chunks: list[Chunk], division: str) -> tuple[list[Chunk], list[Note]]:
    """Take page numbers out; where no form feed parts pages, they do.

    Parameters
    ----------
    division : str
        What a page number that stands alone does: ``head`` opens a page, ``foot`` closes one, ``none`` neither.
    """
    marks: list[tuple[int, str]] = []
    notes: list[Note] = []
    chunks = _free_numbers(chunks)
    for i, chunk in enumerate(chunks):
        text = chunk.lines[0].strip()
        if len(chunk.lines) == 1 and (_LONE_MARK.fullmatch(text) or _PAGE_NUMBER.fullmatch(text)):
            marks.append((i, text))
    numbers = [i for i, text in marks if _PAGE_NUMBER.fullmatch(text)]
    if numbers and division != "none" and len({chunk.page for chunk in chunks}) == 1:
        foot = division == "foot"
        page, at = 1, set(numbers[:-1]) if foot else set(numbers[1:])
        for i, chunk in enumerate(chunks):
            page += not foot and i in at
            chunk.page = page
            page += foot and i in at
    # (4) and 2 alone on a line are marks of the page, wherever they stand.
    drop = {i for i, _ in marks}
    if numbers and not _at_edges(chunks, numbers, drop):
        message = Message("Page numbers stand amid the text: where pages begin is uncertain.")
        notes.append(Note("uncertain", message, chunks[numbers[0]].page, chunks[numbers[0]].lines[0].strip(), 0.5))
    for i, text in marks:
        notes.append(Note("dropped", "A page mark that stands alone.", chunks[i].page, text))
    return [chunk for i, chunk in enumerate(chunks) if i not in drop], notes


def _free_numbers(chunks: list[Chunk]) -> list[Chunk]:
    """Part a page number from the text that it stands right above or below, at the edges of the dump."""
    if not chunks:
        return chunks
    first, last = chunks[0], chunks[-1]
    if len(last.lines) > 1 and _PAGE_NUMBER.fullmatch(last.lines[-1].strip()):
        chunks = [
            *chunks[:-1],
            Chunk(last.lines[:-1], last.page, last.blanks),
            Chunk(last.lines[-1:], last.page, 1),
        ]
    if len(first.lines) > 1 and _PAGE_NUMBER.fullmatch(first.lines[0].strip()):
        rest = first.lines[1:] if first is not last else chunks[0].lines[1:]
        chunks = [Chunk(first.lines[:1], first.page, first.blanks), Chunk(rest, first.page, 1), *chunks[1:]]
    return chunks


def _at_edges(chunks: Sequence[Chunk], numbers: Sequence[int], marks: set[int]) -> bool:
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
