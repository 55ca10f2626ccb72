from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.pinyin import LENGTH as INITIALS_LENGTH
from organizations.pinyin import InitialsField


def named_q(text):
    """Return a ``Q``: the name contains ``text``, or its pinyin initials begin with it."""
    matches = Q(name__contains=text)
    if text.isascii() and text.isalnum():
        matches |= Q(initials__contains=f" {text.lower()[:INITIALS_LENGTH]}")
    return matches


class OrganizationAlias(models.Model):
    """Another name (别名) or an old name (曾用名) of a unit; ledgers may use it."""

    organization = models.ForeignKey("Organization", models.CASCADE, related_name="aliases", verbose_name=_("单位"))
    name = models.CharField(_("名称"), max_length=100)
    initials = InitialsField(_("拼音首字母"))

    class Meta:
        verbose_name = _("别名")
        verbose_name_plural = _("别名")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["organization", "name"], name="organizations_alias_once")]

    def __str__(self):
        return self.name
