"""Take screenshots of every page in both themes and three sizes into build/screenshots.

`--readme` writes the one that the README shows. Run it by `make screenshots`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import Watched, running  # noqa: E402
from tools.machine import ARGUMENTS, chromium  # noqa: E402

from cstoviz.ui.navigation import ORDER, PATHS  # noqa: E402

DRAWN = """() => [...document.querySelectorAll(".cz-chart")]
    .every((chart) => chart.querySelector(".main-svg"))"""
README = {"readme": (1600, 1080)}
SIZES = {"laptop": (1280, 800), "screen": (1920, 1080), "phone": (390, 844)}


def shoot(browser: Browser, address: str, path: str, size: str, theme: str, target: Path) -> None:
    width, height = {**SIZES, **README}[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce"
    )
    watched = Watched(context.new_page(), address)
    page = watched.open(path)
    page.wait_for_load_state("networkidle")
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(2500 if page.get_by_test_id("stDeckGlJsonChart").count() else 600)
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target)
    tall = page.locator('[data-testid="stMain"]').evaluate("main => main.scrollHeight")
    if tall > height and not target.name.startswith("overview.png"):
        page.set_viewport_size({"width": width, "height": min(tall + 40, 9000)})
        watched.settle()
        page.wait_for_function(DRAWN)
        page.wait_for_timeout(1500)
        page.screenshot(path=target.with_stem(target.stem + "-whole"))
    context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--pages", nargs="*", default=list(ORDER))
    parser.add_argument("--sizes", nargs="*", default=list(SIZES))
    parser.add_argument("--themes", nargs="*", default=["light", "dark"])
    parser.add_argument("--query", default="")
    chosen = parser.parse_args()
    with running() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        if chosen.readme:
            shoot(browser, address, "", "readme", "light", ROOT / "docs" / "overview.png")
            return
        for name in chosen.pages:
            for size in chosen.sizes:
                for theme in chosen.themes:
                    target = ROOT / "build" / "screenshots" / f"{name}-{size}-{theme}.png"
                    shoot(browser, address, PATHS[name] + chosen.query, size, theme, target)


if __name__ == "__main__":
    main()
