"""Who may ask the server: a browser that was given the one-time token, under a name of this machine; nobody else.

Everything on the pages is hostile text. The policy below allows scripts and styles from this server alone, no frames, no other
hosts, and no string that becomes markup.
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from extractor.serving.hosts import HEADERS, is_own_host, is_own_origin, with_headers

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
WRITE_HEADER = "X-Review-Token"
_LARGEST = 1 << 20


@dataclass(slots=True)
class Keys:
    """The secrets of one start of the server: the token of the printed address, which works once, the cookie, the write token.

    Where the used address is opened once more in a browser without the cookie, ``renew`` makes a new token, for the terminal.
    """

    entry: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    write: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    used: str = ""

    def enter(self, token: str) -> bool:
        """Return whether the token is the one of the address; afterwards it is used up."""
        if not self.entry or not hmac.compare_digest(token.encode(), self.entry.encode()):
            return False
        self.entry, self.used = "", token
        return True

    def renew(self, token: str) -> bool:
        """Make a new token if this is the used one and no other waits; return whether there is a new one."""
        if self.entry or not self.used or not hmac.compare_digest(token.encode(), self.used.encode()):
            return False
        self.entry = secrets.token_urlsafe(24)
        return True


class Guard:
    """Refuses what does not come from the reviewer's own browser, and puts the headers on every answer.

    400 for a foreign Host (DNS rebinding), 403 without token or cookie and for writes that another page could have made, 413 for
    bodies over 1 MB.
    """

    def __init__(self, app: ASGIApp, *, keys: Keys, host: str, port: int) -> None:
        self.app, self.keys, self.host, self.port = app, keys, host, port
        self.tell: Callable[[], None] = lambda: None  # that there is a new token
        self.cookie_name = f"extractor_review_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        answer = self._refuse(scope) or self.app
        await answer(scope, receive, with_headers(send, {**HEADERS, "Content-Security-Policy": POLICY}))

    def _refuse(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not is_own_host(headers.get("host", ""), host=self.host, port=self.port):
            return PlainTextResponse("400: this server answers under its own address only\n", 400)
        query = parse_qs(scope["query_string"].decode("latin-1"))
        if scope["method"] == "GET" and "token" in query and self._has_cookie(headers):
            return RedirectResponse(_start(query), 303)  # the printed address once more, in the browser that was let in
        if scope["method"] == "GET" and "token" in query:
            if self.keys.enter(query["token"][0]):
                answer = RedirectResponse(_start(query), 303)
                answer.set_cookie(self.cookie_name, self.keys.cookie, httponly=True, samesite="strict", max_age=7 * 86_400)
                return answer
            if self.keys.renew(query["token"][0]):
                self.tell()
            return _forbidden("the address was used before; where 'extractor review' runs, the terminal shows a new one")
        if not self._has_cookie(headers):
            return _forbidden("open the address that 'extractor review' printed")
        if scope["method"] not in ("GET", "HEAD"):
            return self._refuse_write(headers)
        return None

    def _refuse_write(self, headers: Headers) -> Response | None:
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return _forbidden("writes come from this page only")
        if not is_own_origin(headers.get("origin"), host=self.host, port=self.port):
            return _forbidden("writes come from this page only")
        if not hmac.compare_digest(headers.get(WRITE_HEADER, "").encode(), self.keys.write.encode()):
            return _forbidden("the write token is missing; reload the page")
        if headers.get("content-type", "").partition(";")[0] != "application/json":
            return PlainTextResponse("415: JSON is expected\n", 415)
        size = headers.get("content-length", "")
        if not size.isdigit() or int(size) > _LARGEST:
            return PlainTextResponse("413: too large\n", 413)
        return None

    def _has_cookie(self, headers: Headers) -> bool:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        found = cookies.get(self.cookie_name)
        return found is not None and hmac.compare_digest(found.value.encode(), self.keys.cookie.encode())


def _start(query: dict[str, list[str]]) -> str:
    """Return the first page of an address with a token: its other values are filters."""
    filters = urlencode({name: values for name, values in query.items() if name != "token"}, doseq=True)
    return f"/?{filters}" if filters else "/"


def _forbidden(why: str) -> Response:
    return PlainTextResponse(f"403: {why}\n", 403)
