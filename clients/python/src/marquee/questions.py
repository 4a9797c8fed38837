"""The questions of the API and their arguments; `npm run docs` writes this module from their declarations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from .answer import Answer

Measure = Literal[
    "releases",
    "budget",
    "revenue",
    "profit",
    "popularity",
    "totalPopularity",
    "votes",
    "rating",
    "returnOnInvestment",
    "weightedRating",
    "runtime",
    "movieLensRating",
    "medianBudget",
    "medianRevenue",
    "medianProfit",
]
Dimension = Literal[
    "year",
    "decade",
    "quarter",
    "month",
    "genre",
    "company",
    "country",
    "language",
    "spokenLanguage",
    "collection",
    "keyword",
    "status",
    "director",
    "writer",
    "producer",
    "composer",
    "actor",
    "ratingBand",
    "budgetBand",
]


class Common(TypedDict, total=False):
    edition: str
    """An edition that is kept, from `/v1/editions`; the live one by default"""
    select: str
    """The members of each row, or of the document, to return, separated by commas, such as id,title; all by default"""


class Filters(Common, total=False):
    from_: int
    """First release year to count"""
    to: int
    """Last release year to count"""
    status: Literal["Released", "Rumored", "Planned", "In Production", "Post Production", "Canceled", "any", "none"] | Sequence[Literal["Released", "Rumored", "Planned", "In Production", "Post Production", "Canceled", "any", "none"]]
    """Movies with any of these statuses; any for all movies, none for those whose status is not known"""
    year: int | str | Sequence[int | str]
    """Movies with any of these values: release year; none for those without"""
    year_not: int | str | Sequence[int | str]
    """Movies with none of these values: release year"""
    decade: int | str | Sequence[int | str]
    """Movies with any of these values: decade; none for those without"""
    decade_not: int | str | Sequence[int | str]
    """Movies with none of these values: decade"""
    quarter: Literal[1, 2, 3, 4] | str | Sequence[Literal[1, 2, 3, 4] | str]
    """Movies with any of these values: quarter; none for those without"""
    quarter_not: Literal[1, 2, 3, 4] | str | Sequence[Literal[1, 2, 3, 4] | str]
    """Movies with none of these values: quarter"""
    month: int | str | Sequence[int | str]
    """Movies with any of these values: month; none for those without"""
    month_not: int | str | Sequence[int | str]
    """Movies with none of these values: month"""
    genre: int | str | Sequence[int | str]
    """Movies with any of these values: genre; none for those without"""
    genre_all: int | Sequence[int]
    """Movies with all of these values: genre"""
    genre_not: int | str | Sequence[int | str]
    """Movies with none of these values: genre"""
    company: int | str | Sequence[int | str]
    """Movies with any of these values: company; none for those without"""
    company_all: int | Sequence[int]
    """Movies with all of these values: company"""
    company_not: int | str | Sequence[int | str]
    """Movies with none of these values: company"""
    country: str | Sequence[str]
    """Movies with any of these values: country; none for those without"""
    country_all: str | Sequence[str]
    """Movies with all of these values: country"""
    country_not: str | Sequence[str]
    """Movies with none of these values: country"""
    language: str | Sequence[str]
    """Movies with any of these values: original language; none for those without"""
    language_not: str | Sequence[str]
    """Movies with none of these values: original language"""
    spokenLanguage: str | Sequence[str]
    """Movies with any of these values: spoken language; none for those without"""
    spokenLanguage_all: str | Sequence[str]
    """Movies with all of these values: spoken language"""
    spokenLanguage_not: str | Sequence[str]
    """Movies with none of these values: spoken language"""
    collection: int | str | Sequence[int | str]
    """Movies with any of these values: collection; none for those without"""
    collection_not: int | str | Sequence[int | str]
    """Movies with none of these values: collection"""
    keyword: int | str | Sequence[int | str]
    """Movies with any of these values: keyword; none for those without"""
    keyword_all: int | Sequence[int]
    """Movies with all of these values: keyword"""
    keyword_not: int | str | Sequence[int | str]
    """Movies with none of these values: keyword"""
    status_not: Literal["Released", "Rumored", "Planned", "In Production", "Post Production", "Canceled"] | str | Sequence[Literal["Released", "Rumored", "Planned", "In Production", "Post Production", "Canceled"] | str]
    """Movies with none of these values: status"""
    director: int | str | Sequence[int | str]
    """Movies with any of these values: director; none for those without"""
    director_all: int | Sequence[int]
    """Movies with all of these values: director"""
    director_not: int | str | Sequence[int | str]
    """Movies with none of these values: director"""
    writer: int | str | Sequence[int | str]
    """Movies with any of these values: writer; none for those without"""
    writer_all: int | Sequence[int]
    """Movies with all of these values: writer"""
    writer_not: int | str | Sequence[int | str]
    """Movies with none of these values: writer"""
    producer: int | str | Sequence[int | str]
    """Movies with any of these values: producer; none for those without"""
    producer_all: int | Sequence[int]
    """Movies with all of these values: producer"""
    producer_not: int | str | Sequence[int | str]
    """Movies with none of these values: producer"""
    composer: int | str | Sequence[int | str]
    """Movies with any of these values: composer; none for those without"""
    composer_all: int | Sequence[int]
    """Movies with all of these values: composer"""
    composer_not: int | str | Sequence[int | str]
    """Movies with none of these values: composer"""
    actor: int | str | Sequence[int | str]
    """Movies with any of these values: actor; none for those without"""
    actor_all: int | Sequence[int]
    """Movies with all of these values: actor"""
    actor_not: int | str | Sequence[int | str]
    """Movies with none of these values: actor"""
    ratingBand: int | str | Sequence[int | str]
    """Movies with any of these values: rating band; none for those without"""
    ratingBand_not: int | str | Sequence[int | str]
    """Movies with none of these values: rating band"""
    budgetBand: Literal[0, 1000000, 10000000, 50000000, 100000000] | str | Sequence[Literal[0, 1000000, 10000000, 50000000, 100000000] | str]
    """Movies with any of these values: budget band; none for those without"""
    budgetBand_not: Literal[0, 1000000, 10000000, 50000000, 100000000] | str | Sequence[Literal[0, 1000000, 10000000, 50000000, 100000000] | str]
    """Movies with none of these values: budget band"""
    person: int | str | Sequence[int | str]
    """Movies with any of these values: person; none for those without"""
    person_all: int | Sequence[int]
    """Movies with all of these values: person"""
    person_not: int | str | Sequence[int | str]
    """Movies with none of these values: person"""
    releasedFrom: str
    """Released on this day or later"""
    releasedTo: str
    """Released on this day or earlier"""
    minVotes: float
    """At least this many votes"""
    maxVotes: float
    """At most this many votes"""
    minRating: float
    """At least this rating"""
    maxRating: float
    """At most this rating"""
    minPopularity: float
    """At least this popularity"""
    maxPopularity: float
    """At most this popularity"""
    minRuntime: float
    """At least this many minutes"""
    maxRuntime: float
    """At most this many minutes"""
    minBudget: float
    """At least this budget, in nominal US dollars"""
    maxBudget: float
    """At most this budget, in nominal US dollars"""
    minRevenue: float
    """At least this revenue, in nominal US dollars"""
    maxRevenue: float
    """At most this revenue, in nominal US dollars"""
    minProfit: float
    """At least this profit, in nominal US dollars"""
    maxProfit: float
    """At most this profit, in nominal US dollars"""
    adult: Literal["include", "exclude", "only"]
    """Adult movies among the others, without them, or alone; one not known to be adult is not"""
    adjust: Literal["none", "inflation"]
    """With 'inflation', money is restated in dollars of the year `base` by the US consumer price index"""
    base: int
    """With adjust=inflation, the year whose dollars money is restated in; 2024 by default"""


class Companies(Common, total=False):
    q: str
    """Words of the name, in any case and without regard to accents; all without it"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class CompaniesTop(Filters, total=False):
    by: Measure
    """The measure to rank by, largest first; ties by name"""
    sort: str
    """The order by a measure: -revenue is largest first, as by=revenue is; revenue is smallest first"""
    minKnown: int
    """Rank only those with at least this many movies whose figure is known"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class CompaniesSummaryByYear(Filters, total=False):
    ids: int | Sequence[int]
    """TMDB ids of the companies"""
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class CompaniesId(Common, total=False):
    adjust: Literal["none", "inflation"]
    """With 'inflation', money is restated in dollars of the year `base` by the US consumer price index"""
    base: int
    """With adjust=inflation, the year whose dollars money is restated in; 2024 by default"""


class CompaniesIdBudgetByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class CompaniesIdRevenueByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class CompaniesIdProfitByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class CompaniesIdReturnOnInvestmentByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class CompaniesIdMoneyPercentilesByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""


class CompaniesIdPopularityByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class CompaniesIdSummaryByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class CompaniesIdReleasesByGenreByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""


class CompaniesIdPartners(Filters, total=False):
    by: Measure
    """The measure to rank by, largest first; ties by name"""
    sort: str
    """The order by a measure: -revenue is largest first, as by=revenue is; revenue is smallest first"""
    minKnown: int
    """Rank only those with at least this many movies whose figure is known"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class Genres(Common, total=False):
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class GenresTop(Filters, total=False):
    by: Measure
    """The measure to rank by, largest first; ties by name"""
    sort: str
    """The order by a measure: -revenue is largest first, as by=revenue is; revenue is smallest first"""
    minKnown: int
    """Rank only those with at least this many movies whose figure is known"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class GenresSummaryByYear(Filters, total=False):
    ids: int | Sequence[int]
    """TMDB ids of the genres"""
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class GenresMostPopularByYear(Filters, total=False):
    by: Measure
    """The measure to rank by, largest first; ties by name"""
    minReleases: int
    """Rank genres with at least this many releases in the year"""
    ranking: Literal["winner", "full"]
    """The winner of each year, or with 'full' every genre of each year"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class GenresId(Common, total=False):
    adjust: Literal["none", "inflation"]
    """With 'inflation', money is restated in dollars of the year `base` by the US consumer price index"""
    base: int
    """With adjust=inflation, the year whose dollars money is restated in; 2024 by default"""


class GenresIdBudgetByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class GenresIdRevenueByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class GenresIdProfitByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class GenresIdReturnOnInvestmentByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class GenresIdMoneyPercentilesByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""


class GenresIdPopularityByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class GenresIdSummaryByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class CollectionsTop(Filters, total=False):
    by: Measure
    """The measure to rank by, largest first; ties by name"""
    sort: str
    """The order by a measure: -revenue is largest first, as by=revenue is; revenue is smallest first"""
    minKnown: int
    """Rank only those with at least this many movies whose figure is known"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class MoviesAggregate(Filters, total=False):
    group: Dimension | Sequence[Dimension]
    """What movies are grouped by; one row over all movies without it"""
    measures: Measure | Sequence[Measure]
    """The figures of each group; those of `sort` are shown as well"""
    sort: str | Sequence[str]
    """The order, by dimensions and measures, such as -revenue,year; unknown figures last. Without it, the order of keys"""
    minReleases: int
    """Groups with at least this many movies"""
    minKnown: int
    """Groups with at least this many known figures: of the first measure of `sort`, else of `measures`"""
    unknown: Literal["exclude", "include"]
    """With include, movies without a value of a dimension have rows too, with null"""
    gaps: Literal["none", "fill"]
    """With fill, there are rows without a movie for the years, decades, quarters or months between"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class MoviesSummaryByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class MoviesReturnOnInvestmentByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""


