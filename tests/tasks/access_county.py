"""Who may open the pages for reporting and verifying progress; ``tests/access.py`` explains the rows."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from tasks.models import Evidence, ExtensionRequest, FinishClaim, Reply, ReplyFile
from tests.access import LOGIN, Row, expect, managers_only, of_county, signed_in
from tests.tasks.worlds import make_assignment, make_report, make_task

READ = "everybody who sees a unit may read what it reported"
JANUARY = date(2026, 1, 1)
DAY = date(2026, 1, 20)


def assignment(world):
    return {"pk": make_assignment(world.county).pk}


def period(world):
    return {"pk": make_assignment(world.county).pk, "period_start": JANUARY}


def extendable(world):
    due = timezone.localdate() + timedelta(days=30)
    return {"pk": make_assignment(world.county, due_on=due).pk}


def later(world):
    return {"new_due": timezone.localdate() + timedelta(days=60), "reason": "汛期推迟。"}


def _submitted(world):
    return make_report(
        make_assignment(world.county), JANUARY, submitted_on=DAY, progress=50, submitted_by=world.county_editor
    )


def submitted(world):
    return {"pk": _submitted(world).pk}


def confirmed(world):
    return {"pk": make_report(make_assignment(world.county), JANUARY, reviewed_on=DAY, progress=50).pk}


def evidence(world):
    file = Evidence(report=_submitted(world), name="会议纪要.pdf", size=5, content_type="application/pdf", sha256="0")
    file.file.save("x", ContentFile(b"%PDF-"))
    return {"pk": file.pk}


def extension(world):
    request = ExtensionRequest.objects.create(
        assignment=make_assignment(world.county),
        reason="汛期推迟。",
        old_due=date(2026, 12, 31),
        new_due=date(2027, 1, 31),
        requested_by=world.county_editor,
        requested_on=DAY,
    )
    return {"pk": request.pk}


def claim(world):
    made = FinishClaim.objects.create(
        assignment=make_assignment(world.county), note="已完成。", claimed_by=world.county_editor, claimed_on=DAY
    )
    return {"pk": made.pk}


def reply_file(world):
    reply = Reply.objects.create(
        assignment=make_assignment(world.county),
        organization=world.county,
        text="见附件。",
        by=world.county_editor,
        written_on=DAY,
    )
    file = ReplyFile(reply=reply, name="说明.pdf", size=5, content_type="application/pdf", sha256="0")
    file.file.save("x", ContentFile(b"%PDF-"))
    return {"pk": file.pk}


def said(world):
    return {"text": "正在办理。"}


def finished(world):
    return {"note": "已完成。"}


def confirming(world):
    return {"do": "confirm"}


def signing(world):
    return {"sign": make_assignment(world.county).pk}


def because(world):
    return {"reason": "数字与台账不符。"}


def approve(world):
    return {"do": "approve"}


def held(world):
    """A task of the county that the county does itself."""
    return make_assignment(world.county, make_task(world.county))


def held_assignment(world):
    return {"pk": held(world).pk}


def held_submitted(world):
    """A report that the county's editor submitted, so that the county's manager may answer it."""
    report = make_report(held(world), JANUARY, submitted_on=DAY, progress=50, submitted_by=world.county_editor)
    return {"pk": report.pk}


def held_confirmed(world):
    return {"pk": make_report(held(world), JANUARY, reviewed_on=DAY, progress=50, author=world.county_editor).pk}


def held_extension(world):
    request = ExtensionRequest.objects.create(
        assignment=held(world),
        reason="汛期推迟。",
        old_due=date(2026, 12, 31),
        new_due=date(2027, 1, 31),
        requested_by=world.county_editor,
        requested_on=DAY,
    )
    return {"pk": request.pk}


def draft(world):
    return {"version": 0, "progress": "50", "done": "逐村过堂。"}


def entered_by_county(status):
    """Only editors and managers of the county itself."""
    inside = {"city_viewer": 403, "city_manager": 403, "county_viewer": 403}
    return expect(404, anonymous=LOGIN, **inside, county_editor=status, county_manager=status)


def verified_by_city(status):
    """Only managers of the city, the level directly above the county."""
    return of_county(403) | {"city_manager": status}


def verified_by_county(status):
    """Only managers of the county itself."""
    return of_county(403) | {"county_manager": status}


REPLIES = of_county(302) | {"city_viewer": 403, "county_viewer": 403}  # both levels write to each other

ROWS = [
    Row("supervision:list", signed_in(200)),
    Row("supervision:export", signed_in(200)),
    Row("supervision:sign", signed_in(302), method="post"),
    Row("supervision:sign", entered_by_county(302), method="post", data=signing),
    Row("supervision:remind", managers_only(302), method="post"),
    Row("tasks:reply", REPLIES | {"city_manager": 200, "county_editor": 200, "county_manager": 200}, kwargs=assignment),
    Row("tasks:reply", REPLIES, kwargs=assignment, method="post", data=said),
    Row("tasks:reply_file", of_county(200), kwargs=reply_file, any_role=READ),
    Row("tasks:assignment_remind", verified_by_city(200), kwargs=assignment),
    Row("tasks:assignment_remind", verified_by_city(302), kwargs=assignment, method="post"),
    Row("tasks:claim_make", entered_by_county(200), kwargs=assignment),
    Row("tasks:claim_make", entered_by_county(302), kwargs=assignment, method="post", data=finished),
    Row("tasks:claim", of_county(200), kwargs=claim, any_role=READ),
    Row("tasks:claim", verified_by_city(302), kwargs=claim, method="post", data=confirming),
    Row("tasks:report_next", signed_in(302)),
    Row("tasks:assignment", of_county(200), kwargs=assignment, any_role=READ),
    Row("tasks:assignment_export", of_county(200), kwargs=assignment, any_role=READ),
    Row("tasks:report", entered_by_county(200), kwargs=period),
    Row("tasks:report", entered_by_county(302), kwargs=period, method="post", data=draft),
    Row("tasks:report_autosave", entered_by_county(200), kwargs=period, method="post", data=draft),
    Row("tasks:extension_request", entered_by_county(200), kwargs=extendable),
    Row("tasks:extension_request", entered_by_county(302), kwargs=extendable, method="post", data=later),
    Row("tasks:extension", of_county(200), kwargs=extension),
    Row("tasks:extension", verified_by_city(302), kwargs=extension, method="post", data=approve),
    Row("tasks:report_read", of_county(200), kwargs=submitted, any_role=READ),
    Row("tasks:report_recall", entered_by_county(302), kwargs=submitted, method="post"),
    Row("tasks:report_confirm", verified_by_city(302), kwargs=submitted, method="post"),
    Row(
        "tasks:report_return",
        verified_by_city(302),
        kwargs=submitted,
        method="post",
        data=because,
    ),
    Row("tasks:report_correct", verified_by_city(200), kwargs=confirmed),
    Row("tasks:evidence", of_county(200), kwargs=evidence, any_role=READ),
    Row("tasks:review", managers_only(200)),
    Row("tasks:review_many", managers_only(302), method="post"),
    Row("tasks:review_export", managers_only(200)),
    Row("tasks:missing", signed_in(200)),
    Row("tasks:missing_remind", managers_only(302), method="post"),
    Row("tasks:missing_export", signed_in(200)),
    Row("tasks:assignment", of_county(200), kwargs=held_assignment, any_role=READ),
    Row("tasks:assignment_edit", verified_by_county(200), kwargs=held_assignment),
    Row("tasks:assignment_withdraw", verified_by_county(200), kwargs=held_assignment),
    Row("tasks:assignment_not_applicable", verified_by_county(200), kwargs=held_assignment),
    Row("tasks:assignment_applicable", verified_by_county(200), kwargs=held_assignment),
    Row("tasks:assignment_finish", verified_by_county(200), kwargs=held_assignment),
    Row("tasks:assignment_reassign", of_county(403), kwargs=held_assignment),
    Row("tasks:report_confirm", verified_by_county(302), kwargs=held_submitted, method="post"),
    Row("tasks:report_return", verified_by_county(302), kwargs=held_submitted, method="post", data=because),
    Row("tasks:report_correct", verified_by_county(200), kwargs=held_confirmed),
    Row("tasks:extension", verified_by_county(302), kwargs=held_extension, method="post", data=approve),
]
