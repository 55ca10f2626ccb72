"""Answer at the address of the portal while its data is prepared: a page that says what is being done.

Preparing takes seconds, loading the demonstration a minute. Whoever opens the address meanwhile gets a page that turns
into the portal by itself, instead of a refused connection.
"""

import socket
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape

STATIC = Path(settings.BASE_DIR) / "static"
SERVED = {".css": "text/css", ".js": "text/javascript"}
STATE = "<!--state-->"  # stands in the page for what is being done


class WaitingRoom(ThreadingHTTPServer):
    """Serves the page on ``address`` (host, port); ``say`` changes what it tells."""

    daemon_threads = True

    def __init__(self, address):
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.page, self.state = render_to_string("preparing.html", {"state": STATE}), ""
        super().__init__(address, _Answer)

    def say(self, sentence):
        self.state = sentence

    def content(self):
        return self.page.replace(STATE, escape(self.state)).encode()


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        name = Path(self.path.partition("?")[0]).name
        file = STATIC / Path(name).suffix.lstrip(".") / name  # css/base.css, js/preparing.js
        if file.suffix in SERVED and file.is_file():
            self._send(200, SERVED[file.suffix], file.read_bytes())
        else:
            self._send(503, "text/html; charset=utf-8", self.server.content())

    def _send(self, status, kind, content):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Retry-After", "5")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        """Keep the terminal for what happens."""


@contextmanager
def waiting_room(address):
    """Serve the page until the block ends; yield the ``WaitingRoom``."""
    with WaitingRoom(address) as room:
        thread = Thread(target=room.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            yield room
        finally:
            room.shutdown()
            thread.join()
