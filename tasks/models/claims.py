"""Completion that a unit reports outside its reports (申报办结)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.assignment_query import assignments_visible_q, reviewed_by_q
from tasks.models.assignments import Assignment


class FinishClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(assignments_visible_q(user, prefix="assignment__"))

    def waiting(self):
        return self.filter(state=FinishClaim.State.WAITING)

    def awaiting_decision_of(self, user):
        """Claims that ``user``, a manager, has to decide: those for which ``rights.may_answer_claim`` is true."""
        if not user.can_manage:
            return self.none()
        reviewed = reviewed_by_q([user.organization_id], prefix="assignment__")
        return self.waiting().filter(reviewed, assignment__withdrawn_on__isnull=True).exclude(claimed_by=user)


class FinishClaim(models.Model):
    """A unit reports that its assignment is finished (申报办结), on any day; those who verify its reports answer.

    ``claimed_on`` decides whether it was in time, like the day on which a report of 100 % is submitted.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("待核实")
        CONFIRMED = "confirmed", _("已核定办结")
        RETURNED = "returned", _("已退回")

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="finish_claims", verbose_name=_("任务分解"))
    note = models.TextField(_("完成情况"))
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    claimed_by = models.ForeignKey("organizations.User", models.PROTECT, related_name="+", verbose_name=_("申报人"))
    claimed_on = models.DateField(_("申报日期"))
    claimed_at = models.DateTimeField(_("申报时间"), auto_now_add=True)
    decided_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("核定人")
    )
    decided_on = models.DateField(_("核定日期"), null=True, blank=True)
    decision_note = models.CharField(_("核定意见"), max_length=300, blank=True)

    objects = FinishClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("办结申报")
        verbose_name_plural = _("办结申报")
        ordering = ["-claimed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], name="tasks_claim_one_waiting", condition=Q(state="waiting")
            ),
            models.CheckConstraint(
                name="tasks_claim_decided_iff_not_waiting",
                condition=Q(state="waiting", decided_on__isnull=True)
                | (~Q(state="waiting") & Q(decided_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="tasks_claim_returned_says_why", condition=~Q(state="returned") | ~Q(decision_note="")
            ),
        ]

    def __str__(self):
        return f"{self.assignment} {self.claimed_on}"

    @property
    def organization(self):
        return self.assignment.organization
