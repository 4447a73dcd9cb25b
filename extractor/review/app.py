"""The web application: routes, each a few lines over the state of the review."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from extractor.decisions.agreement import agreements
from extractor.decisions.gold import gold_lines
from extractor.decisions.verdicts import PARTS
from extractor.errors import ExtractorError
from extractor.report.database import opened
from extractor.review import answers
from extractor.review.deciding import LABELS, Reviewer
from extractor.review.entities import EntityDecisions, list_entities
from extractor.review.index import FACETS
from extractor.review.security import Guard, Keys
from extractor.review.state import State
from extractor.review.tables import speakers_for
from extractor.serving.requests import ERROR_HANDLERS, parse_json, read_body

# Colours and marks are those of the report.
_SHARED = {"marks.css": "text/css"}
_STATIC = {
    "review.css": "text/css",
    "icon.svg": "image/svg+xml",
    **{f"{name}.js": "text/javascript" for name in ("common", "review", "article", "facts", "dialogs", "entities", "pairs")},
}
_LARGEST = 1 << 20
# Makes the tables anew, telling its steps; returns what the user should know.
Relink = Callable[[Callable[[str], None]], Sequence[str]]


@dataclass(slots=True)
class Update:
    """Making the tables anew, which takes a while: the step it is at, and what went wrong."""

    relink: Relink
    step: str = ""
    problem: str = ""
    notes: Sequence[str] = ()
    running: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(slots=True)
class Review:
    """All that the routes work on."""

    state: State
    reviewer: Reviewer
    entities: EntityDecisions
    keys: Keys
    update: Update
    pages: Environment


def make_app(state: State, *, reviewer: Reviewer, entities: Path, relink: Relink, keys: Keys, host: str, port: int) -> Guard:
    """Return the application behind its guard. ``relink`` makes the tables anew, telling its steps, and returns notes."""
    pages = Environment(
        loader=PackageLoader("extractor.review"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    review = Review(state, reviewer, EntityDecisions(state, entities), keys, Update(relink), pages)
    routes = [
        Route("/", _page("review.html.j2")),
        Route("/entities", _page("entities.html.j2")),
        Route("/pairs", _page("pairs.html.j2")),
        Route("/static/{name}", _static),
        _read("/api/statements", lambda r, request: answers.list_page(r.state, _values(request))),
        _read("/api/statements/{id}", lambda r, request: answers.detail(r.state, request.path_params["id"])),
        _read("/api/values/{facet}", _facet_values),
        _read("/api/documents/{id}/speakers", _speakers),
        _read("/api/problems", _problems),
        _read("/api/entities", _entities),
        _read("/api/pairs", _pairs),
        _read("/api/update", lambda r, _: _update_state(r)),
        _write("/api/statements/{id}/decision", _decide),
        _write("/api/documents/{id}/statements", _add),
        _write("/api/documents/{id}/complete", _complete),
        _write("/api/tags", _tag),
        _write("/api/undo", _undo),
        _write("/api/sample", _sample),
        _write("/api/entities/preview", lambda r, _, body: r.entities.preview(body)),
        _write("/api/entities/decide", lambda r, _, body: {"written": r.entities.decide(body), "pending": r.entities.pending}),
        _write("/api/entities/undo", lambda r, _, body: {"undone": r.entities.undo(), "pending": r.entities.pending}),
        _write("/api/update", lambda r, _, body: _start_update(r)),
        Route("/export/statements.csv", _export_sheet),
        Route("/export/decisions.jsonl", _export_log),
        Route("/export/gold.jsonl", _export_gold),
    ]
    app = Starlette(routes=routes, exception_handlers=ERROR_HANDLERS)
    app.state.review = review
    return Guard(app, keys=keys, host=host, port=port)


def _of(request: Request) -> Review:
    review: Review = request.app.state.review
    return review


@contextmanager
def _current(review: Review) -> Iterator[None]:
    """Hold the lock, with what other processes wrote to the folder taken in."""
    with review.state.lock:
        if not review.update.running and review.state.catch_up():
            review.entities.forget()
        yield


def _read(path: str, answer: Callable[[Review, Request], Any]) -> Route:
    """Return a route that reads under the lock, in a thread of its own."""

    def work(review: Review, request: Request) -> Response:
        with _current(review):
            return JSONResponse(answer(review, request))

    async def endpoint(request: Request) -> Response:
        return await _guarded(work, _of(request), request)

    return Route(path, endpoint)


def _write(path: str, answer: Callable[[Review, Request, dict[str, Any]], Any]) -> Route:
    """Return a route that takes a JSON object and changes something."""

    def work(review: Review, request: Request, body: dict[str, Any]) -> Response:
        with _current(review):
            return JSONResponse(answer(review, request, body))

    async def endpoint(request: Request) -> Response:
        body = parse_json(await read_body(request, _LARGEST) or b"{}")
        if not isinstance(body, dict):
            raise HTTPException(400, "a JSON object is expected")
        return await _guarded(work, _of(request), request, body)

    return Route(path, endpoint, methods=["POST"])


async def _guarded(work: Callable[..., Response], review: Review, *values: Any) -> Response:
    """Return the answer, with errors that are the asker's as sentences with a number."""
    try:
        return await run_in_threadpool(work, review, *values)
    except KeyError as error:
        raise HTTPException(404, "there is nothing of that name") from error
    except ValidationError as error:
        raise HTTPException(422, "; ".join(str(each["msg"]) for each in error.errors())) from error
    except (ValueError, TypeError) as error:
        raise HTTPException(422, str(error)[:300]) from error
    except ExtractorError as error:
        said = str(error).replace(f"{review.state.folder.absolute()}/", "")
        raise HTTPException(409, said[:300]) from error


