"""An invented province: a tree of any size with several roots; each run builds the same."""

import csv
import io
from itertools import islice
from random import Random

PROVINCE = 66_000  # units of a large province, villages included
CITY = 3_125  # units of one prefecture
HEADER = ("code", "name", "level", "parent_code", "kind")
CITIES, COUNTIES, TOWNSHIPS, VILLAGES = 18, 9, 15, 27
FIRST = "东西南北上下前后大小新老高长清白青金石龙"
SECOND = "山河溪湖塘坪岭桥洲坂港坑源峰湾田林泉浦岩"


def rows(units=PROVINCE):
    """The first ``units`` rows of the province as tuples in the order of ``HEADER``, parents first."""
    return islice(_rows(Random(3611)), units)


def _rows(random):
    for city in range(1, CITIES + 1):
        code = f"41{city:02d}00000000"
        yield code, f"{_name(random)}市", "city", "", "市"
        for county in range(1, COUNTIES + 1):
            yield from _county(f"41{city:02d}{county + 20:02d}", code, random)


def _county(digits, city, random):
    code = f"{digits}000000"
    yield code, f"{_name(random)}县", "county", city, "县"
    for township in range(TOWNSHIPS):
        yield from _township(f"{digits}{100 + township}", code, random)


def _township(digits, county, random):
    code = f"{digits}000"
    yield code, f"{_name(random)}镇", "township", county, "镇"
    for village in range(VILLAGES):
        yield f"{digits}{200 + village}", f"{_name(random)}村民委员会", "village", code, "村"


def _name(random):
    return random.choice(FIRST) + random.choice(SECOND)


def csv_bytes(units=PROVINCE):
    """The province as a file for ``load_organizations``."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEADER)
    writer.writerows(rows(units))
    return target.getvalue().encode()
