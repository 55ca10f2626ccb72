"""Lists in pages, the same in every app; ``?size=all`` puts their rows on one page, to be printed together."""

from django.core.paginator import Paginator

SIZES = (20, 50, 100)
ALL = "all"
MOST_AT_ONCE = 1000  # a browser lays out no more in a few seconds; the rest is on the next page


def page_of(request, rows, *, sizes=SIZES, default=None, paginator=Paginator):
    """The page of ``rows`` that the address asks for (``?page=``, ``?size=``), at first with ``default`` rows."""
    offered = {str(size): size for size in sizes} | {ALL: MOST_AT_ONCE}
    size = offered.get(request.GET.get("size"), default or sizes[0])
    return paginator(rows, size).get_page(request.GET.get("page"))
