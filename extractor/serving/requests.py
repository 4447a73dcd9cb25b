"""Requests with a body of JSON, and errors as JSON: sentences with a number, without traceback or path."""

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response


async def read_body(request: Request, largest: int) -> bytes:
    """Return the body of a request, of which no more than ``largest`` bytes and the last piece are held.

    Raises:
        HTTPException: 413, it is larger.
    """
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > largest:
            raise HTTPException(413, f"the body is too large; {largest:,} bytes are the most")
        pieces.append(piece)
    return b"".join(pieces)


def parse_json(data: bytes) -> Any:
    """Return the value that a body holds.

    Raises:
        HTTPException: 400, it is no JSON.
    """
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "that is no JSON") from error


async def http_error(_: Request, error: Exception) -> Response:
    """Return the answer to a request that was refused."""
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail}, error.status_code, headers=error.headers)


async def unexpected(_: Request, error: Exception) -> Response:
    """Return the answer where something went wrong here."""
    return JSONResponse({"error": f"unexpected: {type(error).__name__}"}, 500)


ERROR_HANDLERS = {HTTPException: http_error, Exception: unexpected}