def _page(name: str) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        review = _of(request)
        html = review.pages.get_template(name).render(
            write_token=review.keys.write, reviewer=review.reviewer.name, folder=review.state.folder.name, choices=answers.CHOICES
        )
        return HTMLResponse(html)

    return endpoint


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    kind = (_STATIC | _SHARED).get(name)
    if kind is None:
        return PlainTextResponse("404: there is no such file\n", 404)
    folder = files("extractor.report") / "templates" if name in _SHARED else files("extractor.review") / "static"
    return Response((folder / name).read_bytes(), media_type=f"{kind}; charset=utf-8")


def _values(request: Request) -> dict[str, list[str]]:
    """Return the query of a request: several values of a filter stand beside each other; empty ones say nothing."""
    return {name: values for name in request.query_params for values in [request.query_params.getlist(name)] if any(values)}


def _facet_values(review: Review, request: Request) -> list[list[Any]]:
    values = _values(request)
    words = " ".join(values.pop("words", ()))
    if request.path_params["facet"] not in FACETS:
        raise KeyError(request.path_params["facet"])
    return answers.facet_values(review.state, request.path_params["facet"], values, words)


def _speakers(review: Review, request: Request) -> list[dict[str, Any]]:
    return speakers_for(review.state.store, request.path_params["id"], request.query_params.get("q", "")[:200])


def _problems(review: Review, _: Request) -> dict[str, Any]:
    """Return the statements about which reviewers differ, and decisions that fit no text."""
    conflicts = sorted(review.state.conflicts())
    return {
        "conflicts": answers.list_items(review.state, conflicts[:100]),
        "agreement": [asdict(pair) | {"differences": len(pair.differences)} for pair in agreements(review.state.threads)],
        "orphans": [
            {
                "reviewer": event.reviewer, "at": event.at[:16].replace("T", " "), "action": event.action,
                "path": event.document.source_path if event.document else "",
                "content": " ... ".join(place.exact for place in event.after.content) if event.after else "",
            }
            for event in review.state.orphans()[:200]
        ],
    }  # fmt: skip


def _entities(review: Review, request: Request) -> dict[str, Any]:
    asked = request.query_params
    page = answers.page_number(asked.get("page", ""))
    found = list_entities(review.state, words=asked.get("q", "")[:200], kind=asked.get("kind", ""), page=page)
    return {**found, "pending": review.entities.pending, "all_pending": review.state.pending}


def _pairs(review: Review, request: Request) -> dict[str, Any]:
    return {**review.entities.next_pair(request.query_params.getlist("later")), "pending": review.state.pending}


def _decide(review: Review, request: Request, body: dict[str, Any]) -> dict[str, Any]:
    action = body.get("decision")
    if action not in ("accept", "reject", "correct"):
        raise ValueError("a decision is accept, reject or correct")
    changes: dict[str, Any] = {name: body[name] for name in (*LABELS, *PARTS) if name in body}
    statement_id = request.path_params["id"]
    review.reviewer.decide(statement_id, action, changes, note=str(body.get("note", ""))[:2000])
    return answers.detail(review.state, statement_id)


