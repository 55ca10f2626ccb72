"""What somebody confirmed at once, so that it can be taken back for a day (撤回核实)."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TAKE_BACK_HOURS = 24


class ConfirmationQuerySet(models.QuerySet):
    def of_user(self, user, ledger):
        """The confirmations of ``user`` in ``ledger``."""
        return self.filter(by=user, ledger_key=ledger.key)

    def open(self, *, now):
        """Confirmations that can still be taken back at ``now``."""
        return self.filter(at__gt=now - timedelta(hours=TAKE_BACK_HOURS))


class Confirmation(models.Model):
    """The new records of one ledger that one person confirmed at once; confirmed changes of records are not among them.

    ``versions``: pairs of the id of a record and its version afterwards. A record with another version was changed
    since and is not taken back.
    """

    ledger_key = models.CharField(_("台账类型"), max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("核实人"))
    at = models.DateTimeField(_("核实时间"), default=timezone.now, db_index=True)
    versions = models.JSONField(_("核实的记录"), default=list)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = _("可撤回的核实")
        verbose_name_plural = _("可撤回的核实")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.ledger_key} {self.at:%Y-%m-%d %H:%M}"

    @property
    def count(self):
        return len(self.versions)

    @property
    def until(self):
        """The moment until which it can be taken back."""
        return self.at + timedelta(hours=TAKE_BACK_HOURS)
