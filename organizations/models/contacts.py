from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models.units import Organization


class ContactQuerySet(models.QuerySet):
    def of_tree(self, user):
        """The contact of the tree that ``user`` belongs to."""
        return self.filter(organization__path=user.organization.root_path)

    visible_to = of_tree


class Contact(models.Model):
    """Whom to ask about the portal (联系人): one for each tree, chosen by those who manage it.

    The login page shows it to everybody who can open it. A row of its own, not a field of the unit: the file of the
    tree neither brings nor removes it, and a change of it does not make the index of places old.
    """

    organization = models.OneToOneField(
        Organization, models.CASCADE, related_name="contact", verbose_name=_("最上级单位")
    )
    name = models.CharField(_("联系人"), max_length=60, help_text=_("科室或姓名，例如“市委组织部组织科”。"))
    phone = models.CharField(
        _("联系电话"), max_length=60, help_text=_("办公电话。没有登录的人也看得到，不要填个人手机。")
    )
    note = models.CharField(_("说明"), max_length=200, blank=True, help_text=_("例如“工作日 9:00—17:00”。"))

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("平台联系人")
        verbose_name_plural = _("平台联系人")
        ordering = ["organization__path"]

    def __str__(self):
        return f"{self.name} {self.phone}"
