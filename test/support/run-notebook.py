"""Executes a notebook, and prints the names of its cells' outputs; fails with the error of the first cell that fails."""
import sys

import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
for cell in notebook.cells:
    for output in cell.get("outputs", []):
        print(output.output_type, *sorted(output.get("data", {})))
