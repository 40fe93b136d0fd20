"""How long evidence takes to show: from the click on a sentence to the painted panel.

    python benchmarks/page.py PROFILE_HTML

Opens thirty sentences of a rendered profile in the system's Chromium, one after another, and
prints the least, the median and the most in milliseconds; a wait for the screen's next frame is
part of each. Without an argument it takes the shipped study's page, and says so if there is none.
"""

import shutil
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

OPENS = 30
SHIPPED = Path(__file__).parents[1] / "examples/leeds-healthtech-2013/out/profile.html"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# The frame after the click is painted when a task queued from within it runs.
OPEN = """async (link) => {
  const from = performance.now();
  link.click();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const shown = document.querySelector('#panel .rests dt');
  return shown ? performance.now() - from : -1;
}"""


def main(arguments: list[str]) -> int:
    """Measure and print; the exit status."""
    page = Path(arguments[0]) if arguments else SHIPPED
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None or not page.is_file():
        what = "no Chromium" if program is None else f"no page at {page}: run `make profile`"
        print(f"page: not measured, there is {what}")
        return 2 if arguments else 0
    taken = measure(page.resolve().as_uri(), program)
    low, middle, high = min(taken), statistics.median(taken), max(taken)
    print(f"page: {page.stat().st_size:,} bytes")
    print(f"evidence shown, {len(taken)} opens: {low:.1f} / {middle:.1f} / {high:.1f} ms", end=" ")
    print("(least / median / most)")
    return 0


def measure(address: str, program: str) -> list[float]:
    """Milliseconds of each opening."""
    switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    switches += ["--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=switches)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(address)
        taken = opens(page)
        browser.close()
    return taken


def opens(page: Page) -> list[float]:
    """Every opening's time, over the page's sentences in turn, each one scrolled to first."""
    links = page.locator("main a.s").element_handles()
    taken: list[float] = []
    for number in range(OPENS):
        link = links[number % len(links)]
        link.scroll_into_view_if_needed()
        milliseconds = float(page.evaluate(OPEN, link))
        if milliseconds < 0:
            raise SystemExit("page: a sentence was clicked and nothing was shown")
        taken.append(milliseconds)
        page.keyboard.press("Escape")
    return taken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
