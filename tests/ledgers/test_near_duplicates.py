"""A later file with edited wording: the preview offers to change the old record instead of adding a new one."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from audit.models import AuditEntry
from ledgers import actions, worker
from ledgers.models import ImportBatch
from rectification.models import Secretary, WeakOrg
from tests.factories import make_organization
from tests.ledgers.conftest import BACKEND
from tests.ledgers.worlds import prepared, store

pytestmark = pytest.mark.django_db
FIELDS = ("problem", "first_secretary")
BEFORE = "班子成员之间意见分歧大，重大事项议而不决"
EDITED = "班子成员之间意见分歧较大，重大事项议而不决，已开展谈心谈话"
OTHER = "村集体经济收入不足5万元"


@pytest.fixture
def may(village, editor):
    """The stored batch of last month."""
    return store(prepared("weak_org", [[village, BEFORE, "张三"]], fields=FIELDS), editor)


def alike(village, *texts):
    found = prepared("weak_org", [[village, text, "张三"] for text in texts], fields=FIELDS)
    return found.counts["new"], {index: changes for index, (_pk, changes) in found.result.alike.items()}


def test_row_with_edited_wording_is_offered_as_a_change(may, village):
    assert alike(village, EDITED) == (1, {0: {"problem": [BEFORE, EDITED]}})


def test_another_problem_of_the_same_village_is_a_new_row(may, village):
    assert alike(village, OTHER) == (1, {})


def test_record_that_is_still_in_the_file_is_not_offered_to_another_row(may, village):
    assert alike(village, BEFORE, EDITED) == (1, {})


def test_record_is_offered_to_the_most_similar_row(may, village):
    _new, offered = alike(village, EDITED, BEFORE + "。")

    assert list(offered) == [1]


def test_the_record_of_another_village_is_not_offered(may, village):
    assert alike(make_organization("石桥村", parent=village.parent), EDITED) == (1, {})


def test_persons_with_similar_names_are_not_offered(village, editor):
    store(prepared("secretary", [[village, "欧阳小明"]], fields=("name",)), editor)

    assert prepared("secretary", [[village, "欧阳小民"]], fields=("name",)).result.alike == {}
    assert Secretary.objects.count() == 1


# In the browser


def file_of(*texts):
    book = Workbook()
    header = ["序号", "乡镇", "村", "存在的主要问题", "第一书记"]
    rows = [[number, "漆工镇", "湖塘村", text, "张三"] for number, text in enumerate(texts, 1)]
    for row in [["弋阳县2026年软弱涣散村党组织整顿台账"], header, *rows]:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def june(client, editor, may):
    """The previewed batch of this month: one text is edited, one problem is new."""
    client.force_login(editor, backend=BACKEND)
    client.post(reverse("ledgers:upload"), {"files": [SimpleUploadedFile("六月.xlsx", file_of(EDITED, OTHER))]})
    return worked(ImportBatch.objects.latest("pk"))


def worked(batch):
    worker.work_on(batch.pk)
    batch.refresh_from_db()
    return batch


def correct(client, batch, **data):
    client.post(reverse("ledgers:batch-correct", args=[batch.pk]), data)
    return worked(batch)


def texts():
    return sorted(WeakOrg.objects.values_list("problem", flat=True))


def test_preview_shows_what_would_change_and_asks(client, june):
    page = client.get(june.get_absolute_url()).content.decode()

    assert "台账中已有相近的一行" in page
    assert "1 行都改为更新" in page
    assert f'<del class="was">{BEFORE}</del>' in page
    assert 'name="same" value="0:3"' in page


def test_row_is_added_when_the_user_does_not_answer(client, june, editor):
    actions.confirm(june, mode="good", by=editor)
    worked(june)

    assert texts() == sorted([BEFORE, EDITED, OTHER])


@pytest.mark.parametrize("answer", ["0:3", "all"])
def test_changed_record_has_the_new_wording_and_its_old_id(client, june, editor, answer):
    record = WeakOrg.objects.get()

    counts = correct(client, june, same=answer).counts
    actions.confirm(june, mode="good", by=editor)
    worked(june)

    assert counts == {"new": 1, "changed": 1, "unchanged": 0, "held_back": 0}
    assert texts() == sorted([EDITED, OTHER])
    assert WeakOrg.objects.get(problem=EDITED).pk == record.pk
    assert AuditEntry.objects.about(record).get(action="ledger.record.changed").changes["problem"] == [BEFORE, EDITED]


def test_undo_restores_the_old_wording(client, june, editor):
    correct(client, june, same="all")
    actions.confirm(june, mode="good", by=editor)
    worked(june)

    actions.request_undo(june, by=editor, now=timezone.now())
    worked(june)

    assert texts() == [BEFORE]


def test_correction_typed_on_the_same_page_is_kept(client, june):
    correct(client, june, **{"same": "0:3", "cell-0-4-4": "另一个问题，与前不同", "was-0-4-4": OTHER})

    assert june.overrides == [[0, 4, 4, "另一个问题，与前不同"]]
    assert june.counts["changed"] == 1


def test_same_file_uploaded_again_changes_nothing(client, june, editor):
    correct(client, june, same="all")
    actions.confirm(june, mode="good", by=editor)
    worked(june)

    client.post(reverse("ledgers:upload"), {"files": [SimpleUploadedFile("六月.xlsx", file_of(EDITED, OTHER))]})

    again = worked(ImportBatch.objects.latest("pk"))
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 2, "held_back": 0}


@pytest.mark.parametrize("answer", ["0:99", "7:3", "x:y", "0"])
def test_invalid_answers_change_nothing(client, june, answer):
    response = client.post(reverse("ledgers:batch-correct", args=[june.pk]), {"same": answer})
    worked(june)

    assert response.status_code in (302, 404)
    assert june.same_as == []
    assert june.state == "previewed"
