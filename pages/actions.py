"""Keep what an account sets for its lists. These rows are about pages and not about the work: no history is written."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from pages.models import ListColumns, SavedFilter

MOST_FILTERS = 12  # of one list
LONGEST_NAME = SavedFilter._meta.get_field("name").max_length
LONGEST_PATH = SavedFilter._meta.get_field("path").max_length
LONGEST_QUERY = 1500  # characters
NOT_KEPT = ("page", "size", "year", "on", "format")  # a filter is kept for every year and day


def kept_query(query):
    """Return the query string ``query`` without page, year and day, which a kept filter leaves open."""
    kept = QueryDict(query, mutable=True)
    for name in NOT_KEPT:
        kept.pop(name, None)
    for name, values in list(kept.lists()):
        if not any(values):
            kept.pop(name)
    return kept.urlencode()


@transaction.atomic
def save_filter(*, by, path, query, name):
    """Keep the filters in the query string ``query`` of the list at ``path`` under ``name``, in place of the former.

    Raises ``ValidationError`` without name or filters, and when the list has too many.
    """
    name, query = name.strip(), kept_query(query)
    if not name:
        raise ValidationError(_("请给这组筛选条件起个名称，例如“逾期未销号”。"))
    if len(name) > LONGEST_NAME:
        raise ValidationError(_("名称请不超过 %(count)d 个字。") % {"count": LONGEST_NAME})
    if not query or len(query) > LONGEST_QUERY or not is_page(path):
        raise ValidationError(_("现在没有筛选条件，请先筛选再保存。"))
    own = SavedFilter.objects.of_list(by, path)
    if own.exclude(name=name).count() >= MOST_FILTERS:
        raise ValidationError(_("一个列表最多保存 %(count)d 组筛选条件，请先删除不用的。") % {"count": MOST_FILTERS})
    saved, _created = own.update_or_create(name=name, defaults={"user": by, "path": path, "query": query})
    return saved


def is_page(path):
    """Whether ``path`` is the address of a page of the portal."""
    if not path.startswith("/") or path.startswith("//") or len(path) > LONGEST_PATH:
        return False
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def choose_columns(*, by, path, columns):
    """Keep ``columns``, names, as those that ``by`` sees in the list at ``path``; without any the default returns."""
    if columns:
        ListColumns.objects.update_or_create(user=by, path=path, defaults={"columns": list(columns)})
    else:
        ListColumns.objects.filter(user=by, path=path).delete()
