"""Recognise the ledger and the columns of a sheet with 40 columns whose headings are mostly no known words.

    .venv/bin/python -m benchmarks.bench_columns

Prints milliseconds of the processor beyond reading the file: the ledger by ``auto``, and the columns by the evidence.
The first figure includes the tables of words, which a process makes once. Every run has headings of its own, as a
heading that was seen before is remembered.
"""

import csv
import os
import random
from pathlib import Path
from time import process_time

COLUMNS, ROWS, RUNS = 40, 200, 15
TREE = Path(__file__).parents[1] / "data" / "organizations.csv"
HEADINGS = [
    "序", "所在镇街", "项目所在村", "产业名称", "扶持批次", "投资规模", "国拨", "省拨", "县拨", "村筹", "实付款",
    "支付比例", "进场日期", "交付日期", "年入账（元）", "现场查看与否", "需防范事项", "附注",
]  # fmt: skip
LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from organizations.places import PlaceIndex

    with TREE.open(encoding="utf-8-sig", newline="") as file:
        columns = ("code", "name", "level", "parent_code", "kind")
        places = PlaceIndex([tuple(row[name] for name in columns) for row in csv.DictReader(file)])
    chance = random.Random(1)
    took = [_once(places, chance) for _run in range(RUNS)]
    for number, name in enumerate(("ledger", "columns")):
        first, later = took[0][number], sorted(run[number] for run in took[1:])
        print(f"{name}: first {first * 1000:.0f} ms, then {later[len(later) // 2] * 1000:.1f} ms (median)")


def _once(places, chance):
    """Return the seconds for the ledger and for the columns of one sheet."""
    from ledgers.reading import recognise, table
    from ledgers.reading.files.raw import RawBook
    from ledgers.reading.read import Options
    from ledgers.reading.sheet import SheetTask

    sheet = _sheet(chance)
    start = process_time()
    ledger, _problem = recognise.recognise(RawBook([sheet]), "收支明细.xlsx", Options(places))
    for_ledger = process_time() - start
    spent = []
    original = table.TableColumns

    def timed(*arguments, **options):
        begun = process_time()
        found = original(*arguments, **options)
        spent.append(process_time() - begun)
        return found

    table.TableColumns = timed
    try:
        SheetTask(sheet, ledger, Options(places, year=2020), file_name="收支明细.xlsx", since_1904=False).read()
    finally:
        table.TableColumns = original
    return for_ledger, sum(spent)


def _sheet(chance):
    from ledgers.reading.files.raw import RawSheet, no_formats

    others = ["".join(chance.sample(LETTERS, 4)) for _column in range(COLUMNS - len(HEADINGS))]
    rows = [["上饶市村级集体经济项目收支明细（2020年度）", *[""] * (COLUMNS - 1)], [*HEADINGS, *others]]
    for number in range(ROWS):
        own = [
            float(number + 1), "沙溪镇", "英塘", f"产业{number}", "第二批", 43.65, 30.0, 0.0, 13.65, 0.0, 8.73, "20%",
            "2019年4月", "2020.8", 1000.0 + number, chance.choice("是否"), "销路不稳", "",
        ]  # fmt: skip
        rows.append([*own, *(chance.choice(["", f"内容{number}", float(number)]) for _column in others)])
    return RawSheet("明细", rows=rows, formats=no_formats)


if __name__ == "__main__":
    main()
