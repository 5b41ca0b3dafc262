"""A server of the dashboard and a real Chromium, found or said loudly to be missing."""

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect, sync_playwright
from tools.machine import ARGUMENTS, chromium, end, free_port

ROOT = Path(__file__).parents[2]
PATIENCE = 30_000
QUIET = """() => new Promise((done) => {
  let timer;
  const seen = new MutationObserver(() => wait());
  const end = () => { seen.disconnect(); done(); };
  const wait = () => { clearTimeout(timer); timer = setTimeout(end, 300); };
  seen.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  wait();
})"""
"""Resolves once nothing on the page has changed for a while."""


@pytest.fixture(scope="session")
def browser():
    path = chromium()
    if path is None:
        message = "NO CHROMIUM FOUND: the browser tests did not run; install one or set CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield instance
        instance.close()


@contextmanager
def running(*arguments, environment=None, script="dashboard.py", port=None, below=""):
    """Run the dashboard on a port of this machine, else a free one, and yield its address.

    below: the path that it stands below, "/there".
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.headless", "true", "--server.address", "127.0.0.1", *arguments]
    command += ["--server.baseUrlPath", below.strip("/")] if below else []
    address = f"http://127.0.0.1:{port}{below}"
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
        )  # fmt: skip
        try:
            await_health(process, address, log)
            yield address
        finally:
            end(process)


def await_health(process, address, log):
    """Wait until the server answers; fail with what it said when it does not."""
    waiting, deadline = threading.Event(), time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
                assert answer.status == 200
                return
        except OSError:
            waiting.wait(0.1)
    log.seek(0)
    pytest.fail(f"the dashboard did not start: {log.read().decode(errors='replace')}")


@pytest.fixture(scope="session")
def server():
    with running() as address:
        yield address


class Watched:
    """A browser page that remembers console errors and requests to other hosts."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.errors, self.foreign = [], []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._request)

    def _console(self, message):
        """Remember errors, but not Streamlit's own look for its server below a page's path."""
        asked = message.location.get("url", "")
        expected = re.search(r"/[a-z]+/_stcore/(health|host-config)$", asked)
        if message.type == "error" and not expected:
            self.errors.append(f"{message.text} {asked}")

    def _request(self, request):
        local = (self.address, self.address.replace("http", "ws"), "data:", "blob:")
        if not request.url.startswith(local):
            self.foreign.append(request.url)

    def open(self, path=""):
        """Open a path of the dashboard and wait until its script has run and all is at rest."""
        self.page.goto(f"{self.address}/{path}")
        self.rest()
        return self.page

    def rest(self):
        """Wait until nothing runs and nothing changes any more; a slow machine draws in steps."""
        self.settle()
        while not self._quiet():
            self.settle()
        self.settle()

    def _quiet(self):
        """Wait until nothing changes, and say whether the page stayed the page it was."""
        try:
            self.page.evaluate(QUIET)
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
            return False
        return True

    def settle(self):
        """Wait until the script has run and what it sent is drawn."""
        expect(self.page.locator(".cz-scope").first).to_be_visible()
        expect(self.page.locator(".st-key-menu a").last).to_be_attached()
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)
        expect(self.page.locator('[data-test-script-state="running"]')).to_have_count(0)
        expect(self.page.locator('[data-stale="true"]')).to_have_count(0)

    def at_last(self, probe, wanted):
        """Return what a probe of the page says once the page is at rest and says what is wanted.

        A slow machine draws in steps: what is not yet as wanted is looked at again, until
        patience ends.
        """
        deadline = time.monotonic() + PATIENCE / 1000
        while True:
            self.rest()
            said = probe(self.page)
            if said == wanted or time.monotonic() > deadline:
                return said

    def assert_quiet(self):
        """Fail on any console error and any request to another host."""
        assert self.errors == []
        assert self.foreign == []


@pytest.fixture
def watched(browser, server):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield Watched(context.new_page(), server)
    context.close()


@pytest.fixture
def browser_without_webgl(browser):
    """Return what opens the dashboard in a Chromium that cannot draw with WebGL."""
    path, opened = chromium(), []

    def open_at(address):
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-3d-apis"]
        instance = browser.browser_type.launch(executable_path=path, args=arguments)
        opened.append(instance)
        return Watched(instance.new_page(viewport={"width": 1280, "height": 800}), address)

    yield open_at
    for instance in opened:
        instance.close()


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def site(tmp_path):
    """Return the address of another site, with a page for each address that it frames."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=tmp_path)) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{other.server_port}"
        other.shutdown()
