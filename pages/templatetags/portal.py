"""Tags and filters for the templates of all apps: query strings, numbers, dates, cards and tables, the trend chart.

They take plain values and use no models.
"""

from decimal import Decimal

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from pages.paging import MOST_AT_ONCE
from pages.rounding import rounded

register = template.Library()

NOTHING = "—"


# Addresses


def _parameters(request, changes):
    """Return the query parameters of the request as a dict of lists, with ``changes`` applied.

    An empty value removes its parameter. ``page`` is removed unless it is among ``changes``.
    """
    parameters = dict(request.GET.lists())
    parameters.pop("page", None)
    for name, value in changes.items():
        values = value if isinstance(value, list | tuple) else [value]
        parameters[name] = [text for text in values if text not in (None, "")]
    return {name: values for name, values in parameters.items() if values}


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """The current query string with some parameters changed: ``<a href="{% query state="late" %}">``."""
    return "?" + urlencode(_parameters(context["request"], changes), doseq=True)


@register.simple_tag(takes_context=True)
def hidden_query(context, *without):
    """The query parameters as hidden inputs of a GET form; ``without`` names the fields that the form itself has."""
    kept = _parameters(context["request"], dict.fromkeys(without))
    pairs = [(name, value) for name, values in kept.items() for value in values]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.inclusion_tag("_components/sort_header.html", takes_context=True)
def sort_header(context, name, label, numeric=False):
    """A column header with a link that sorts by ``name``; descending if the list is sorted by it already.

    The view reads ``?sort=name`` or ``?sort=-name``.
    """
    current = context["request"].GET.get("sort", "")
    way = {name: "ascending", f"-{name}": "descending"}.get(current, "none")
    sort = f"-{name}" if way == "ascending" else name
    return {"label": label, "numeric": numeric, "way": way, "url": query(context, sort=sort)}


