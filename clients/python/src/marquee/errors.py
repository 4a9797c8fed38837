"""Errors of the API (problem details, RFC 9457) as exceptions."""

from __future__ import annotations

from typing import Any

import httpx


class MarqueeError(Exception):
    """An error of the API; its text says what is wrong and what to do."""

    def __init__(self, status: int, problem: dict[str, Any], retry_after: float | None = None) -> None:
        super().__init__(problem.get("detail") or f"HTTP status {status}")
        self.status = status
        #: Such as ``invalid-parameter``; ``/problems/KIND`` of the server explains it.
        self.kind: str = str(problem.get("type", "")).removeprefix("/problems/")
        #: Every invalid parameter: ``parameter``, ``value``, ``allowed``, and often ``suggestion``.
        self.errors: list[dict[str, Any]] = problem.get("errors", [])
        #: The same as in the server's log.
        self.request_id: str | None = problem.get("requestId")
        #: Seconds after which it may be tried again.
        self.retry_after = retry_after


class InvalidParameter(MarqueeError):
    """A parameter is unknown or has a bad value."""


class Unauthorized(MarqueeError):
    """The token is missing, not valid, or lacks a scope."""


class NotFound(MarqueeError):
    """The edition has nothing with this id."""


class EditionGone(MarqueeError):
    """The edition is not kept."""


class TooManyRequests(MarqueeError):
    """A limit was reached: wait ``retry_after`` seconds."""


class Unavailable(MarqueeError):
    """The server, or its Elasticsearch, cannot answer now."""


_classes = {
    400: InvalidParameter,
    401: Unauthorized,
    403: Unauthorized,
    404: NotFound,
    410: EditionGone,
    429: TooManyRequests,
    503: Unavailable,
    504: Unavailable,
}


def to_error(response: httpx.Response) -> MarqueeError:
    """Returns the error that a response is."""
    try:
        problem = response.json()
    except ValueError:
        problem = {}
    retry_after = response.headers.get("Retry-After")
    kind = _classes.get(response.status_code, MarqueeError)
    return kind(
        response.status_code,
        problem if isinstance(problem, dict) else {},
        float(retry_after) if retry_after else None,
    )
