"""The client: one server, its token, and the answers that are kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import httpx

from .answer import Answer
from .errors import to_error
from .questions import Questions
from .subjects import Company, Entity, Finder, Genre

_SECTIONS = ("data", "meta", "links")


class Marquee:
    """A server of Marquee. Every question of the API is a method of ``questions``; lists are lists.

    A parameter that is a word of Python ends in an underscore (``from_``), and the dot of a filter is one too
    (``genre_not``). Errors are raised as MarqueeError.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        timeout: float = 30.0,
        max_answers: int = 200,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._http = httpx.Client(
            base_url=url.rstrip("/"),
            headers={"Authorization": f"Bearer {token}"},
            timeout=timeout,
            transport=transport,
        )
        self._max_answers = max_answers
        self._kept: OrderedDict[str, tuple[str, Any]] = OrderedDict()
        self.questions = _Asking(self)
        self.companies = Finder(self, "companies", Company)
        self.genres = Finder(self, "genres", Genre)
        self.people = Finder(self, "people", Entity)
        self.collections = Finder(self, "collections", Entity)
        self.keywords = Finder(self, "keywords", Entity)

    def ask(self, path: str, **parameters: Any) -> Answer:
        """Asks the question at a path below ``/v1/``. What has not changed since it was asked before is not sent again."""
        request = self._http.build_request("GET", f"/v1/{path}", params=to_query(parameters))
        url = str(request.url)
        kept = self._kept.get(url)
        if kept is not None:
            request.headers["If-None-Match"] = kept[0]
        response = self._http.send(request)
        if response.status_code == 304 and kept is not None:
            self._keep(url, *kept)
            return to_answer(kept[1])
        if response.status_code != 200:
            raise to_error(response)
        body = response.json()
        tag = response.headers.get("ETag")
        if tag is not None:
            self._keep(url, tag, body)
        return to_answer(body)

    def pages(self, path: str, **parameters: Any) -> Iterator[Answer]:
        """Asks for page after page, all of the edition of the first."""
        answer = self.ask(path, **parameters)
        yield answer
        parameters.pop("offset", None)
        while "next" in answer.meta:
            answer = self.ask(path, **{**parameters, "cursor": answer.meta["next"]})
            yield answer

    def rows(self, path: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        """Asks for every row, over all pages."""
        for page in self.pages(path, **parameters):
            yield from page.data

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Marquee:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _keep(self, url: str, tag: str, body: Any) -> None:
        self._kept[url] = (tag, body)
        self._kept.move_to_end(url)
        while len(self._kept) > self._max_answers:
            self._kept.popitem(last=False)


class _Asking(Questions):
    def __init__(self, marquee: Marquee) -> None:
        self._marquee = marquee

    def ask(self, path: str, **parameters: Any) -> Answer:
        return self._marquee.ask(path, **parameters)


def to_query(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Returns the parameters of a URL: lists separated by commas; what is None is left out."""
    return {to_name(name): to_text(value) for name, value in parameters.items() if value is not None}


def to_name(name: str) -> str:
    """``from_`` is from, ``genre_not`` is genre.not."""
    if name.endswith("_"):
        return name[:-1]
    for suffix in ("all", "not"):
        if name.endswith(f"_{suffix}"):
            return f"{name.removesuffix(f'_{suffix}')}.{suffix}"
    return name


def to_text(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ",".join(str(one) for one in value)
    return str(value)


def to_answer(body: dict[str, Any]) -> Answer:
    sections = {name: value for name, value in body.items() if name not in _SECTIONS}
    return Answer(body["data"], body.get("meta", {}), body.get("links", {}), sections)
