"""The server: it hands out answers on the loopback interface, and tells open pages of each new build.

Owns the socket. Refuses other machines, and pages of other hosts that a browser was tricked into asking us for.
"""

import errno
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from brief.errors import BriefError, WrongUsage
from brief.serving.answers import HTML, Answer, answer
from brief.serving.live import EVENTS_PATH, SCRIPT, SCRIPT_PATH, event, live, not_built
from brief.serving.preview import Preview

HOST = "127.0.0.1"
_NAMES = ("127.0.0.1", "localhost")
_ALIVE = 15.0
"""Seconds after which a page hears from us though nothing is new: so a page that was closed is noticed."""
_LAST_PORT = 65_535


class Server(ThreadingHTTPServer):
    """Serves a preview; each page that is open keeps a thread."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, preview: Preview) -> None:
        self.preview = preview
        try:
            super().__init__((HOST, port), _Handler)
        except PermissionError:
            raise WrongUsage(f"Port {port} may not be used here; choose one above 1023, like --port 8000.") from None
        except OSError as refusal:
            if refusal.errno != errno.EADDRINUSE:
                raise
            other = port + 1 if port < _LAST_PORT else 8000
            raise WrongUsage(
                f"Port {port} is taken by another program; end that one, or choose another port: --port {other}."
            ) from None

    @property
    def address(self) -> str:
        """Where the front page is, once the site is built."""
        return f"http://{HOST}:{self.server_port}{self.preview.baseurl}/"

    def server_bind(self) -> None:
        """Take the port. A host's name is not looked up, which may take seconds."""
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no error; another one is a bug, and Python's report of it is."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "brief"
    server: Server

    def do_GET(self) -> None:
        if (self.headers.get("Host") or HOST).partition(":")[0] not in _NAMES:
            self._send(Answer(421, b"This preview is for this machine only.\n", "text/plain; charset=utf-8"))
            return
        path = urlsplit(self.path).path
        if path == EVENTS_PATH:
            self._tell_news()
        elif path == SCRIPT_PATH:
            self._send(Answer(200, SCRIPT.encode(), "text/javascript; charset=utf-8"))
        else:
            self._send(self._page())

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Nothing: the terminal is for what an editor has to know."""

    def _page(self) -> Answer:
        preview = self.server.preview
        state = preview.state  # before the file is read: a page that is older than it says is shown anew, not kept
        if not preview.served.is_there():
            return Answer(503, live(not_built(state.notice), state))
        try:
            found = answer(self.path, preview.served.bytes_if_there, preview.baseurl)
        except BriefError as refused:
            return Answer(500, f"{refused}\n".encode(), "text/plain; charset=utf-8")
        return found._replace(body=live(found.body, state)) if found.type == HTML and found.body else found

    def _send(self, found: Answer) -> None:
        self.send_response(HTTPStatus(found.status))
        self.send_header("Content-Type", found.type)
        self.send_header("Content-Length", str(len(found.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if found.location:
            self.send_header("Location", found.location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)

    def _tell_news(self) -> None:
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        known = None
        while self.command != "HEAD":
            state = self.server.preview.other_than(known, _ALIVE)
            self.wfile.write(event(state) if state else b": still here\n\n")
            self.wfile.flush()
            known = state or known
