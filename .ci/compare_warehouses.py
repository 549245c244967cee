"""Compares every table of two warehouses row for row, in both directions.

    compare_warehouses.py WAREHOUSE WAREHOUSE

The table runs is left out: it says when a run took place. Ends with 1 if any row, column or table differs.
"""

import sys
from pathlib import Path

import duckdb


def tables(warehouse: Path) -> set[str]:
    current = warehouse / "_manifests" / "current"
    return {folder.name for folder in current.iterdir()} - {"runs"}


def main() -> int:
    first, second = (Path(argument) for argument in sys.argv[1:])
    db = duckdb.connect()
    differences = 0
    if tables(first) != tables(second):
        print(f"tables in one warehouse only: {sorted(tables(first) ^ tables(second))}")
        differences += 1
    for table in sorted(tables(first) & tables(second)):
        for name, warehouse in (("a", first), ("b", second)):
            db.execute(f"CREATE OR REPLACE VIEW {name} AS FROM '{warehouse / table}/*.parquet'")
        columns_a = db.execute("DESCRIBE a").fetchall()
        columns_b = db.execute("DESCRIBE b").fetchall()
        if columns_a != columns_b:
            print(f"{table}: columns differ: {columns_a} and {columns_b}")
            differences += 1
            continue
        rows = db.execute("SELECT count(*) FROM a").fetchone()[0]
        verdict = "equal"
        for one, other in (("a", "b"), ("b", "a")):
            only = f"FROM (FROM {one} EXCEPT ALL FROM {other})"
            count = db.execute(f"SELECT count(*) {only}").fetchone()[0]
            if count:
                where = first if one == "a" else second
                verdict = "DIFFERENT"
                differences += 1
                print(f"{table}: {count} rows only in {where}, for example:")
                for row in db.execute(f"{only} LIMIT 3").fetchall():
                    print("   ", row)
        print(f"{table:22} {rows:9,} rows  {verdict}")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
