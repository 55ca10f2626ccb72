"""Each of these rules is written in one place; a second copy of it fails here."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.test_layering import MAY_IMPORT

ROOT = Path(settings.BASE_DIR)
RULES = {
    "the encodings of a text": (r"gb18030|BOM_UTF", {"files/decoding.py"}),
    "what an archive is by its first bytes": (r"PK\\x03|%PDF|\\x89PNG", {"files/sniffing.py"}),
    "how an archive is opened": (r"zipfile\.ZipFile\(", {"files/zips.py", "files/sniffing.py"}),
    "how the name of a file is made safe": (r"for \w+ in name if \w+\.isprintable", {"files/names.py"}),
    "how a file is exported": (
        r"\btable_response\(",
        {"files/writing.py", "pages/export.py", "organizations/accounts/views/bulk.py"},
    ),
    "how a share is rounded": (
        r"ROUND_HALF_UP",
        {"pages/rounding.py", "ledgers/reading/values/numbers.py"},
    ),  # the second rounds money to 分
    "the range of a subtree": (r"AFTER_ALL", {"audit/paths.py", "organizations/models/units.py"}),
    "which periods an assignment is reported in": (
        r"task__year=period\.year|task\.year [!=]= period\.year",
        {"tasks/owing.py"},
    ),
    "when an assignment is in force": (r"withdrawn_on__gt", {"tasks/owing.py"}),
    "when a unit is in force": (
        r"valid_to__gte",
        {"organizations/models/in_force.py", "organizations/models/units.py"},
    ),
    "into which band a share falls": (r"\* 4 //", {"years/rates.py"}),
    "how many signs of a phone are hidden": (r"HEAD - TAIL", {"organizations/accounts/phones.py"}),
    "who manages (管理)": (r"Role\.MANAGER", {"organizations/models/accounts.py"}),
}


def sources():
    return [path for app in (*MAY_IMPORT, "dashboards", "config") for path in (ROOT / app).rglob("*.py")]


@pytest.mark.parametrize("rule", RULES)
def test_rule_is_written_in_one_place_only(rule):
    pattern, places = RULES[rule]

    found = {
        str(path.relative_to(ROOT))
        for path in sources()
        if "migrations" not in path.parts and re.search(pattern, path.read_text())
    }

    assert found == places
