"""A register that was imported and exported can be imported again, and changes nothing."""

import pytest
from django.urls import reverse

from ledgers.preview import prepare
from tests.factories import make_user
from tests.ledgers.conftest import BACKEND
from tests.ledgers.reading import build
from tests.ledgers.test_samples import through_a_batch
from tests.ledgers.test_workbooks import content, file_name
from tests.registers.test_branch_files import MERGES, TOWNSHIP
from tests.registers.test_officer_files import TOWNSHIPS
from tests.registers.test_resident_unit_files import DISTRICT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("county", "name", "data", "key", "count"),
    [
        ("361126000000", "党组织.xlsx", build.xlsx(TOWNSHIP, merges=MERGES), "branch", 4),
        ("361126000000", "班子.xls", build.xls(TOWNSHIPS, merges=["A4:A5"]), "officer", 3),
        ("361102000000", "共建单位.csv", build.text(DISTRICT), "resident_unit", 2),
    ],
    ids=["branch", "officer", "resident_unit"],
)
def test_export_imported_again_changes_nothing(county, name, data, key, count, tree, client, tmp_path):
    editor = make_user(tree(county), "editor")
    file = tmp_path / name
    file.write_bytes(data)
    batch = through_a_batch(file, editor)
    client.force_login(editor, backend=BACKEND)

    response = client.get(
        reverse("ledgers:export", args=[key]), {"year": batch.summary["sheets"][0]["context"]["year"]}
    )
    again = prepare(content(response), file_name(response), by=editor, default_year=2026, ledger="auto")

    assert (batch.ledger_key, batch.counts["new"], again.staged.ledger_key) == (key, count, key)
    assert again.counts == {"new": 0, "changed": 0, "unchanged": count, "held_back": 0}
