"""Checks an executed notebook: every code cell ran without an error, and the pictures are there.

    check_notebook.py NOTEBOOK
"""

import json
import sys


def main() -> int:
    with open(sys.argv[1], encoding="utf-8") as file:
        cells = [cell for cell in json.load(file)["cells"] if cell["cell_type"] == "code"]
    outputs = [output for cell in cells for output in cell["outputs"]]
    errors = [output["ename"] for output in outputs if output["output_type"] == "error"]
    pictures = sum("image/png" in output.get("data", {}) for output in outputs)
    skipped = sum(cell["execution_count"] is None for cell in cells if "".join(cell["source"]).strip())
    print(f"{len(cells)} cells ran, {pictures} pictures, {len(errors)} errors, {skipped} cells not run")
    return 1 if errors or skipped or pictures == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
