"""What every page of the dashboards starts from: the unit in the address, the day that is shown, and the board."""

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
    """The day that the address names (``shown_day.Day``), and the board of ``organization`` on that day."""
    year = shown_day.year_from_request(request, chosen_year(request))
    day = shown_day.from_request(request, year=year)
    # One query for this page and for the badge at 待办, which needs the years around today.
    settings = rules.of(request.user).years({year, day.today.year - 1, day.today.year})
    return day, Board(organization, year=year, on=day.on, settings=settings[year])
