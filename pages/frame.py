"""What the frame of every page asks the apps above: each registers its answers in ``AppConfig.ready``."""

from django.db.models import QuerySet
from django.utils import timezone

from pages.numbers import whole

_todo_counters = []
_year_sources = []
YEAR_KEY = "year"
INBOX = "tasks:todo"  # 待办


def count_todo_with(function):
    """``function(user)`` gives how many things wait for the user; the numbers add up to the badge at 待办."""
    _todo_counters.append(function)
    return function


def years_from(function):
    """``function()`` gives years that the portal holds tasks for; QuerySets of years are asked in one query."""
    _year_sources.append(function)
    return function


def belongs_to(request, entry):
    """The page is marked in the navigation at ``entry`` (a name of an address) wherever its own address lies.

    What somebody writes, verifies or decides belongs to 待办, however it was found.
    """
    request.navigation_entry = entry


def todo_count(user):
    return sum(counter(user) for counter in _todo_counters)


def years():
    """Years to choose from, the latest first: those with tasks, and this one."""
    found = [source() for source in _year_sources]
    stored = [each for each in found if isinstance(each, QuerySet)]
    known = {timezone.localdate().year}.union(*(each for each in found if not isinstance(each, QuerySet)))
    if stored:
        known.update(stored[0].union(*stored[1:]).order_by())
    return sorted(known, reverse=True)


def chosen_year(request):
    """The year (年度) that ``request`` is about: from its address, else the one chosen last, else this one.

    A choice made by ``?year=`` is remembered for the session.
    """
    asked = whole(request.GET.get("year", ""))
    if asked is not None and asked in years():
        if request.session.get(YEAR_KEY) != asked:
            request.session[YEAR_KEY] = asked
        return asked
    return request.session.get(YEAR_KEY) or timezone.localdate().year
