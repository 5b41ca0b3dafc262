"""A pseudo-language: every text of the catalogue and of the data, 40 % longer, in no ASCII letter.

What is shown in ASCII letters all the same was not translated. It stands under the code of a real
language, whose dates and numbers Babel knows.
"""

import csv
import re
import shutil
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from cstoviz import text
from cstoviz.translations import KEYS

LANG = "ky"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ"
LONGER = 0.4
KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>|%%|\\n)")


def pseudo(said: str) -> str:
    """Return a text with accents and some 40 % longer; placeholders and tags stay as they are."""
    parts = KEPT.split(said)
    parts[::2] = [part.translate(str.maketrans(PLAIN, ACCENTED)) for part in parts[::2]]
    letters = sum(char in ACCENTED for part in parts[::2] for char in part)
    padding = "ŀǿƞɠ "[:5] * 40
    extra = padding[: int(letters * LONGER)].rstrip()
    return "".join(parts) + (f" {extra}" if extra else "")


def write_catalogue(folder: Path) -> Path:
    """Write the pseudo-language's catalogue below a folder; return the folder."""
    catalogue = Catalog(locale=LANG)
    english = {**text.messages("en"), "format.axis.day": ("%d.%m\n%Y",)}
    for key, forms in english.items():
        kept = key.startswith("format.")
        said = tuple(form if kept else pseudo(form) for form in forms)
        many = len(said) > 1
        catalogue.add((key, key) if many else key, said if many else said[0])
    place = folder / LANG
    place.mkdir(parents=True)
    with (place / "all.po").open("wb") as stream:
        write_po(stream, catalogue, width=0)
    return folder


def write_package(source: Path, folder: Path) -> Path:
    """Copy a package and translate every text of it that has a Russian one; return the copy."""
    shutil.copytree(source, folder)
    rows = _rows(folder / "translations.csv")
    english = {(row["table"], row["key"], row["field"]): row["text"]
               for row in rows if row["lang"] == "en"}  # fmt: skip
    found = {table: _by_key(folder, table) for table in KEYS}
    more = []
    for row in rows:
        if row["lang"] == "ru":
            place = (row["table"], row["key"], row["field"])
            own = found.get(row["table"], {}).get(row["key"], {}).get(row["field"])
            said = english.get(place) or own or row["key"]
            more.append({**row, "lang": LANG, "text": pseudo(said)})
    _write(folder / "translations.csv", [*rows, *more])
    return folder


def _by_key(folder: Path, table: str) -> dict[str, dict[str, str]]:
    return {"~".join(row[column] for column in KEYS[table]): row
            for row in _rows(folder / f"{table}.csv")}  # fmt: skip


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(file: Path, rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
