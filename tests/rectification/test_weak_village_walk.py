"""Row 2.1 of the speech: a weak village walks from the imported sheet to the end of its watch, and comes back."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledgers import actions as ledger_actions
from ledgers import worker
from ledgers.models import ImportBatch
from rectification.models import WeakCase, WeakOrg
from rectification.workflows import WEAK_CASE
from tests.factories import make_user
from tests.ledgers.conftest import BACKEND
from tests.ledgers.reading import build
from workflows.chain import standing_on
from workflows.models import Taken

pytestmark = pytest.mark.django_db
TITLE = ["弋阳县软弱涣散村党组织整顿台账"]
HEADER = ["序号", "乡镇", "村", "存在的主要问题", "确定时间", "整顿措施", "完成时限", "是否整顿到位", "销号时间"]
PROBLEMS = ("班子内耗", "账目不清")
LISTED = ["2026.3.1"]
PLANNED = [*LISTED, "县级领导包抓，调整班子", "2026.6.30"]
RECTIFIED = [*PLANNED, "是"]


@pytest.fixture
def today(monkeypatch):
    """``today(2026, 3, 2)`` sets the day on all pages and for all imports."""
    days = [date(2026, 3, 2)]
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: days[0])

    def set_today(*day):
        days[0] = date(*day)

    return set_today


@pytest.fixture
def users(county, township):
    return {
        "county_editor": make_user(county, "editor", name="李娟"),
        "county_manager": make_user(county, "manager", name="方圆"),
        "township_editor": make_user(township, "editor", name="何苗"),
        "township_manager": make_user(township, "manager", name="罗浩"),
    }


@pytest.fixture
def go(client, users):
    """``go("county_manager")`` signs in."""

    def sign_in(role):
        client.force_login(users[role], backend=BACKEND)
        return client

    return sign_in


@pytest.fixture
def sheet(go, users, private_files):
    """``sheet(PLANNED)`` imports the ledger with these values for both problems; the county confirms the rows."""

    def store(values):
        client = go("county_editor")
        rows = [[number, "漆工镇", "湖塘村", problem, *values] for number, problem in enumerate(PROBLEMS, 1)]
        data = build.xlsx([TITLE, HEADER, *rows])
        client.post(reverse("ledgers:upload"), {"files": [SimpleUploadedFile("整顿.xlsx", data)], "key": "weak_org"})
        batch = ImportBatch.objects.latest("pk")
        worker.work_on(batch.pk)
        if year := ImportBatch.objects.get(pk=batch.pk).year_in_question:
            client.post(reverse("ledgers:batch-year", args=[batch.pk]), {"year": str(year)})
        client.post(reverse("ledgers:batch-confirm", args=[batch.pk]), {"mode": "good"})
        worker.work_on(batch.pk)
        batch.refresh_from_db()
        assert batch.state == "stored", batch.message
        ledger_actions.confirm_records(WeakOrg.objects.all(), by=users["county_manager"])

    return store


def page(case, name="record", *more):
    return reverse(f"workflows:{name}", args=["weak_case", case.pk, *more])


def seen(case):
    return Taken.objects.of_record(WEAK_CASE, case).count()


def press(client, case, step, **values):
    """Open the form of ``step``, send it, and return where the case stands then."""
    response = client.post(page(case, "step", step), values | {"seen": seen(case)})
    assert response.status_code == 302, response.context["form"].errors
    case.refresh_from_db()
    return case.stage


def confirm(client, case):
    client.post(page(case, "claim"), {"confirm": "1", f"seen-{case.pk}": seen(case)})
    case.refresh_from_db()
    return case.stage, case.stage_claimed


def refusal(client, case, step):
    """The sentence beside the disabled button of ``step`` on the page of the case."""
    steps = client.get(page(case)).context["steps"]
    return next(entry["why_not"] for entry in steps if entry["step"].key == step)


def test_village_walks_from_the_sheet_to_the_end_of_its_watch_and_comes_back(village, go, sheet, today):
    sheet(LISTED)
    case = WeakCase.objects.get()
    assert (case.stage, case.stage_since, case.stage_claimed) == ("listed", date(2026, 3, 1), True)
    assert confirm(go("county_manager"), case) == ("listed", False)

    today(2026, 3, 10)
    assert refusal(go("township_editor"), case, "plan").startswith("还有 2 个问题没有整顿措施或完成时限")
    sheet(PLANNED)
    assert confirm(go("township_editor"), case) == ("planned", False)
    assert press(go("township_editor"), case, "start") == "rectifying"
    assert case.stage_due == date(2026, 6, 30)

    today(2026, 6, 10)
    assert refusal(go("township_editor"), case, "apply").startswith("还有 0 个问题没有整顿到位、2 个没有填写")
    sheet(RECTIFIED)
    assert confirm(go("township_editor"), case) == ("applied", False)
    assert press(go("county_manager"), case, "return", reason="班子还没有调整到位") == "rectifying"
    assert press(go("township_editor"), case, "apply", result="班子已调整") == "applied"

    today(2026, 6, 20)
    assert press(go("township_manager"), case, "accept", accepted_on="2026-06-18") == "township_accepted"
    today(2026, 6, 28)
    accepted = {"delisted_on": "2026-06-26", "score": "92.5", "dissatisfied_percent": "3"}
    assert press(go("county_manager"), case, "delist", **accepted) == "delisted"
    assert case.stage_due == date(2027, 6, 26)

    today(2027, 6, 25)
    assert refusal(go("county_manager"), case, "close") == "“跟踪期满，结束”要到期满后办理，期满时间：2027-06-26。"
    today(2027, 6, 26)
    assert press(go("county_manager"), case, "close", look_back="没有反弹") == "closed"

    today(2028, 2, 1)
    assert press(go("county_manager"), case, "relapse", reason="换届后班子又不团结") == "relapsed"
    again = WeakCase.objects.exclude(pk=case.pk).get()
    assert (again.stage, again.stage_since, again.stage_claimed) == ("listed", date(2028, 2, 1), False)
    assert [line.problem for line in again.lines.all()] == ["换届后班子又不团结"]
    rounds = go("county_manager").get(page(again)).context["rounds"]
    assert [(entry["record"], entry["is_shown"]) for entry in rounds] == [(case, False), (again, True)]

    rows = list(Taken.objects.of_record(WEAK_CASE, case))
    shown = [standing_on(rows, date(*day)).stage for day in ((2026, 3, 9), (2026, 6, 19), (2027, 1, 1), (2028, 1, 1))]
    assert shown == ["listed", "applied", "delisted", "closed"]
    past = go("county_manager").get(page(case), {"on": "2026-06-19"})
    assert past.context["standing"].stage == "applied"
    assert "现在是“申请验收”" in past.content.decode()


def test_sheet_that_says_struck_off_is_a_claim_with_the_missing_acceptance_shown(village, go, sheet):
    sheet([*RECTIFIED, "2026.2.20"])
    case = WeakCase.objects.get()

    assert (case.stage, case.stage_since, case.stage_claimed) == ("delisted", date(2026, 2, 20), True)
    states = {stretch.label: stretch.state for stretch in go("county_manager").get(page(case)).context["way"]}
    assert (states["乡镇已验收"], states["已销号，跟踪中"]) == ("missing", "now")
    assert go("township_manager").post(page(case, "claim"), {"confirm": "1"}).status_code == 403
    assert confirm(go("county_manager"), case) == ("delisted", False)


def test_one_person_does_not_apply_and_accept(village, go, sheet):
    sheet(RECTIFIED)
    case = WeakCase.objects.get()
    confirm(go("township_manager"), case)

    sentence = refusal(go("township_manager"), case, "accept")

    assert sentence == "“申请验收”已由您办理，“乡镇验收通过”要由另一人办理。"


def test_village_in_the_sheet_of_the_next_year_is_the_next_round(village, go, sheet, today):
    sheet([*RECTIFIED, "2026.2.20"])
    first = WeakCase.objects.get()
    confirm(go("county_manager"), first)
    today(2027, 1, 15)
    sheet(["2027.1.10"])

    second = WeakCase.objects.exclude(pk=first.pk).get()
    assert press(go("county_manager"), first, "relapse", reason="又排查出问题") == "relapsed"

    way = {stretch.label: stretch.state for stretch in go("county_manager").get(page(first)).context["way"]}
    assert (way["反弹"], way["申请验收"]) == ("now", "missing")
    assert "跟踪期满" not in way
    assert WeakCase.objects.count() == 2
    assert (second.stage, second.stage_claimed) == ("listed", True)
    sentence = go("county_manager").get(page(first, "void")).status_code
    assert sentence == 403


def test_limit_follows_the_ledger(village, go, sheet):
    sheet(PLANNED)
    case = WeakCase.objects.get()
    confirm(go("township_editor"), case)
    press(go("township_editor"), case, "start")
    before = case.stage_due

    sheet([*LISTED, "县级领导包抓，调整班子", "2026.9.30"])
    case.refresh_from_db()

    assert (before, case.stage_due, case.stage) == (date(2026, 6, 30), date(2026, 9, 30), "rectifying")
    assert Taken.objects.of_record(WEAK_CASE, case).last().act == "limit"
