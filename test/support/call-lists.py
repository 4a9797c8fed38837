"""Sends the calls of a JSON file by a client of openapi-python-client; prints those not answered 200.

Arguments: the URL of the API, the file with calls [operation, path parameters, query]. TOKEN is sent.
"""

import importlib
import inspect
import json
import os
import pkgutil
import sys

import marquee_client.api
from marquee_client import AuthenticatedClient


def plain(name: str) -> str:
    """Names are companiesTop and genre.not in the OpenAPI document, companies_top and genre_not here."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


modules = {
    plain(name.rsplit(".", 1)[-1]): name
    for _, name, is_package in pkgutil.walk_packages(marquee_client.api.__path__, "marquee_client.api.")
    if not is_package
}
url, calls = sys.argv[1:]
client = AuthenticatedClient(base_url=url, token=os.environ["TOKEN"]).get_httpx_client()
with open(calls, encoding="utf-8") as file:
    for operation, ids, query in json.load(file):
        # Answers are not parsed: in the generated models of movies, the field `cast` hides the function `cast`.
        to_request = importlib.import_module(modules[plain(operation)])._get_kwargs
        names = {plain(name): name for name in inspect.signature(to_request).parameters}
        given = {names[plain(name)]: value for name, value in query.items()}
        response = client.request(**to_request(*ids, **given))
        if response.status_code != 200:
            print(operation, query, response.status_code)
