"""Who may ask the service, and headers that every answer has."""

import hmac

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from extractor.serving.hosts import HEADERS, is_own_host, is_own_origin, with_headers

_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class Gate:
    """Refuses who may not ask.

    With a token, whoever wants something analysed must send it (``Authorization: Bearer ...``). Without one the service answers
    under names of this machine only, and no page of another site: 400 for a foreign Host, 403 for a foreign Origin, 401 without
    the token.
    """

    def __init__(self, app: ASGIApp, *, token: str, host: str, port: int) -> None:
        self.app, self.host, self.port = app, host, port
        self._token = f"Bearer {token}".encode() if token else b""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http":
            answer = self._refuse(scope) or self.app
            await answer(scope, receive, with_headers(send, {**HEADERS, "Content-Security-Policy": _POLICY}))

    def _refuse(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if self._token:
            given = headers.get("authorization", "").encode()
            if scope["method"] == "POST" and not hmac.compare_digest(given, self._token):
                return _refused("the token is missing or wrong", 401, {"WWW-Authenticate": "Bearer"})
        elif not is_own_host(headers.get("host", ""), host=self.host, port=self.port):
            return _refused("this service answers under its own address only", 400)
        elif not is_own_origin(headers.get("origin"), host=self.host, port=self.port):
            return _refused("pages of other sites may not ask", 403)
        return None


def _refused(why: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"error": why}, status, headers)
