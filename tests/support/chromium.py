"""A Chromium without a window, driven through the Chrome DevTools protocol over two pipes: no library, no port."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
WITHIN = 60.0
"""Seconds in which the browser must answer, or a page must be as a test wants it."""

SELECT_ALL = {"type": "keyDown", "key": "a", "code": "KeyA", "windowsVirtualKeyCode": 65, "modifiers": 2}
"""Ctrl and A, held down."""

ALONE = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""No name is resolved: what is not on this machine cannot be asked."""

OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--remote-debugging-pipe",
    "--window-size=1400,900",
    f"--host-resolver-rules={ALONE}",
)


def executable() -> str | None:
    """The browser of this machine; None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@dataclass(slots=True)
class Browser:
    """A browser: commands go in, answers and events come out, each a JSON text that ends with a zero byte."""

    _in: int
    _out: int
    events: list[dict[str, Any]] = field(default_factory=list)
    session: str | None = None
    _last: int = 0
    _unread: bytes = b""

    def do(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and give its answer; events that come before it are kept."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if self.session is not None:
            message["sessionId"] = self.session
        os.write(self._in, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + WITHIN
        while True:
            found = self._message(deadline)
            if found.get("id") == self._last:
                assert "error" not in found, found
                return dict(found["result"])

    def _message(self, deadline: float) -> dict[str, Any]:
        while b"\0" not in self._unread:
            left = deadline - time.monotonic()
            assert left > 0, "the browser does not answer"
            if select.select([self._out], [], [], left)[0]:
                read = os.read(self._out, 1 << 16)
                assert read, "the browser has ended"
                self._unread += read
        text, _, self._unread = self._unread.partition(b"\0")
        message = dict(json.loads(text))
        if "method" in message:
            self.events.append(message)
        return message

    def open(self, url: str) -> None:
        """Open a page in a tab of its own, and note all that it asks for and complains of."""
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Network", "Page", "Runtime", "Log"):
            self.do(f"{domain}.enable")
        self.do("Page.navigate", url=url)

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page."""
        answer = self.do("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def until(self, expression: str) -> Any:
        """Wait until a JavaScript expression has a true value in the page, and give it."""
        deadline = time.monotonic() + WITHIN
        while not (value := self.evaluate(expression)):
            assert time.monotonic() < deadline, f"not within {WITHIN:g} s: {expression}"
            select.select([], [], [], 0.1)
        return value

    def write(self, selector: str, text: str) -> None:
        """Put a text in the place of what is in a field."""
        self.evaluate(f"document.querySelector({json.dumps(selector)}).focus()")
        self.do("Input.dispatchKeyEvent", **SELECT_ALL)
        self.do("Input.insertText", text=text)

    def asked(self) -> list[str]:
        """Every address that a page asked for."""
        return [each["params"]["request"]["url"] for each in self._of("Network.requestWillBeSent")]

    def complaints(self) -> list[str]:
        """What pages threw or wrote to their console as an error, or what the browser refused them."""
        thrown = [str(each["params"]["exceptionDetails"]) for each in self._of("Runtime.exceptionThrown")]
        written = [each["params"] for each in self._of("Runtime.consoleAPICalled")]
        entries = [each["params"]["entry"] for each in self._of("Log.entryAdded")]
        return [
            *thrown,
            *(str(each["args"]) for each in written if each["type"] in {"error", "assert"}),
            *(f"{each['text']} {each.get('url', '')}" for each in entries if each["level"] == "error"),
        ]

    def picture(self, file: Path) -> Path:
        """A picture of what is seen of the page, as PNG."""
        file.write_bytes(base64.b64decode(self.do("Page.captureScreenshot", format="png")["data"]))
        return file

    def _of(self, method: str) -> Iterator[dict[str, Any]]:
        return (each for each in self.events if each["method"] == method)


def _pipe() -> tuple[int, int]:
    """A pipe whose ends are not 3 and 4, which are what they become in the browser."""
    ends = os.pipe()
    read, write = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
    for end in ends:
        os.close(end)
    return read, write


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A browser with an empty profile, until the block ends."""
    program = executable()
    assert program is not None, "no Chromium here: `make test-clients` installs one where apt-get can"
    their_in, our_in = _pipe()
    our_out, their_out = _pipe()
    shell = 'exec "$0" "$@" 3<&"$BROWSER_IN" 4>&"$BROWSER_OUT"'
    process = subprocess.Popen(
        ["/bin/bash", "-c", shell, program, *OPTIONS, f"--user-data-dir={profile}"],
        pass_fds=(their_in, their_out),
        env={**os.environ, "BROWSER_IN": str(their_in), "BROWSER_OUT": str(their_out)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(their_in)
    os.close(their_out)
    try:
        yield Browser(our_in, our_out)
    finally:
        os.close(our_in)
        process.terminate()
        process.wait(timeout=30)
        os.close(our_out)
