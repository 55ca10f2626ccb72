"""Values for the frame of every page that come from other apps, which register in ``AppConfig.ready``: the years."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from pages.numbers import whole

_year_sources = []
YEAR_KEY = "year"
INBOX = "notices:todo"  # 待办


def years_from(function):
    """Register ``function()``: it returns years to choose from. All years that are QuerySets are read in one query."""
    _year_sources.append(function)
    return function


def belongs_to(request, entry):
    """Mark ``entry`` (a URL name) in the navigation, whatever the address of the page.

    Pages on which the user enters, confirms or decides something belong to 待办.
    """
    request.navigation_entry = entry


def return_address(request, default):
    """Return the address in the field ``back`` of a form, if it is one of this portal, else ``default``."""
    target = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if target and safe else default


def years():
    """Return the years to choose from, the latest first: this year, and those of the registered functions."""
    sources = [source() for source in _year_sources]
    querysets = [source for source in sources if isinstance(source, QuerySet)]
    choices = {timezone.localdate().year}.union(*(source for source in sources if not isinstance(source, QuerySet)))
    if querysets:
        choices.update(querysets[0].union(*querysets[1:]).order_by())
    return sorted(choices, reverse=True)


def chosen_year(request):
    """Return the year (年度) of the page: the one in ``?year=``, else the last one chosen, else this year.

    The year in ``?year=`` is stored in the session.
    """
    year = whole(request.GET.get("year", ""))
    if year is not None and year in years():
        if request.session.get(YEAR_KEY) != year:
            request.session[YEAR_KEY] = year
        return year
    return request.session.get(YEAR_KEY) or timezone.localdate().year
