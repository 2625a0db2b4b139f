"""Make ``files/`` and ``table.csv`` anew."""

import csv
import shutil

from tests.corpus import encodings, faults, formats
from tests.corpus.cases import FILES, TABLE


def main() -> None:
    """Write every case; answers with how many there are."""
    shutil.rmtree(FILES, ignore_errors=True)
    rows = []
    for case in (*formats.cases(), *encodings.cases(), *faults.cases()):
        path = FILES / case.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case.data)
        rows.append((case.name, " ".join(case.texts), " ".join(case.faults)))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("file", "texts", "faults"))
        table.writerows(sorted(rows))
    print(f"{len(rows)} files in {FILES}")


if __name__ == "__main__":
    main()
