"""The site of the administration (``/admin/``)."""

import logging
from functools import wraps

from django.contrib.admin import AdminSite
from django.core.exceptions import FieldDoesNotExist
from django.db import DataError, ProgrammingError
from django.views.defaults import bad_request

log = logging.getLogger(__name__)
# What Django's own views raise when an address or a hidden field names a key, field or lookup that cannot be;
# which of them depends on the database.
UNREADABLE = (ValueError, TypeError, OverflowError, IndexError, FieldDoesNotExist, DataError, ProgrammingError)


class PortalAdminSite(AdminSite):
    """Django's, but a request that it cannot make sense of gets the page that says so, and a line in the log."""

    def admin_view(self, view, cacheable=False):
        return super().admin_view(_forgiving(view), cacheable)


def _forgiving(view):
    """``view`` with its page made at once: widgets look up what they were sent only while they are rendered."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response
        except UNREADABLE as error:
            log.exception("%s %s cannot be made sense of", request.method, request.path)
            return bad_request(request, error)

    return answer
