"""The admin site (``/admin/``)."""

import logging
from functools import wraps

from django.contrib.admin import AdminSite
from django.core.exceptions import FieldDoesNotExist
from django.db import DataError, ProgrammingError
from django.views.defaults import bad_request

log = logging.getLogger(__name__)
# Django's admin views raise these when an address or a hidden field names an impossible key, field or lookup.
# Which one they raise depends on the database.
UNREADABLE = (ValueError, TypeError, OverflowError, IndexError, FieldDoesNotExist, DataError, ProgrammingError)


class PortalAdminSite(AdminSite):
    """Django's admin site; it answers 400 and logs the error when a view cannot understand the address or form."""

    def admin_view(self, view, cacheable=False):
        return super().admin_view(_forgiving(view), cacheable)


def _forgiving(view):
    """Wrap ``view`` and render its response here: some widgets raise an error only while they are rendered."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response
        except UNREADABLE as error:
            log.exception("%s %s cannot be made sense of", request.method, request.path)
            return bad_request(request, error)

    return answer