def _add(review: Review, request: Request, body: dict[str, Any]) -> dict[str, Any]:
    statement_id = review.reviewer.add(
        request.path_params["id"],
        (_number(body, "start"), _number(body, "end")),
        fields={name: body.get(name) for name in ("act", "type", "speaker")},
        cue=str(body.get("cue", ""))[:500],
        source=str(body.get("source", ""))[:500],
        note=str(body.get("note", ""))[:2000],
    )
    return answers.detail(review.state, statement_id)


def _complete(review: Review, request: Request, body: dict[str, Any]) -> dict[str, Any]:
    document, done = request.path_params["id"], body.get("complete") is True
    undecided = review.reviewer.complete(document, done=done, accept_rest=body.get("accept_rest") is True)
    return {"undecided": undecided, "complete": document in review.state.complete, "progress": answers.progress(review.state)}


def _tag(review: Review, request: Request, body: dict[str, Any]) -> dict[str, Any]:
    """Tag one statement, or all of the list that the address asks for."""
    statement = str(body.get("statement", ""))
    names = [statement] if statement else answers.listed(review.state, _values(request))
    tags, note = body.get("tags"), body.get("note")
    if not isinstance(tags, list):
        raise ValueError("tags are a list")
    tagged = review.reviewer.tag(names, [str(tag) for tag in tags], note=None if note is None else str(note)[:2000])
    return {"tagged": tagged, **(answers.detail(review.state, statement) if statement else {})}


def _undo(review: Review, _: Request, body: dict[str, Any]) -> dict[str, Any]:
    undone = review.reviewer.undo()
    if undone is None:
        return {"undone": "", "statement": ""}
    event, statement = undone
    return {"undone": event.action, "statement": statement if review.state.index.is_shown(statement) else ""}


def _sample(review: Review, _: Request, body: dict[str, Any]) -> dict[str, Any]:
    return {"size": review.reviewer.sample(_number(body, "size", least=1), _number(body, "seed"))}


def _number(body: Mapping[str, Any], name: str, *, least: int = 0) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= 10**9:
        raise ValueError(f"{name} must be a whole number from {least}")
    return value


def _update_state(review: Review) -> dict[str, Any]:
    update = review.update
    return {"running": update.running, "step": update.step, "problem": update.problem, "notes": list(update.notes)}


def _start_update(review: Review) -> dict[str, Any]:
    """Make the tables anew with all decisions, in a thread; the pages ask how far it is."""
    update = review.update

    def tell(step: str) -> None:
        update.step = step

    def work() -> None:
        try:
            update.notes = update.relink(tell)
            old = review.state.store
            review.state.load()
            review.entities.forget()
            old.close()
        except ExtractorError as error:
            update.problem = str(error)
        except Exception as error:  # the thread must not end in silence
            update.problem = f"unexpected: {type(error).__name__}"
        finally:
            update.running = False

    with update.lock:
        if not update.running:
            update.running, update.problem, update.step = True, "", "starting"
            threading.Thread(target=work, daemon=True).start()
    return _update_state(review)


def _download(lines: Any, name: str, kind: str) -> Response:
    return StreamingResponse(lines, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


async def _export_sheet(request: Request) -> Response:
    def work(review: Review) -> Response:
        with _current(review):
            lines = list(answers.sheet(review.state, _values(request)))
        return _download(iter(lines), "statements.csv", "text/csv; charset=utf-8")

    return await _guarded(work, _of(request))


async def _export_log(request: Request) -> Response:
    review = _of(request)
    lines = [f"{event.as_line()}\n" for event in review.state.events]
    return _download(iter(lines), "decisions.jsonl", "application/jsonl")


async def _export_gold(request: Request) -> Response:
    review = _of(request)
    if review.state.pending > review.state.names_pending:
        raise HTTPException(409, "update the tables first: some decisions are not in them yet")

    def work(review: Review) -> Response:
        with opened(review.state.folder) as connection:
            lines = [f"{line}\n" for line in gold_lines(connection)]
        return _download(iter(lines), "gold.jsonl", "application/jsonl")

    return await _guarded(work, review)
