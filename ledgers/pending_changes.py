"""Changes of confirmed records that wait to be confirmed themselves. The confirmed values count until then."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit import actions as audit
from audit.changes import between, snapshot
from audit.paths import below_q
from ledgers import declarations
from organizations.models import Organization


class PendingChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Changes of records in the scope of ``user``, in ledgers open to ``user``."""
        own = self.filter(below_q(user.organization.path, field="organization__path"))
        return own.exclude(ledger_key__in=declarations.closed_to(user))

    def of(self, model):
        """Changes of the records of one ledger."""
        return self.filter(ledger_key=model.ledger().key)

    def waiting(self):
        """Changes that nobody has returned (待核实)."""
        return self.filter(return_reason="")

    def returned(self):
        """Changes that were returned (退回) and are neither corrected nor withdrawn yet."""
        return self.exclude(return_reason="")

    def beside(self, record):
        """Return the change of ``record`` that waits or was returned; None without one."""
        return self.of(type(record)).filter(record_id=record.pk).select_related("by", "batch").first()

    def confirmable_by(self, user):
        """Waiting changes that ``user`` may confirm or return: the rule of ``LedgerRecordQuerySet.confirmable_by``."""
        if not user.can_manage:
            return self.none()
        entered_below = below_q(user.organization.path, field="by__organization__path")
        return self.visible_to(user).waiting().filter(entered_below).exclude(by=user)


class PendingChange(models.Model):
    """New values (拟改值) for a confirmed record, which keeps its state and its values until they are confirmed.

    A record has at most one. ``values`` maps each field that would change to its new value as plain JSON data,
    ``organization`` to the id of the unit. ``organization`` is the place of the record as it counts now.
    ``base_version`` is the version of the record since this change was entered. A returned change has a
    ``return_reason``; the next edit makes it wait again. Everything that writes or removes a change locks the record
    first and raises its version, so that an open form becomes stale.
    """

    ledger_key = models.CharField(_("台账类型"), max_length=40)
    record_id = models.BigIntegerField(_("记录编号"))
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("单位"))
    values = models.JSONField(_("拟改值"))
    base_version = models.PositiveIntegerField(_("所依据的版本"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("修改人"))
    at = models.DateTimeField(_("修改时间"), default=timezone.now)
    batch = models.ForeignKey(
        "ledgers.ImportBatch", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("导入批次")
    )
    sheet_name = models.CharField(_("来源工作表"), max_length=100, blank=True, default="")
    row_number = models.PositiveIntegerField(_("来源行"), null=True, blank=True)
    return_reason = models.TextField(_("退回原因"), blank=True, default="")

    objects = PendingChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("待核实的修改")
        verbose_name_plural = _("待核实的修改")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["ledger_key", "record_id"], name="ledgers_pendingchange_once")]

    def __str__(self):
        return f"{self.ledger_key} {self.record_id}"

    def entry(self, action, record, *, by, note=""):
        """Return the unsaved history row of ``action`` on this change: {field: [value that counts, new value]}."""
        counted, proposed = snapshot(record, self.values), snapshot(self.applied_to(record), self.values)
        return audit.entry_for(action, target=record, by=by, changes=between(counted, proposed), note=note)

    def applied_to(self, record):
        """Return a copy of ``record`` with the new values; nothing is saved."""
        changed = record.copied()
        for name, value in self.values.items():
            field = record.field_of(name)
            setattr(changed, field.attname, field.to_python(value))
        return changed