class MoviesMoneyPercentilesByYear(Filters, total=False):
    gaps: Literal["none", "fill"]
    """With 'fill', years without a movie have a row too: from `from` to `to`, or between the first and the last year with a movie"""


class PeopleTop(Filters, total=False):
    part: Literal["actor", "director", "writer", "producer", "composer"]
    """The part that people had in the movies"""
    by: Measure
    """The measure to rank by, largest first; ties by name"""
    sort: str
    """The order by a measure: -revenue is largest first, as by=revenue is; revenue is smallest first"""
    minKnown: int
    """Rank only those with at least this many movies whose figure is known"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class DirectorsTop(Filters, total=False):
    by: Measure
    """The measure to rank by, largest first; ties by name"""
    sort: str
    """The order by a measure: -revenue is largest first, as by=revenue is; revenue is smallest first"""
    minKnown: int
    """Rank only those with at least this many movies whose figure is known"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class ActorsTop(Filters, total=False):
    by: Measure
    """The measure to rank by, largest first; ties by name"""
    sort: str
    """The order by a measure: -revenue is largest first, as by=revenue is; revenue is smallest first"""
    minKnown: int
    """Rank only those with at least this many movies whose figure is known"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class CountriesTop(Filters, total=False):
    by: Measure
    """The measure to rank by, largest first; ties by name"""
    sort: str
    """The order by a measure: -revenue is largest first, as by=revenue is; revenue is smallest first"""
    minKnown: int
    """Rank only those with at least this many movies whose figure is known"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class LanguagesTop(Filters, total=False):
    by: Measure
    """The measure to rank by, largest first; ties by name"""
    sort: str
    """The order by a measure: -revenue is largest first, as by=revenue is; revenue is smallest first"""
    minKnown: int
    """Rank only those with at least this many movies whose figure is known"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class KeywordsTop(Filters, total=False):
    by: Measure
    """The measure to rank by, largest first; ties by name"""
    sort: str
    """The order by a measure: -revenue is largest first, as by=revenue is; revenue is smallest first"""
    minKnown: int
    """Rank only those with at least this many movies whose figure is known"""
    compare: str
    """Another edition that is kept: each row has the figures of its group in it, and the change"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class MoviesTop(Filters, total=False):
    sort: str
    """The order: -revenue is largest first, revenue smallest first"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class MoviesSearch(Filters, total=False):
    q: str
    """Words, "quoted phrases", -exclusions; all movies without it"""
    ids: int | str | Sequence[int | str]
    """The movies with these TMDB or IMDb ids"""
    rating: int | Sequence[int]
    """Movies in any of these rating bands of one point, each by its lower bound"""
    sort: str
    """The order, largest or latest first: -revenue, or revenue, which `order` turns; title is from A. Without `q`, relevance is popularity"""
    order: Literal["asc", "desc"]
    """The direction of a `sort` without -; by default largest, latest or most relevant first, and titles from A"""
    facets: Literal["genre", "decade", "company", "country", "language", "status", "rating", "all", "none"] | Sequence[Literal["genre", "decade", "company", "country", "language", "status", "rating", "all", "none"]]
    """The facets to count"""
    facetSize: int
    """Most values of a facet; chosen ones are always among them"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class Search(Common, total=False):
    q: str
    """Words of a name, or of what is said of a movie"""
    kinds: Literal["movie", "company", "person", "collection", "genre", "keyword"] | Sequence[Literal["movie", "company", "person", "collection", "genre", "keyword"]]
    """The kinds to search; all by default"""
    adult: Literal["include", "exclude", "only"]
    """Adult movies among the others, without them, or alone; one not known to be adult is not"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class Suggest(Common, total=False):
    q: str
    """The text as far as it is typed"""
    limit: int
    """Most names of each group"""
    adult: Literal["include", "exclude", "only"]
    """Adult movies among the others, without them, or alone; one not known to be adult is not"""


class MoviesId(Common, total=False):
    adjust: Literal["none", "inflation"]
    """With 'inflation', money is restated in dollars of the year `base` by the US consumer price index"""
    base: int
    """With adjust=inflation, the year whose dollars money is restated in; 2024 by default"""


class MoviesIdSimilar(Common, total=False):
    limit: int
    """Most rows to return"""
    adult: Literal["include", "exclude", "only"]
    """Adult movies among the others, without them, or alone; one not known to be adult is not"""
    adjust: Literal["none", "inflation"]
    """With 'inflation', money is restated in dollars of the year `base` by the US consumer price index"""
    base: int
    """With adjust=inflation, the year whose dollars money is restated in; 2024 by default"""


class People(Common, total=False):
    q: str
    """Words of the name, in any case and without regard to accents; all without it"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class PeopleId(Common, total=False):
    limit: int
    """Most movies to return"""
    offset: int
    """Movies to skip"""
    adult: Literal["include", "exclude", "only"]
    """Adult movies among the others, without them, or alone; one not known to be adult is not"""
    adjust: Literal["none", "inflation"]
    """With 'inflation', money is restated in dollars of the year `base` by the US consumer price index"""
    base: int
    """With adjust=inflation, the year whose dollars money is restated in; 2024 by default"""


