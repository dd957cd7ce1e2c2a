"""Make the pictures of the documentation anew, from the embedded page and the plan's tables: ``python docs/site_parts/pictures.py``.

Needs Chromium with a Japanese face for the two pictures of the explorer.
"""

from __future__ import annotations

import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import matplotlib as mpl
from PIL import Image
from playwright.sync_api import sync_playwright

import plantext as pt
from plantext import figures
from plantext.explorer import write_explorer

IMAGES = Path(__file__).parent.parent / "images"
LABELS = ["ORG", "FORUM", "PLAN", "CONCEPT"]
EDGE = ("IGF", "国連")


def main() -> None:
    """Write docs/images."""
    mpl.use("agg")
    IMAGES.mkdir(exist_ok=True)
    run = pt.extract("priority-plan-2023-draft-p145")
    pairs = pt.cooccur(run, unit="paragraph", labels=LABELS)
    net = pt.network(pairs)
    for lang in ("en", "ja"):
        figure = pt.draw_network(net, lang=lang)
        figure.savefig(IMAGES / f"network-{lang}.png", dpi=130, metadata={"Software": None})
    plan = pt.network(pt.cooccur(pt.load("priority-plan-2023"), labels=LABELS))
    for lang in ("en", "ja"):
        drawn = BytesIO()
        figures.draw_density(plan, lang=lang).savefig(drawn, dpi=130, metadata={"Software": None})
        Image.open(drawn).convert("RGB").quantize(64).save(IMAGES / f"density-{lang}.png", optimize=True)
    with tempfile.TemporaryDirectory() as room, sync_playwright() as browsers:
        page_file = write_explorer(run, Path(room) / "net.html", net)
        browser = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for lang in ("en", "ja"):
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            link = urlencode([("lang", lang), *(("pair", name) for name in EDGE)])
            page.goto(f"{page_file.as_uri()}#{link}")
            page.wait_for_timeout(1500)
            picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE)
            picture.save(IMAGES / f"explorer-{lang}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
