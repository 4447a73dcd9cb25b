"""The service: routes, each a few lines over the processes that analyse."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from extractor import __version__
from extractor.errors import ExtractorError
from extractor.readers.given import Handed, hand_over
from extractor.service.gate import Gate
from extractor.service.openapi import describe
from extractor.serving.requests import ERROR_HANDLERS, parse_json, read_body

_JSON, _TEXT = "application/json", "text/plain"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one request may ask for, and the seconds in which it must have come."""

    body_bytes: int = 8 << 20
    texts: int = 100
    seconds: float = 30.0


class Workers(Protocol):
    """What analyses: :class:`extractor.running.text_workers.TextWorkers`."""

    def results(self, given: Sequence[Handed]) -> list[bytes]:
        """Return a result as JSON for each text or record."""
        ...


def make_service(workers: Workers, *, limits: Limits, model: str, token: str = "", host: str, port: int) -> Gate:
    """Return the service behind its gate; without a token it answers under names of this machine only."""
    description = describe(limits.texts, limits.body_bytes, with_token=bool(token))
    templates = Environment(loader=PackageLoader("extractor.service"), autoescape=True, undefined=StrictUndefined)
    page = templates.get_template("page.html.j2").render(api=description)

    async def extract(request: Request) -> Response:
        (line,) = await _analysed(workers, [await _read(request, limits, text_too=True)])
        result = json.loads(line)
        if result["errors"] and result["errors"][0]["code"] != "language":
            raise HTTPException(422, result["errors"][0]["message"])
        return Response(line, media_type=_JSON)

    async def extract_many(request: Request) -> Response:
        given = await _read(request, limits)
        if not isinstance(given, list):
            raise HTTPException(422, "an array of texts and records is expected")
        if len(given) > limits.texts:
            raise HTTPException(413, f"these are too many; {limits.texts:,} texts are the most")
        return Response(b'{"results":[%s]}' % b",".join(await _analysed(workers, given)), media_type=_JSON)

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok", "version": __version__, "model": model})

    async def api(_: Request) -> Response:
        return JSONResponse(description)

    async def start(_: Request) -> Response:
        return HTMLResponse(page)

    routes = [
        Route("/", start),
        Route("/health", health),
        Route("/openapi.json", api),
        Route("/extract", extract, methods=["POST"]),
        Route("/extract-many", extract_many, methods=["POST"]),
    ]
    return Gate(Starlette(routes=routes, exception_handlers=ERROR_HANDLERS), token=token, host=host, port=port)


async def _read(request: Request, limits: Limits, *, text_too: bool = False) -> Any:
    """Return the value that a body of JSON has, or the text that a body of text is."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _JSON and not (text_too and kind == _TEXT):
        raise HTTPException(415, f"the content type must be {_JSON}{f' or {_TEXT}' if text_too else ''}")
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > limits.body_bytes:
        raise HTTPException(413, f"the body is too large; {limits.body_bytes:,} bytes are the most")
    try:
        body = await asyncio.wait_for(read_body(request, limits.body_bytes), limits.seconds)
    except TimeoutError as error:
        raise HTTPException(408, f"the body did not come within {limits.seconds:g} s") from error
    if kind == _JSON:
        return parse_json(body)
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the text is not UTF-8") from error


async def _analysed(workers: Workers, given: list[Any]) -> list[bytes]:
    try:
        return await run_in_threadpool(lambda: workers.results(list(hand_over(given))))
    except ExtractorError as error:
        raise HTTPException(503, "the processes that analyse cannot start") from error
