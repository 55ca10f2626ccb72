"""What each person has viewed lately."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RecentViewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The user's own rows; nobody sees what others have viewed."""
        return self.filter(person=user)


class RecentView(models.Model):
    """The last time (最近查看) that a person opened the page of one object; ``kind`` and ``key`` name it.

    See ``search.providers.Kind``. ``search.recent`` keeps the newest rows of each person.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="recent_views", verbose_name=_("账号")
    )
    kind = models.CharField(_("种类"), max_length=20)
    key = models.CharField(_("对象"), max_length=80)
    viewed_at = models.DateTimeField(_("查看时间"))

    objects = RecentViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("最近查看")
        verbose_name_plural = _("最近查看")
        ordering = ["-viewed_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "kind", "key"], name="search_recentview_once")]

    def __str__(self):
        return f"{self.kind} {self.key}"
