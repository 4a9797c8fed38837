"""Executes a notebook; fails with the error of the first cell that fails, or when the notebook shows other results than
these. With --write it is written with its results instead."""
import sys

import nbformat
from nbclient import NotebookClient


def results(notebook):
    """The text of each result, and whether there is a picture."""
    return [
        (output.data.get("text/plain") if output.output_type == "execute_result" else None, "image/png" in output.data)
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "data" in output
    ]


path, *options = sys.argv[1:]
notebook = nbformat.read(path, as_version=4)
shown = results(notebook)
NotebookClient(notebook, timeout=120, kernel_name="python3", record_timing=False).execute()
if "--write" in options:
    for number, cell in enumerate(c for c in notebook.cells if c.cell_type == "code"):
        cell.metadata = {}
        cell.execution_count = number + 1
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.write(notebook, path)
elif shown != results(notebook):
    sys.exit(f"The notebook shows\n{shown}\ninstead of\n{results(notebook)}")
