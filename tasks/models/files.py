"""The columns that all stored files of this app share."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


def random_path(folder, day):
    """Return a random name below ``PRIVATE_ROOT``; the file name of the user is never part of a path."""
    return f"{folder}/{day:%Y/%m}/{uuid.uuid4().hex}"


class StoredFile(models.Model):
    """A file that a person uploaded; ``content_type`` is detected from the content, ``name`` is shown."""

    name = models.CharField(_("文件名"), max_length=200)
    size = models.PositiveBigIntegerField(_("大小（字节）"))
    content_type = models.CharField(_("类型"), max_length=100)
    sha256 = models.CharField(_("摘要"), max_length=64)
    added_by = models.ForeignKey(
        "organizations.User", models.PROTECT, null=True, related_name="+", verbose_name=_("上传人")
    )
    added_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name
