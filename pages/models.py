"""What each account has set for its lists: filters under a name, and columns. Nobody else sees or needs these rows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilterQuerySet(models.QuerySet):
    def of_list(self, user, path):
        """The filters that ``user`` has kept for the list at the address ``path``."""
        return self.filter(user=user, path=path)


class SavedFilter(models.Model):
    """The filters of a list under a name (常用筛选): ``path?query`` opens the list with them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("账号"))
    path = models.CharField(_("列表"), max_length=200)
    name = models.CharField(_("名称"), max_length=30)
    query = models.TextField(_("筛选条件"))

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("常用筛选")
        verbose_name_plural = _("常用筛选")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "path", "name"], name="pages_savedfilter_once")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{self.path}?{self.query}"


class ListColumns(models.Model):
    """The columns that an account has chosen for a list, instead of the default ones."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("账号"))
    path = models.CharField(_("列表"), max_length=200)
    columns = models.JSONField(_("显示的列"), default=list)

    class Meta:
        verbose_name = _("列表的列")
        verbose_name_plural = _("列表的列")
        constraints = [models.UniqueConstraint(fields=["user", "path"], name="pages_listcolumns_once")]

    def __str__(self):
        return self.path

    @classmethod
    def chosen_by(cls, user, path):
        """Return the names of the columns that ``user`` has chosen for the list at ``path``; empty for the default."""
        return cls.objects.filter(user=user, path=path).values_list("columns", flat=True).first() or []
