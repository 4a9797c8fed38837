"""Companies, genres and what else has a name, with the questions about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    import pandas
    from typing_extensions import Unpack

    from .client import Marquee
    from .questions import CompaniesIdPartners, CompaniesIdProfitByYear


@dataclass(frozen=True)
class Entity:
    """A person, collection or keyword."""

    id: int
    name: str
    #: Released movies with a known release year.
    movies: int
    #: The first part of the paths about it.
    plural: str = field(repr=False)
    _marquee: Marquee = field(repr=False, compare=False)


class _ByYear(Entity):
    """Questions with a row for each release year; every figure has its coverage in the column ``…_known``."""

    def _ask(self, question: str, parameters: Any) -> pandas.DataFrame:
        return self._marquee.ask(f"{self.plural}/{self.id}/{question}", **parameters).frame()

    def summary_by_year(self, **parameters: Unpack[CompaniesIdProfitByYear]) -> pandas.DataFrame:
        """Releases, budget, revenue, profit and popularity."""
        return self._ask("summary-by-year", parameters)

    def budget_by_year(self, **parameters: Unpack[CompaniesIdProfitByYear]) -> pandas.DataFrame:
        return self._ask("budget-by-year", parameters)

    def revenue_by_year(self, **parameters: Unpack[CompaniesIdProfitByYear]) -> pandas.DataFrame:
        return self._ask("revenue-by-year", parameters)

    def profit_by_year(self, **parameters: Unpack[CompaniesIdProfitByYear]) -> pandas.DataFrame:
        return self._ask("profit-by-year", parameters)

    def popularity_by_year(self, **parameters: Unpack[CompaniesIdProfitByYear]) -> pandas.DataFrame:
        return self._ask("popularity-by-year", parameters)

    def return_on_investment_by_year(
        self, **parameters: Unpack[CompaniesIdProfitByYear]
    ) -> pandas.DataFrame:
        return self._ask("return-on-investment-by-year", parameters)

    def money_percentiles_by_year(
        self, **parameters: Unpack[CompaniesIdProfitByYear]
    ) -> pandas.DataFrame:
        return self._ask("money-percentiles-by-year", parameters)


class Company(_ByYear):
    """A company."""

    def partners(self, **parameters: Unpack[CompaniesIdPartners]) -> pandas.DataFrame:
        """The companies that it made movies with."""
        return self._ask("partners", parameters)


class Genre(_ByYear):
    """A genre."""


One = TypeVar("One", bound=Entity)


class Finder(Generic[One]):
    """Finds what has a name."""

    def __init__(self, marquee: Marquee, plural: str, kind: type[One]) -> None:
        self._marquee = marquee
        self._plural = plural
        self._kind = kind

    def find(self, name: str = "", limit: int = 20) -> list[One]:
        """Returns those of a name in any spelling: exact names first, then those with more movies."""
        if self._plural == "genres":
            rows = self._marquee.ask("genres", limit=1000).data
            rows = [row for row in rows if name.casefold() in row["name"].casefold()][:limit]
        else:
            rows = self._marquee.ask(self._plural, q=name, limit=limit).data
        return [self._one(row) for row in rows]

    def get(self, id: int) -> One:
        """Returns the one with an id. Raises NotFound."""
        return self._one(self._marquee.ask(f"{self._plural}/{id}").data)

    def _one(self, row: dict[str, Any]) -> One:
        return self._kind(row["id"], row["name"], row["movies"], self._plural, self._marquee)
