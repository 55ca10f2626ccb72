"""The portal can read the files that it writes."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import AuditEntry
from ledgers import declarations
from ledgers.preview import prepare
from tests.factories import make_user
from tests.ledgers.conftest import BACKEND, SAMPLES, expected
from tests.ledgers.test_samples import editor_of_all, through_a_batch

pytestmark = pytest.mark.django_db
LEDGERS = [ledger.key for ledger in declarations.all_ledgers()]


def content(response):
    return b"".join(response.streaming_content)


def file_name(response):
    from urllib.parse import unquote

    return unquote(response["Content-Disposition"].partition("filename*=utf-8''")[2])


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:2])
def test_an_export_imported_again_changes_nothing(path, file_format, tree, client):
    answer, file = expected(path)
    editor = editor_of_all(answer, tree)
    batch = through_a_batch(file, editor)
    client.force_login(editor, backend=BACKEND)
    address = reverse("ledgers:export", args=[batch.ledger_key])

    response = client.get(address, {"year": answer["year"], "format": file_format})
    again = prepare(content(response), file_name(response), by=editor, default_year=2026, ledger="auto")

    assert again.staged.ledger_key == batch.ledger_key
    assert again.counts == {"new": 0, "changed": 0, "unchanged": answer["record_count"], "held_back": 0}


def test_export_of_the_county_has_full_phones_and_that_of_the_city_masked_ones(tree, city_editor, client):
    _answer, file = expected(SAMPLES[1])
    county_editor = make_user(tree("361128000000"), "editor")
    through_a_batch(file, county_editor)
    address = reverse("ledgers:export", args=["secretary"])
    phones = {}
    for user in (county_editor, city_editor):
        client.force_login(user, backend=BACKEND)
        sheet = load_workbook(io.BytesIO(content(client.get(address, {"year": 2020})))).active
        at = [cell.value for cell in sheet[3]].index("联系电话")
        phones[user] = [row[at].value for row in sheet.iter_rows(min_row=4)]

    assert "10006010244" in phones[county_editor]
    assert "100****0244" in phones[city_editor]
    assert AuditEntry.objects.filter(action="data.exported").count() == 2


@pytest.fixture
def county_editor(tree):
    """The editor of 弋阳县; the city may not use some ledgers."""
    return make_user(tree("361126000000"), "editor")


@pytest.mark.parametrize("key", LEDGERS)
def test_unchanged_template_has_no_rows(key, county_editor, client):
    from files.errors import FileError

    client.force_login(county_editor, backend=BACKEND)
    response = client.get(reverse("ledgers:template", args=[key]))

    with pytest.raises(FileError) as caught:
        prepare(content(response), file_name(response), by=county_editor, default_year=2026, ledger=key)

    assert caught.value.code == "no_rows"


@pytest.mark.parametrize("key", LEDGERS)
def test_template_filled_with_its_own_example_has_one_good_row(key, county_editor, client):
    client.force_login(county_editor, backend=BACKEND)
    book = load_workbook(io.BytesIO(content(client.get(reverse("ledgers:template", args=[key])))))
    sheet = book.worksheets[0]
    places = {"县（市、区）": "弋阳县", "乡镇（街道）": "漆工镇", "村（社区）": "湖塘村"}
    for at, cell in enumerate(sheet[3], 1):
        sheet.cell(5, at, places.get(cell.value, sheet.cell(4, at).value))
    sheet.cell(5, 1, 1)
    target = io.BytesIO()
    book.save(target)

    preview = prepare(target.getvalue(), "填报.xlsx", by=county_editor, default_year=2026, ledger="auto")

    assert preview.staged.ledger_key == key
    assert preview.counts == {"new": 1, "changed": 0, "unchanged": 0, "held_back": 0}
    assert set(preview.staged.sheets[0]["fields"]) == set(declarations.get(key).fields)


def test_template_offers_choices_and_places_in_drop_downs(city_editor, client):
    client.force_login(city_editor, backend=BACKEND)

    book = load_workbook(io.BytesIO(content(client.get(reverse("ledgers:template", args=["secretary"])))))

    sheet = book.worksheets[0]
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert '"男,女"' in lists
    assert '"是,否"' in lists
    assert any("县（市、区）" in formula for formula in lists)
    assert sheet["F3"].comment is not None
