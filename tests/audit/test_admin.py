import pytest
from django.urls import reverse

from audit.actions import record
from audit.models import AuditEntry, Seal
from audit.sealing import seal_all
from tests.audit.moments import LATER
from tests.factories import make_user


@pytest.fixture(autouse=True)
def var_dir(tmp_path, settings):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def administrator(client, city):
    user = make_user(city, is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize("model", [AuditEntry, Seal])
@pytest.mark.parametrize("page", ["add", "change", "delete"])
def test_not_even_the_administrator_changes_the_history(client, administrator, city, model, page):
    record("task.submitted", organization=city)
    seal_all(now=LATER)
    args = [] if page == "add" else [model.objects.last().pk]

    response = client.post(reverse(f"admin:audit_{model._meta.model_name}_{page}", args=args), {"post": "yes"})

    assert response.status_code == 403


@pytest.mark.parametrize("model", [AuditEntry, Seal])
def test_administrator_reads_the_history(client, administrator, city, model):
    record("account.changed", organization=city)
    seal_all(now=LATER)
    pages = [
        reverse(f"admin:audit_{model._meta.model_name}_changelist"),
        reverse(f"admin:audit_{model._meta.model_name}_change", args=[model.objects.last().pk]),
    ]

    assert [client.get(page).status_code for page in pages] == [200, 200]


def test_list_offers_no_way_to_delete(client, administrator):
    asked = {"action": "delete_selected", "_selected_action": [AuditEntry.objects.last().pk]}

    response = client.post(reverse("admin:audit_auditentry_changelist"), asked)

    assert "delete_selected" not in response.content.decode()
    assert AuditEntry.objects.exists()


def test_list_is_filtered_by_the_words_for_actions(client, administrator, city):
    record("account.changed", organization=city, note="甲")
    record("account.disabled", organization=city, note="乙")

    page = client.get(reverse("admin:audit_auditentry_changelist"), {"action": "account.changed"})

    assert [entry.note for entry in page.context["cl"].result_list] == ["甲"]
    assert "修改账号" in page.content.decode()
