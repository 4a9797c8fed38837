"""What a notebook does with movies_metadata.csv: pandas, ast.literal_eval over the five columns of Python literals, and,
as the transform does, movies, companies, genres and collections written as lines of JSON.

Prints the milliseconds until the literals are read, and until everything is written."""
import ast
import json
import sys
import time
from pathlib import Path

import pandas

LITERALS = ["belongs_to_collection", "genres", "production_companies", "production_countries", "spoken_languages"]
NUMBERS = ["id", "budget", "revenue", "popularity", "runtime", "vote_average", "vote_count"]


def read(cell):
    try:
        return ast.literal_eval(cell)
    except (ValueError, SyntaxError):
        return None


def write(frame, name):
    frame.to_json(out / f"{name}.ndjson", orient="records", lines=True, force_ascii=False)


def write_entities(column, name):
    lists = movies[column].map(lambda value: [value] if isinstance(value, dict) else value)
    rows = movies[["release_year"]].assign(**{column: lists}).explode(column)
    rows = rows[rows[column].map(lambda value: isinstance(value, dict))]
    rows = rows.assign(id=rows[column].map(lambda value: value["id"]), name=rows[column].map(lambda value: value["name"]))
    entities = rows.groupby("id").agg(
        name=("name", "first"),
        movies=("name", "size"),
        first_year=("release_year", "min"),
        last_year=("release_year", "max"),
    )
    write(entities.reset_index(), name)


source, out = sys.argv[1], Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
begin = time.perf_counter()
movies = pandas.read_csv(source, low_memory=False, on_bad_lines="skip")
for column in LITERALS:
    movies[column] = movies[column].map(read, na_action="ignore")
literals = time.perf_counter() - begin
for column in NUMBERS:
    movies[column] = pandas.to_numeric(movies[column], errors="coerce")
movies = movies.dropna(subset=["id", "title"]).sort_values("vote_count").drop_duplicates("id", keep="last").sort_index()
for column in ["budget", "revenue"]:
    movies[column] = movies[column].where(movies[column] > 0)
movies["profit"] = movies["revenue"] - movies["budget"]
movies["release_year"] = pandas.to_datetime(movies["release_date"], errors="coerce", format="%Y-%m-%d").dt.year
write(movies, "movies")
write_entities("production_companies", "companies")
write_entities("genres", "genres")
write_entities("belongs_to_collection", "collections")
documents = time.perf_counter() - begin
print(json.dumps({"literals": 1000 * literals, "documents": 1000 * documents, "movies": len(movies)}))
