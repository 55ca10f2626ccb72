"""What every page of the dashboards begins with: the unit that the address names, the day, and the board of both."""

from django.shortcuts import get_object_or_404

from organizations.models import Organization
from pages.frame import chosen_year
from tasks.board import Board
from years import rules, shown_day


def visible_place(request, code):
    """The unit of the address; 404 outside the user's scope."""
    if code == request.user.organization.code:
        return request.user.organization
    units = Organization.objects.visible_to(request.user).select_related("parent__parent__parent")
    return get_object_or_404(units, code=code)


def board_of(request, organization):
    """The day that the address asks for, and the board that answers it."""
    year = shown_day.year_from_request(request, chosen_year(request))
    wish = shown_day.from_request(request, year=year)
    known = rules.of(request.user).years({year, wish.today.year - 1, wish.today.year})  # the badge asks for these
    return wish, Board(organization, year=year, on=wish.on, settings=known[year])
