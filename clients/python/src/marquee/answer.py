"""Answers, and tables of their rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

#: The members of a figure that are its value; ``known`` beside it is its coverage.
_VALUES = ("sum", "mean", "ratio", "median")


@dataclass(frozen=True)
class Answer:
    """An answer of the API: ``data`` is a list of rows, or one document."""

    data: Any
    meta: dict[str, Any] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    #: What stands beside the rows, such as facets.
    sections: dict[str, Any] = field(default_factory=dict)

    @property
    def edition(self) -> str:
        """The edition that the answer was computed from."""
        return self.meta["edition"]

    def frame(self) -> pandas.DataFrame:
        """The rows as a table: a figure is the column of its name, its coverage the column ``…_known`` beside it.

        What is not known is missing, never 0. ``attrs["meta"]`` of the table is the answer's meta.
        """
        try:
            import pandas
        except ImportError as error:
            raise ImportError("Tables need pandas: pip install 'marquee-client[pandas]'.") from error
        rows = self.data if isinstance(self.data, list) else [self.data]
        table = pandas.DataFrame([flatten(row) for row in rows])
        table.attrs["meta"] = self.meta
        return table


def flatten(row: dict[str, Any]) -> dict[str, Any]:
    """Returns a row with a column for each figure, its coverage, and each member of what it is about."""
    columns: dict[str, Any] = {}
    for name, value in row.items():
        if name == "links":
            continue
        if not isinstance(value, dict):
            columns[name] = value
            continue
        for member, one in value.items():
            is_value = member in _VALUES or member == "name"
            columns[name if is_value and len(_values(value)) <= 1 else f"{name}_{member}"] = one
    return columns


def _values(figure: dict[str, Any]) -> list[str]:
    """The members of a figure besides its coverage; several percentiles keep their names."""
    return [member for member in figure if member not in ("known", "id", "code")]
