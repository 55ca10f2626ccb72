"""What every page's templates share: addresses that keep their filters, figures, dates and framed parts.

Only plain values come in; nothing here knows a model.
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
    """The parameters of the current address as a dict of lists, with ``changes`` applied.

    An empty value drops its parameter. Whatever is changed, the list starts again at its
    first page unless the page itself is what changes.
    """
    parameters = dict(request.GET.lists())
    parameters.pop("page", None)
    for name, value in changes.items():
        values = value if isinstance(value, list | tuple) else [value]
        parameters[name] = [each for each in values if each not in (None, "")]
    return {name: values for name, values in parameters.items() if values}


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """The current address with some parameters changed: ``<a href="{% query state="late" %}">``."""
    return "?" + urlencode(_parameters(context["request"], changes), doseq=True)


@register.simple_tag(takes_context=True)
def hidden_query(context, *without):
    """The current parameters as hidden inputs, for a GET form that adds to them; ``without`` names its own fields."""
    kept = _parameters(context["request"], dict.fromkeys(without))
    pairs = [(name, value) for name, values in kept.items() for value in values]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.inclusion_tag("_components/sort_header.html", takes_context=True)
def sort_header(context, name, label, numeric=False):
    """A column head whose link sorts by ``name``, and the other way round when it already does.

    The view reads ``?sort=name`` or ``?sort=-name``.
    """
    now = context["request"].GET.get("sort", "")
    way = {name: "ascending", f"-{name}": "descending"}.get(now, "none")
    turned = f"-{name}" if way == "ascending" else name
    return {"label": label, "numeric": numeric, "way": way, "url": query(context, sort=turned)}


@register.filter
def elided(page):
    """Page numbers around ``page`` (a paginator's page), with the far ones left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.filter
def at_once(page):
    """How many rows of the list the page for printing shows (``?size=all``)."""
    return min(page.paginator.count, MOST_AT_ONCE)


# Figures


@register.filter
def number(value):
    """1208 as 1,208; nothing as a dash."""
    return NOTHING if value in (None, "") else f"{value:,}"


@register.filter
def percent(value):
    """A share that is already in percent, as text: 83.4 as 83.4%, 100.0 as 100%."""
    if value in (None, ""):
        return NOTHING
    return f"{rounded(Decimal(str(value))):,}".removesuffix(".0") + "%"


@register.filter
def width(value):
    """A percentage cut to 0–100 as an SVG length without its sign; nothing counts as 0."""
    bounded = min(max(float(value or 0), 0), 100)
    return f"{bounded:.1f}"


# Forms


@register.filter
def error_count(form):
    """How many things are to be mended: several may concern one field."""
    return sum(len(errors) for errors in form.errors.values())


# Days and moments


@register.filter
def day(value):
    """A date as YYYY-MM-DD in ``<time>``; nothing as a dash."""
    if not value:
        return NOTHING
    return format_html('<time datetime="{0}">{0}</time>', f"{value:%Y-%m-%d}")


@register.filter
def moment(value):
    """A moment on the portal's own clock, to the minute, in ``<time>``; nothing as a dash."""
    if not value:
        return NOTHING
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), f"{local:%Y-%m-%d %H:%M}")


@register.simple_tag
def as_of(value):
    """“截至 2026-11-23 06:00”, from a moment or a date; empty when there is neither."""
    if not value:
        return ""
    shown = moment(value) if hasattr(value, "hour") else day(value)
    return format_html(_("截至 {moment}"), moment=shown)


# Framed parts


@register.simple_block_tag
def card(content, title="", **more):
    """A card around its content; ``more``: note, more_url, more_label, id, padded."""
    return render_to_string("_components/card.html", {"padded": True, **more, "title": title, "content": content})


@register.simple_block_tag
def table(content, caption, **more):
    """A table around ``<thead>`` and ``<tbody>`` that scrolls inside itself; ``more``: classes."""
    return render_to_string("_components/table.html", {**more, "caption": caption, "content": content})


# Trend


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
    """Where the points that have a value stand on the chart."""
    return [
        {"x": f"{_across(index, len(points)):.1f}", "y": f"{_up(point[key]):.1f}", "point": point}
        for index, point in enumerate(points)
        if point.get(key) is not None
    ]


def _last(dots):
    """The newest dot with its figure, written on the side away from the time progress."""
    if not dots:
        return None
    point = dots[-1]["point"]
    behind = (point.get("expected") or 0) > point["value"]
    return {**dots[-1], "value": point["value"], "shift": 14 if behind else -6}


@register.inclusion_tag("_components/trend.html")
def trend(points, label, expected_label="", value_label=""):
    """A line of percentages over time against the time progress (时序进度).

    ``points``: dicts with label, value and expected (each 0–100 or None), first to last.
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
