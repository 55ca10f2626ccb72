"""An invented city of 12,000 units and two ledgers for it; each run builds the same.

Rows of the training ledger name the class they belong to, a record of its own; those of the ledger of grids do not.
"""

import csv
import io

import xlsxwriter

from benchmarks.province import FIRST, SECOND

COUNTIES, TOWNSHIPS, VILLAGES = 12, 25, 39  # 12,013 units with the city
VILLAGES_OF_CITY = COUNTIES * TOWNSHIPS * VILLAGES
CITY = "410100000000"
PLACE_HEADER = ["序号", "县（市、区）", "乡镇（街道）", "村（社区）"]
TRAINING_HEADER = [*PLACE_HEADER, "姓名", "领域", "职务", "培训班次", "开始时间", "结束时间", "天数", "培训地点",
                   "考核是否合格", "备注"]  # fmt: skip
GRID_HEADER = [*PLACE_HEADER, "网格名称", "网格编号", "整合前网格", "户数", "人口数", "党员数", "网格长", "联系电话",
               "是否建立党小组", "备注"]  # fmt: skip
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = "国平建华志强秀英永红小明文斌海燕立新冬梅"


def name(number):
    """The ``number``-th of 400 names of two characters."""
    return FIRST[number // len(SECOND) % len(FIRST)] + SECOND[number % len(SECOND)]


def units():
    """(code, name, level, parent code, kind) of every unit, parents first."""
    yield CITY, "河清市", "city", "", "市"
    for county in range(COUNTIES):
        code = f"4101{county + 21:02d}"
        yield f"{code}000000", f"{name(county * 31)}县", "county", CITY, "县"
        for township in range(TOWNSHIPS):
            yield (
                f"{code}{100 + township}000",
                f"{name(county * 31 + township * 7 + 3)}镇",
                "township",
                f"{code}000000",
                "镇",
            )
            for village in range(VILLAGES):
                own = f"{name(township * 11 + village)}村民委员会"
                yield f"{code}{100 + township}{200 + village}", own, "village", f"{code}{100 + township}000", "村"


def tree_csv():
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(["code", "name", "level", "parent_code", "kind"])
    writer.writerows(units())
    return target.getvalue().encode()


def training_rows(count, *, changed=0):
    """``count`` rows below the header; rows with a number that is a multiple of ``changed`` have another place."""
    for number, (village, town, county, person) in enumerate(_people(count)):
        day = number % 28 + 1
        place = "县委党校二楼报告厅" if changed and number % changed == 0 else "县委党校"
        course = f"村党组织书记示范培训班第{number // VILLAGES_OF_CITY + 1}期"
        yield [
            number + 1, county, town, village, person, "农村", "党支部书记",
            course, f"2026-03-{day:02d}", f"2026.4.{day}", number % 3 + 3,
            place, "是" if number % 7 else "否", "" if number % 5 else "线上补学半天",
        ]  # fmt: skip


def grid_rows(count):
    """``count`` rows of grids below the header."""
    for number, (village, town, county, person) in enumerate(_people(count)):
        yield [
            number + 1, county, town, village, f"第{number // VILLAGES_OF_CITY + 1}网格", f"W{number:06d}", "综治网格",
            200 + number % 90, 600 + number % 300, number % 40, person, f"1000{number:07d}",
            "是" if number % 7 else "否", "" if number % 5 else "新建小区",
        ]  # fmt: skip


def _people(count):
    """Yield the names of a village, its township and its county, and of a person there."""
    unit_by_code = {code: (own, parent) for code, own, _level, parent, _kind in units()}
    villages = [code for code in unit_by_code if not code.endswith("000")]
    for number in range(count):
        village, township = unit_by_code[villages[number % len(villages)]]
        town, county = unit_by_code[township]
        person = SURNAMES[number % 20] + GIVEN[number // 20 % 18] + GIVEN[number // 360 % 18]
        yield village, town, unit_by_code[county][0], person


def write_workbook(path, rows, *, name, title, header):
    """A workbook as a county would send it: title, unit row, header, rows."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title)
    sheet.write_string(1, 0, "填报单位：河清市委组织部　　填报时间：2026年6月30日")
    sheet.write_row(2, 0, header)
    for number, row in enumerate(rows, 3):
        sheet.write_row(number, 0, row)
    book.close()
