"""``AssignmentQuerySet``: queries about assignments, as of today or of any past day."""

from django.apps import apps
from django.db import models
from django.db.models import BigIntegerField, Case, DateField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import In
from django.utils import timezone

from audit.paths import below_q
from organizations.models import Placement
from tasks import deadlines, facts
from tasks.owing import in_force_q, owes_report_q


def assignments_visible_q(user, *, prefix=""):
    """Assignments of the user's subtree; users of a department also see those that it leads or supports."""
    visible = below_q(user.organization.path, field=f"{prefix}organization__path")
    if not user.organization.is_department:
        return visible
    supported = apps.get_model("tasks", "Assignment").supporting.through.objects.filter(
        organization=user.organization_id
    )
    led = Q(**{f"{prefix}lead": user.organization_id}) | Q(**{f"{prefix}task__lead": user.organization_id})
    return visible | led | Q(**{f"{prefix}pk__in": supported.values("assignment_id")})


def held_by_issuer_q(*, prefix=""):
    """``Assignment.is_held_by_issuer`` in SQL: the unit that set the task does it itself (本级事项)."""
    return Q(**{f"{prefix}organization": F(f"{prefix}task__organization")})


def reviewing_unit(*, prefix=""):
    """``Assignment.reviewing_unit_id`` in SQL."""
    held = When(held_by_issuer_q(prefix=prefix), then=F(f"{prefix}organization"))
    return Case(held, default=F(f"{prefix}organization__parent"), output_field=BigIntegerField())


def reviewed_by_q(organizations, *, prefix=""):
    """Assignments whose reports and extensions ``organizations`` (primary keys) answer.

    The subquery only narrows the units, so that a database finds their assignments through the index on the unit.
    """
    units = apps.get_model("organizations", "Organization").objects
    near = units.filter(Q(parent__in=organizations) | Q(pk__in=organizations)).order_by().values("pk")
    return Q(**{f"{prefix}organization__in": near}) & Q(In(reviewing_unit(prefix=prefix), organizations))


def cascaded_from_q(pks):
    """Assignments whose parent is one of ``pks``, or whose parent was handed over to one of them."""
    return Q(parent__in=pks) | Q(parent__handed_over_to__in=pks)


def cascaded_by_q(pks, *, on):
    """Like ``cascaded_from_q`` as of the day ``on``: until a unit ends, only its own assignment is the parent."""
    return Q(parent__in=pks) | Q(parent__handed_over_to__in=pks, parent__organization__valid_to__lt=on)


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Assignments of the units that ``user`` answers for; every view starts here."""
        return self.filter(assignments_visible_q(user))

    def in_year(self, year):
        return self.filter(task__year=year)

    def in_force(self, *, on):
        return self.filter(in_force_q(on))

    def of(self, organization):
        return self.filter(organization=organization)

    def handed_down(self):
        """Assignments that a unit got from another one, without 本级事项. Only they are compared and share a target."""
        return self.exclude(held_by_issuer_q())

    def cascaded_from(self, assignment, *, on):
        """Assignments cascaded from ``assignment``, also those whose parent a unit that ended handed over to it."""
        return self.filter(cascaded_by_q([assignment.pk], on=on))

    def in_order_of_units(self, *, on):
        """In the order in which the units stood in the tree on the day ``on``."""
        placements = Placement.objects.nearest(on).filter(unit=OuterRef("organization"))
        return self.annotate(path_then=Subquery(placements.values("path")[:1])).order_by("path_then")

    def children_of(self, organization):
        """Assignments of the territorial units and departments directly below ``organization``."""
        return self.filter(organization__parent=organization)

    def descendants_of(self, organization):
        """Assignments of the units anywhere below ``organization``."""
        return self.filter(below_q(organization.path, field="organization__path")).exclude(organization=organization)

    def with_status(self, *, on):
        """Annotate what ``status`` and the ``…_q`` rules of ``tasks.deadlines`` need, as of the day ``on``.

        ``status_due_on`` is the deadline on that day. ``status_report_id``, ``status_progress``, ``status_value``,
        ``status_total`` and ``status_period`` come from the latest report confirmed by then. ``status_claimed_on`` is
        the day of a claim (申报办结), or of a report of 100 %, not yet answered, ``status_finished_on`` the day of
        finishing unless it was reopened by then.

        For a past day the reports are read. For today the columns of ``tasks.facts`` are read, which is faster; a row
        with a fact newer than ``on`` gets no ``status_as_of``, and ``status.of`` reads its reports. The clock only
        chooses between the two ways; both give the same result.
        """
        if on < timezone.localdate():
            return self.from_reports(on=on)
        current = Case(When(facts_on__lte=on, then=_day(on)), output_field=DateField())
        return self.annotate(status_as_of=current, **_facts_now())

    def from_reports(self, *, on):
        """Like ``with_status``, but read from the reports on any day."""
        return self.annotate(status_as_of=_day(on), **_facts_then(on))

    def with_deadline(self, *, on):
        """Annotate only what the deadline rules need: ``status_due_on`` and ``status_claimed_on``."""
        columns = _facts(on)
        return self.annotate(status_due_on=columns["status_due_on"], status_claimed_on=columns["status_claimed_on"])

    def overdue(self, *, on, days=0):
        """Overdue (逾期) for more than ``days`` days."""
        return self.with_deadline(on=on).filter(deadlines.overdue_q(on, days=days))

    def due_soon(self, *, on, days):
        """Due soon (临期): within ``days`` days."""
        return self.with_deadline(on=on).filter(deadlines.due_soon_q(on, days=days))

    def unsettled(self, *, on):
        """Neither finished nor not applicable by the day ``on``."""
        return self.exclude(deadlines.done_q(on)).exclude(deadlines.not_applicable_q(on))

    def owing(self, period, *, on):
        """Assignments that owe a report of ``period`` on the day ``on``, submitted or not; see ``tasks.owing``."""
        return self.filter(owes_report_q(period, on=on))

    def missing_reports(self, period, *, on):
        """Assignments that owe the report of ``period`` and have not submitted it by the day ``on``."""
        return self.owing(period, on=on).exclude(Exists(_handed_in(period.start, on)))

    def awaiting_review_of(self, user):
        """Assignments with a submitted report that ``user``, a manager, has to review."""
        reports = apps.get_model("tasks", "ProgressReport").objects.awaiting_review_of(user)
        return self.filter(pk__in=reports.values("assignment"))


def _day(on):
    return Value(on, output_field=DateField())


def _facts(on):
    """The facts on the day ``on`` as expressions: from the columns if all of them are valid for that day."""
    return _facts_now() if facts.answer_for(on) else _facts_then(on)


def _facts_now():
    return {
        "status_due_on": F("due_on"),
        "status_report_id": F("latest_report"),
        "status_progress": F("latest_progress"),
        "status_value": F("latest_value"),
        "status_total": F("latest_total"),
        "status_period": F("latest_period"),
        "status_claimed_on": F("claimed_on"),
        "status_finished_on": F("finished_on"),
    }


def _facts_then(on):
    report = _confirmed(on)
    return {
        "status_due_on": _due_on(on),
        "status_report_id": Subquery(report.values("pk")[:1]),
        "status_progress": Subquery(report.values(figure=figure_on("progress", on))[:1]),
        "status_value": Subquery(report.values(figure=figure_on("value", on))[:1]),
        "status_total": Subquery(report.values(figure=figure_on("total", on))[:1]),
        "status_period": Subquery(report.values("period_start")[:1]),
        "status_claimed_on": _claimed_on(on),
        "status_finished_on": _finished_on(on),
    }


def figure_on(name, on):
    """The report's figure on the day ``on``: what the first later correction replaced, else the present figure."""
    revisions = apps.get_model("tasks", "ReportRevision").objects
    later = revisions.filter(report=OuterRef("pk"), replaced_on__gt=on).order_by("id")
    return Case(When(Exists(later), then=Subquery(later.values(name)[:1])), default=F(name))


