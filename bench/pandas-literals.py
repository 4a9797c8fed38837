"""What a notebook does with movies_metadata.csv: pandas, and ast.literal_eval over the five columns of Python literals."""
import ast
import sys
import time

import pandas

COLUMNS = ["belongs_to_collection", "genres", "production_companies", "production_countries", "spoken_languages"]


def read(cell):
    try:
        return ast.literal_eval(cell)
    except (ValueError, SyntaxError):
        return None


begin = time.perf_counter()
movies = pandas.read_csv(sys.argv[1], low_memory=False, on_bad_lines="skip")
for column in COLUMNS:
    movies[column] = movies[column].map(read, na_action="ignore")
print(f'{{"milliseconds": {1000 * (time.perf_counter() - begin):.0f}, "movies": {len(movies)}}}')
