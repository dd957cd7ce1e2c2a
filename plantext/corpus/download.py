"""Downloads of bounded size and time, over https unless the address given says http."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from plantext.errors import CorpusError, either
from plantext.storage.atomic import replacing

if TYPE_CHECKING:
    from requests import Response

TIMEOUT_SECONDS = 60
"""Longest time without a byte from the server."""
LONGEST_SECONDS = 1800
"""Longest time for a whole download."""
MAX_BYTES = 500_000_000
"""Largest file whose size is not known beforehand."""
REDIRECTS = 5
"""Most redirects of one download."""
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says of a file: the address that gave it, its kind, and a name for it."""

    url: str
    kind: str = ""
    disposition: str = ""


def download(url: str, target: Path, *, sha256: str = "", size: int = 0, progress: bool = False) -> Answer:
    """Download a file; it takes its name when it is whole, and an earlier file stays till then.

    Parameters
    ----------
    url : str
        An https address, as must all be that it redirects to; http where this one says so.
    sha256 : str
        The checksum, where it is known beforehand.
    size : int
        Bytes of the file, of which no more are received; 0 where not known.

    Raises
    ------
    CorpusError
        If it cannot be downloaded, or its checksum is another.
    OutputError
        If the target cannot be written.
    """
    import requests
    from tqdm import tqdm

    most = size or MAX_BYTES
    digest, received, until = hashlib.sha256(), 0, time.monotonic() + LONGEST_SECONDS
    with replacing(target) as partial, tqdm(total=size or None, disable=not progress, unit="B", unit_scale=True) as bar:
        try:
            with _open(url) as response, partial.open("wb") as file:
                told = response.headers
                answer = Answer(response.url, told.get("Content-Type", ""), told.get("Content-Disposition", ""))
                for chunk in response.iter_content(_CHUNK):
                    received += len(chunk)
                    if received > most:
                        raise CorpusError(
                            "{url}: sends more than the {most:,} bytes expected; nothing was kept.", url=url, most=most
                        )
                    if time.monotonic() > until:
                        raise CorpusError(
                            "{url}: not done after {minutes} minutes; nothing was kept.",
                            url=url,
                            minutes=LONGEST_SECONDS // 60,
                        )
                    digest.update(chunk)
                    file.write(chunk)
                    bar.update(len(chunk))
        except requests.RequestException as error:
            raise CorpusError("{url}: cannot be downloaded ({kind}).", url=url, kind=type(error).__name__) from error
        # Before the file takes its name.
        if sha256 and digest.hexdigest() != sha256:
            raise CorpusError(
                "{url}: sends another file than the one expected; nothing was kept.\n"
                "  sha256 expected {found}\n"
                "  sha256 found    {came}",
                url=url,
                found=sha256,
                came=digest.hexdigest(),
            )
    return answer


@contextmanager
def _open(url: str) -> Iterator[Response]:
    """Open a response, following redirects one by one."""
    import requests

    schemes = ("https", "http") if urlsplit(url).scheme == "http" else ("https",)
    with requests.Session() as session:
        for _ in range(REDIRECTS + 1):
            # Asked of every redirect: requests would follow one from https to http.
            if urlsplit(url).scheme not in schemes:
                raise CorpusError("{url}: not {schemes}; nothing else is fetched.", url=url, schemes=either(*schemes))
            # Compressed content could expand to any size.
            response = session.get(
                url,
                headers={"Accept-Encoding": "identity"},
                timeout=TIMEOUT_SECONDS,
                stream=True,
                allow_redirects=False,
            )
            with response:
                if not response.is_redirect:
                    response.raise_for_status()
                    if response.headers.get("Content-Encoding", "identity") != "identity":
                        raise CorpusError("{url}: sends packed content though asked not to; nothing was kept.", url=url)
                    yield response
                    return
                url = urljoin(url, response.headers["Location"])
    raise CorpusError("{url}: more than {redirects} redirects.", url=url, redirects=REDIRECTS)
