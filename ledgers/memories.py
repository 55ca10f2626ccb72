"""What a unit has said about its files, remembered for the next ones: columns by their header, types by all headers."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations import tree
from organizations.models import Organization
from organizations.names import plain


class ColumnMemory(models.Model):
    """The field that an organization gave to a header (列名对应), remembered for its next files."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("单位"))
    ledger_key = models.CharField(_("台账类型"), max_length=40)
    header = models.CharField(_("表头"), max_length=200)
    field = models.CharField(_("对应的列"), max_length=60, blank=True, help_text=_("空白表示不保存这一列。"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("设定人"))
    at = models.DateTimeField(_("设定时间"), default=timezone.now)

    class Meta:
        verbose_name = _("列名对应")
        verbose_name_plural = _("列名对应")
        ordering = ["organization", "ledger_key", "header"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "ledger_key", "header"], name="ledgers_columnmemory_once")
        ]

    def __str__(self):
        return f"{self.header} → {self.field or '—'}"


class TypeMemory(models.Model):
    """The ledger that an organization chose for a file that nobody recognised, by the headers of that file."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("单位"))
    headers = models.CharField(_("表头摘要"), max_length=64)
    ledger_key = models.CharField(_("台账类型"), max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("设定人"))
    at = models.DateTimeField(_("设定时间"), default=timezone.now)

    class Meta:
        verbose_name = _("记住的台账类型")
        verbose_name_plural = _("记住的台账类型")
        constraints = [models.UniqueConstraint(fields=["organization", "headers"], name="ledgers_typememory_once")]

    def __str__(self):
        return self.ledger_key

    @staticmethod
    def digest(headings):
        """Return the digest of ``headings`` in any order, without blanks and doubles."""
        words = sorted({plain(heading) for heading in headings} - {""})
        return sha256("\n".join(words).encode()).hexdigest()

    @classmethod
    def ledger_for(cls, organization, headings):
        """Return the key of the ledger that the organization, or the nearest one above it, chose for ``headings``."""
        paths = [*tree.ancestor_paths(organization.path), organization.path]
        remembered = cls.objects.filter(organization__path__in=paths, headers=cls.digest(headings))
        return remembered.order_by("-organization__path").values_list("ledger_key", flat=True).first()

    @classmethod
    def remember(cls, organization, headings, *, ledger_key, by):
        values = {"ledger_key": ledger_key, "by": by, "at": timezone.now()}
        cls.objects.update_or_create(organization=organization, headers=cls.digest(headings), defaults=values)
