"""Split lists into pages. ``?size=all`` puts up to ``MOST_AT_ONCE`` rows on one page, for printing."""

from django.core.paginator import Paginator

SIZES = (20, 50, 100)
ALL = "all"
MOST_AT_ONCE = 1000  # a browser can lay out this many rows in a few seconds; the rest is on the next page


def page_of(request, rows, *, sizes=SIZES, default=None, paginator=Paginator):
    """Return the page of ``rows`` for ``?page=`` and ``?size=``; ``default`` is the size without ``?size=``."""
    offered = {str(size): size for size in sizes} | {ALL: MOST_AT_ONCE}
    size = offered.get(request.GET.get("size"), default or sizes[0])
    return paginator(rows, size).get_page(request.GET.get("page"))
