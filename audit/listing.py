"""Pages of a history that may hold millions of rows."""

from django.core.paginator import Paginator

CAP = 10_000  # rows beyond are not counted and not paged through; filters lead there
PAGE_SIZE = 50
MOST_AT_ONCE = 1000  # rows of the page to print all of them (``?size=all``)


def page_of(entries, number, *, oldest_first=False, size=PAGE_SIZE):
    """The page ``number`` of ``entries``, newest first; at most ``CAP`` rows can be paged through.

    A few rows among millions are found by the index of their filter and sorted here: asked
    for the newest ones at once, databases walk through the whole table instead.
    """
    ids = sorted(entries.order_by().values_list("pk", flat=True)[:CAP], reverse=not oldest_first)
    if len(ids) == CAP:
        ordered = entries.order_by("pk" if oldest_first else "-pk")
        return LongPaginator(ordered, size).get_page(number)
    page = Paginator(ids, size).get_page(number)
    stored = entries.model.objects.in_bulk(list(page.object_list))
    page.object_list = [stored[pk] for pk in page.object_list]
    return page


class LongPaginator(Paginator):
    """For a list known to be longer than ``CAP``."""

    count = CAP