class Collections(Common, total=False):
    q: str
    """Words of the name, in any case and without regard to accents; all without it"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class CollectionsId(Common, total=False):
    limit: int
    """Most movies to return"""
    offset: int
    """Movies to skip"""
    adult: Literal["include", "exclude", "only"]
    """Adult movies among the others, without them, or alone; one not known to be adult is not"""
    adjust: Literal["none", "inflation"]
    """With 'inflation', money is restated in dollars of the year `base` by the US consumer price index"""
    base: int
    """With adjust=inflation, the year whose dollars money is restated in; 2024 by default"""


class Keywords(Common, total=False):
    q: str
    """Words of the name, in any case and without regard to accents; all without it"""
    limit: int | str
    """Most rows to return; with CSV and NDJSON also 'all'"""
    offset: int
    """Rows to skip"""
    cursor: str
    """`meta.next` of the previous page; the page is of the same edition"""


class Questions:
    """Asks every question of the API."""

    def ask(self, path: str, **parameters: Any) -> Answer:
        raise NotImplementedError

    def companies(self, **parameters: Unpack[Companies]) -> Answer:
        """Companies by name."""
        return self.ask("companies", **parameters)

    def companies_top(self, **parameters: Unpack[CompaniesTop]) -> Answer:
        """Companies ranked by any measure."""
        return self.ask("companies/top", **parameters)

    def companies_summary_by_year(self, **parameters: Unpack[CompaniesSummaryByYear]) -> Answer:
        """Releases, budget, revenue, profit and popularity of several companies by release year."""
        return self.ask("companies/summary-by-year", **parameters)

    def companies_id(self, id: int | str, **parameters: Unpack[CompaniesId]) -> Answer:
        """One company."""
        return self.ask(f"companies/{id}", **parameters)

    def companies_id_budget_by_year(self, id: int | str, **parameters: Unpack[CompaniesIdBudgetByYear]) -> Answer:
        """The budget of a company's movies by release year."""
        return self.ask(f"companies/{id}/budget-by-year", **parameters)

    def companies_id_revenue_by_year(self, id: int | str, **parameters: Unpack[CompaniesIdRevenueByYear]) -> Answer:
        """The revenue of a company's movies by release year."""
        return self.ask(f"companies/{id}/revenue-by-year", **parameters)

    def companies_id_profit_by_year(self, id: int | str, **parameters: Unpack[CompaniesIdProfitByYear]) -> Answer:
        """The profit of a company's movies by release year."""
        return self.ask(f"companies/{id}/profit-by-year", **parameters)

    def companies_id_return_on_investment_by_year(self, id: int | str, **parameters: Unpack[CompaniesIdReturnOnInvestmentByYear]) -> Answer:
        """The return on investment of a company's movies by release year."""
        return self.ask(f"companies/{id}/return-on-investment-by-year", **parameters)

    def companies_id_money_percentiles_by_year(self, id: int | str, **parameters: Unpack[CompaniesIdMoneyPercentilesByYear]) -> Answer:
        """Median and percentiles of the budget, revenue and profit of a company's movies by release year."""
        return self.ask(f"companies/{id}/money-percentiles-by-year", **parameters)

    def companies_id_popularity_by_year(self, id: int | str, **parameters: Unpack[CompaniesIdPopularityByYear]) -> Answer:
        """The mean popularity of a company's movies by release year."""
        return self.ask(f"companies/{id}/popularity-by-year", **parameters)

    def companies_id_summary_by_year(self, id: int | str, **parameters: Unpack[CompaniesIdSummaryByYear]) -> Answer:
        """Releases, budget, revenue, profit and popularity of a company's movies by release year."""
        return self.ask(f"companies/{id}/summary-by-year", **parameters)

    def companies_id_releases_by_genre_by_year(self, id: int | str, **parameters: Unpack[CompaniesIdReleasesByGenreByYear]) -> Answer:
        """The releases of a company by genre and release year."""
        return self.ask(f"companies/{id}/releases-by-genre-by-year", **parameters)

    def companies_id_partners(self, id: int | str, **parameters: Unpack[CompaniesIdPartners]) -> Answer:
        """The companies that a company made movies with."""
        return self.ask(f"companies/{id}/partners", **parameters)

    def genres(self, **parameters: Unpack[Genres]) -> Answer:
        """All genres."""
        return self.ask("genres", **parameters)

    def genres_top(self, **parameters: Unpack[GenresTop]) -> Answer:
        """Genres ranked by any measure."""
        return self.ask("genres/top", **parameters)

    def genres_summary_by_year(self, **parameters: Unpack[GenresSummaryByYear]) -> Answer:
        """Releases, budget, revenue, profit and popularity of several genres by release year."""
        return self.ask("genres/summary-by-year", **parameters)

    def genres_most_popular_by_year(self, **parameters: Unpack[GenresMostPopularByYear]) -> Answer:
        """The most popular genre of each release year."""
        return self.ask("genres/most-popular-by-year", **parameters)

    def genres_id(self, id: int | str, **parameters: Unpack[GenresId]) -> Answer:
        """One genre."""
        return self.ask(f"genres/{id}", **parameters)

    def genres_id_budget_by_year(self, id: int | str, **parameters: Unpack[GenresIdBudgetByYear]) -> Answer:
        """The budget of a genre's movies by release year."""
        return self.ask(f"genres/{id}/budget-by-year", **parameters)

    def genres_id_revenue_by_year(self, id: int | str, **parameters: Unpack[GenresIdRevenueByYear]) -> Answer:
        """The revenue of a genre's movies by release year."""
        return self.ask(f"genres/{id}/revenue-by-year", **parameters)

    def genres_id_profit_by_year(self, id: int | str, **parameters: Unpack[GenresIdProfitByYear]) -> Answer:
        """The profit of a genre's movies by release year."""
        return self.ask(f"genres/{id}/profit-by-year", **parameters)

    def genres_id_return_on_investment_by_year(self, id: int | str, **parameters: Unpack[GenresIdReturnOnInvestmentByYear]) -> Answer:
        """The return on investment of a genre's movies by release year."""
        return self.ask(f"genres/{id}/return-on-investment-by-year", **parameters)

    def genres_id_money_percentiles_by_year(self, id: int | str, **parameters: Unpack[GenresIdMoneyPercentilesByYear]) -> Answer:
        """Median and percentiles of the budget, revenue and profit of a genre's movies by release year."""
        return self.ask(f"genres/{id}/money-percentiles-by-year", **parameters)

    def genres_id_popularity_by_year(self, id: int | str, **parameters: Unpack[GenresIdPopularityByYear]) -> Answer:
        """The mean popularity of a genre's movies by release year."""
        return self.ask(f"genres/{id}/popularity-by-year", **parameters)

    def genres_id_summary_by_year(self, id: int | str, **parameters: Unpack[GenresIdSummaryByYear]) -> Answer:
        """Releases, budget, revenue, profit and popularity of a genre's movies by release year."""
        return self.ask(f"genres/{id}/summary-by-year", **parameters)

    def collections_top(self, **parameters: Unpack[CollectionsTop]) -> Answer:
        """Collections ranked by any measure."""
        return self.ask("collections/top", **parameters)

    def movies_aggregate(self, **parameters: Unpack[MoviesAggregate]) -> Answer:
        """Any figures of movies by up to three dimensions."""
        return self.ask("movies/aggregate", **parameters)

    def movies_summary_by_year(self, **parameters: Unpack[MoviesSummaryByYear]) -> Answer:
        """Releases, budget, revenue, profit and popularity of all movies by release year."""
        return self.ask("movies/summary-by-year", **parameters)

    def movies_return_on_investment_by_year(self, **parameters: Unpack[MoviesReturnOnInvestmentByYear]) -> Answer:
        """The return on investment of all movies by release year."""
        return self.ask("movies/return-on-investment-by-year", **parameters)

    def movies_money_percentiles_by_year(self, **parameters: Unpack[MoviesMoneyPercentilesByYear]) -> Answer:
        """Median and percentiles of the budget, revenue and profit of all movies by release year."""
        return self.ask("movies/money-percentiles-by-year", **parameters)

    def people_top(self, **parameters: Unpack[PeopleTop]) -> Answer:
        """The people ranked by any measure."""
        return self.ask("people/top", **parameters)

    def directors_top(self, **parameters: Unpack[DirectorsTop]) -> Answer:
        """The directors ranked by any measure."""
        return self.ask("directors/top", **parameters)

    def actors_top(self, **parameters: Unpack[ActorsTop]) -> Answer:
        """The actors ranked by any measure."""
        return self.ask("actors/top", **parameters)

    def countries_top(self, **parameters: Unpack[CountriesTop]) -> Answer:
        """The countries ranked by any measure."""
        return self.ask("countries/top", **parameters)

    def languages_top(self, **parameters: Unpack[LanguagesTop]) -> Answer:
        """The languages ranked by any measure."""
        return self.ask("languages/top", **parameters)

    def keywords_top(self, **parameters: Unpack[KeywordsTop]) -> Answer:
        """The keywords ranked by any measure."""
        return self.ask("keywords/top", **parameters)

    def movies_top(self, **parameters: Unpack[MoviesTop]) -> Answer:
        """Movies ranked by any figure."""
        return self.ask("movies/top", **parameters)

    def movies_search(self, **parameters: Unpack[MoviesSearch]) -> Answer:
        """Movies by what you remember of them."""
        return self.ask("movies/search", **parameters)

    def search(self, **parameters: Unpack[Search]) -> Answer:
        """Movies, companies, people, collections, genres and keywords in one list."""
        return self.ask("search", **parameters)

    def suggest(self, **parameters: Unpack[Suggest]) -> Answer:
        """Movies, companies, people and collections whose names begin with a text."""
        return self.ask("suggest", **parameters)

    def movies_id(self, id: int | str, **parameters: Unpack[MoviesId]) -> Answer:
        """One movie."""
        return self.ask(f"movies/{id}", **parameters)

    def movies_id_similar(self, id: int | str, **parameters: Unpack[MoviesIdSimilar]) -> Answer:
        """The movies most like one."""
        return self.ask(f"movies/{id}/similar", **parameters)

    def people(self, **parameters: Unpack[People]) -> Answer:
        """People by name."""
        return self.ask("people", **parameters)

    def people_id(self, id: int | str, **parameters: Unpack[PeopleId]) -> Answer:
        """One person: filmography and totals."""
        return self.ask(f"people/{id}", **parameters)

    def collections(self, **parameters: Unpack[Collections]) -> Answer:
        """Collections by name."""
        return self.ask("collections", **parameters)

    def collections_id(self, id: int | str, **parameters: Unpack[CollectionsId]) -> Answer:
        """One collection: its parts and totals."""
        return self.ask(f"collections/{id}", **parameters)

    def keywords(self, **parameters: Unpack[Keywords]) -> Answer:
        """Keywords by name."""
        return self.ask("keywords", **parameters)
