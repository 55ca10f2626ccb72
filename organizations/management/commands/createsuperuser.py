"""Django's command ``createsuperuser``; the organization is given by its code."""

import os

from django.contrib.auth.management.commands import createsuperuser
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from organizations.models import Organization

ENVIRONMENT = "DJANGO_SUPERUSER_ORGANIZATION"


class Command(createsuperuser.Command):
    """Create a superuser. Without ``--organization`` it belongs to the root of the tree, if there is only one."""

    def handle(self, *args, **options):
        code = options["organization"] or os.environ.get(ENVIRONMENT)
        try:
            options["organization"] = _key_of(code) if code else _only_root()
        except ValidationError as error:
            raise CommandError(error.message) from error
        return super().handle(*args, **options)

    def get_input_data(self, field, message, default=None):
        """Ask for a field; for the organization, read its code and return its primary key."""
        if field.name != "organization":
            return super().get_input_data(field, message, default)
        try:
            return _key_of(input(_("所属单位的代码：")))
        except ValidationError as error:
            self.stderr.write(error.message)
            return None


def _key_of(code):
    pk = Organization.objects.filter(code=code.strip()).values_list("pk", flat=True).first()
    if pk is None:
        raise ValidationError(_("没有代码为“%(code)s”的单位，请先导入组织机构，或核对代码。") % {"code": code})
    return pk


def _only_root():
    """Return the primary key of the only root; ``None`` if there are several or none: Django then asks for it."""
    roots = list(Organization.objects.roots().values_list("pk", flat=True)[:2])
    return roots[0] if len(roots) == 1 else None
