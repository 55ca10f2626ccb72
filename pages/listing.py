"""What the lists of tasks share: filters that stay in the address, their order, what was ticked."""

from django.utils.http import urlencode

from pages.numbers import wholes

LONGEST_SEARCH = 100


def address(request, **changes):
    """The parameters of this page with some changed, from its first page on; an empty value drops one."""
    kept = {name: values for name, values in request.GET.lists() if name != "page"} | changes
    return "?" + urlencode({name: value for name, value in kept.items() if value not in ("", None)}, doseq=True)


def chip(request, label, *, name, value, count=None):
    """One filter with its count, as ``_components/chips.html`` shows it."""
    current = request.GET.get(name, "") == value
    return {"label": label, "url": address(request, **{name: value}), "current": current, "count": count}


def options(request, name, pairs):
    """The choices of one filter, as ``_components/choice.html`` shows them."""
    chosen = request.GET.get(name, "")
    return [{"value": value, "label": label, "selected": str(value) == chosen} for value, label in pairs]


def numbers_posted(request, name):
    """Primary keys that were ticked."""
    return wholes(request.POST.getlist(name))


def ordered(request, rows, columns, default):
    """``rows`` sorted as ``?sort=`` asks; ``columns`` maps its names to the fields of the order."""
    asked = request.GET.get("sort", "")
    fields = columns.get(asked.removeprefix("-"))
    if fields is None:
        return rows.order_by(*default)
    return rows.order_by(*[f"-{field}" if asked.startswith("-") else field for field in fields], "pk")


def text_asked(request, name="q"):
    """What was typed into a search; no database has a NUL in its texts, and PostgreSQL refuses to look for one."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST_SEARCH]


def posted(request):
    """What was sent, for a form that is bound by it; ``None`` when the page is only opened."""
    return request.POST if request.method == "POST" else None