def _finished_on(on):
    """The day of finishing as it stood on the day ``on``; a reopening after ``on`` keeps it."""
    reopenings = apps.get_model("tasks", "Reopening").objects
    later = reopenings.filter(assignment=OuterRef("pk"), finished_on__lte=on, reopened_on__gt=on)
    return Coalesce(Subquery(later.values("finished_on")[:1]), F("finished_on"))


def _reports():
    return apps.get_model("tasks", "ProgressReport").objects


def _confirmed(on):
    """Reports of the outer assignment confirmed by the day ``on``, newest period first."""
    reports = _reports().confirmed().filter(assignment=OuterRef("pk"), reviewed_on__lte=on)
    return reports.order_by("-period_start")


def _due_on(on):
    changes = apps.get_model("tasks", "DueChange").objects
    later = changes.filter(assignment=OuterRef("pk"), changed_on__gt=on).order_by("changed_on", "id")
    return Case(
        When(Exists(later), then=Subquery(later.values("old_due")[:1])),
        default=F("due_on"),
        output_field=DateField(),
    )


def waiting_q(on):
    """Reports submitted by the day ``on`` and not yet reviewed on that day."""
    answered_later = Q(state="confirmed", reviewed_on__gt=on)
    return Q(submitted_on__lte=on) & (Q(state="submitted") | answered_later)


def _claimed_on(on):
    waiting = _reports().filter(waiting_q(on), assignment=OuterRef("pk"), progress__gte=deadlines.COMPLETE)
    returned = apps.get_model("tasks", "ReportReturn").objects.filter(
        report__assignment=OuterRef("pk"),
        progress__gte=deadlines.COMPLETE,
        submitted_on__lte=on,
        closed_on__gt=on,
    )
    claims = apps.get_model("tasks", "FinishClaim").objects.filter(assignment=OuterRef("pk"), claimed_on__lte=on)
    open_claims = claims.filter(Q(decided_on__isnull=True) | Q(decided_on__gt=on))
    return Coalesce(
        Subquery(open_claims.order_by("claimed_on").values("claimed_on")[:1]),
        Subquery(waiting.order_by("submitted_on").values("submitted_on")[:1]),
        Subquery(returned.order_by("submitted_on").values("submitted_on")[:1]),
    )


def _handed_in(period_start, on):
    """The outer assignment's report for the period, if it was submitted by the day ``on`` and not returned."""
    return _reports().handed_in().filter(submitted_on__lte=on, assignment=OuterRef("pk"), period_start=period_start)