@register.filter
def elided(page):
    """The page numbers around ``page`` (a paginator's page) and an ellipsis for the others."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.filter
def at_once(page):
    """The number of rows on the page for printing (``?size=all``)."""
    return min(page.paginator.count, MOST_AT_ONCE)


# Words


INNER_QUOTES = str.maketrans("“”", "‘’")


@register.filter
def quoted(text):
    """Put ``text`` into quotation marks; those inside it become single ones: “县级领导‘村村到’台账.xlsx”."""
    return f"“{str(text).translate(INNER_QUOTES)}”"


# Figures


@register.filter
def number(value):
    """1208 as 1,208; a missing value as a dash."""
    return NOTHING if value in (None, "") else f"{value:,}"


@register.filter
def percent(value):
    """A percentage (0–100) as text: 83.4 as 83.4%, 100.0 as 100%; a missing value as a dash."""
    if value in (None, ""):
        return NOTHING
    return f"{rounded(Decimal(str(value))):,}".removesuffix(".0") + "%"


@register.filter
def signed(value):
    """A difference with its sign and one decimal: +3.2, −1.5, 0; a missing value as a dash."""
    if value in (None, ""):
        return NOTHING
    text = f"{rounded(abs(Decimal(str(value)))):,}".removesuffix(".0")
    return text if not value else f"+{text}" if value > 0 else f"−{text}"


@register.filter
def width(value):
    """A percentage limited to 0–100, as text for an SVG length; a missing value is 0."""
    bounded = min(max(float(value or 0), 0), 100)
    return f"{bounded:.1f}"


# Forms


@register.filter
def error_count(form):
    """The number of error messages; one field may have several."""
    return sum(len(errors) for errors in form.errors.values())


# Days and moments


@register.filter
def day(value):
    """A date as YYYY-MM-DD in ``<time>``; a missing value as a dash."""
    if not value:
        return NOTHING
    return format_html('<time datetime="{0}">{0}</time>', f"{value:%Y-%m-%d}")


@register.filter
def moment(value):
    """A datetime in the time zone of the portal, to the minute, in ``<time>``; a missing value as a dash."""
    if not value:
        return NOTHING
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), f"{local:%Y-%m-%d %H:%M}")


@register.simple_tag
def as_of(value):
    """“截至 2026-11-23 06:00” for a datetime or a date; empty for a missing value."""
    if not value:
        return ""
    time = moment(value) if hasattr(value, "hour") else day(value)
    return format_html(_("截至 {moment}"), moment=time)


# Framed parts


@register.simple_block_tag
def card(content, title="", **more):
    """A card around the content; ``more``: note, more_url, more_label, id, padded."""
    return render_to_string("_components/card.html", {"padded": True, **more, "title": title, "content": content})


@register.simple_block_tag
def table(content, caption, **more):
    """A scrollable table around ``<thead>`` and ``<tbody>``; ``more``: classes."""
    return render_to_string("_components/table.html", {**more, "caption": caption, "content": content})


# Sparkline

SPARK = {"left": 4, "right": 116, "top": 4, "bottom": 28}


@register.inclusion_tag("_components/sparkline.html")
def sparkline(points, label, target=None):
    """A small chart of percentages for one row of a table, with a dashed line at ``target``.

    ``points``: dicts with label and value (0–100 or None), in order of time. The words of the chart, which are read
    aloud, name the first and the last value.
    """
    steps = max(len(points) - 1, 1)
    dots = [
        {"x": f"{SPARK['left'] + (SPARK['right'] - SPARK['left']) * index / steps:.1f}", "y": _level(point["value"])}
        for index, point in enumerate(points)
        if point["value"] is not None
    ]
    present = [point for point in points if point["value"] is not None]
    return {
        "label": label,
        "line": _line(dots),
        "last": dots[-1] if dots else None,
        "first_point": present[0] if present else None,
        "last_point": present[-1] if present else None,
        "target_y": None if target is None else _level(target),
        **SPARK,
    }


def _level(value):
    share = min(max(float(value), 0), 100) / 100
    return f"{SPARK['bottom'] - (SPARK['bottom'] - SPARK['top']) * share:.1f}"


# Trend


LOW = 15  # percent
CHART = {"left": 30, "right": 305, "top": 18, "bottom": 118}


def _across(index, count):
    steps = max(count - 1, 1)
    return CHART["left"] + (CHART["right"] - CHART["left"]) * index / steps


def _up(value):
    share = min(max(float(value), 0), 100) / 100
    return CHART["bottom"] - (CHART["bottom"] - CHART["top"]) * share


def _line(dots):
    return " ".join(f"{dot['x']},{dot['y']}" for dot in dots)


def _dots(points, key):
    """Return the positions on the chart of the points that have a value."""
    return [
        {"x": f"{_across(index, len(points)):.1f}", "y": f"{_up(point[key]):.1f}", "point": point}
        for index, point in enumerate(points)
        if point.get(key) is not None
    ]


def _last(dots):
    """Return the newest dot with its value; ``shift`` moves the value away from the line of the time progress.

    A low value stands above its dot, since the labels of the axis are below.
    """
    if not dots:
        return None
    point = dots[-1]["point"]
    is_behind = (point.get("expected") or 0) > point["value"] > LOW
    return {**dots[-1], "value": point["value"], "shift": 14 if is_behind else -6}


@register.inclusion_tag("_components/trend.html")
def trend(points, label, expected_label="", value_label=""):
    """A chart of percentages over time, together with the time progress (时序进度).

    ``points``: dicts with label, value and expected (each 0–100 or None), in order of time.
    """
    real = _dots(points, "value")
    return {
        "label": label,
        "points": points,
        "names": {"value": value_label or _("完成率"), "expected": expected_label or _("时序进度")},
        "real": _line(real),
        "plan": _line(_dots(points, "expected")),
        "last": _last(real),
        "scale": [{"value": mark, "y": f"{_up(mark):.1f}"} for mark in (0, 25, 50, 75, 100)],
        "axis": [{"label": point["label"], "x": f"{_across(i, len(points)):.1f}"} for i, point in enumerate(points)],
        **CHART,
    }
