"""``ListPage``, the base of every filtered list. A subclass declares filters, order and export columns.

A ``ListPage`` is a form whose data are the query parameters. Each field is a filter; the method
``filter_NAME(rows, value)`` applies it. Rows are a QuerySet or, when they are computed, a list::

    class DirectiveList(ListPage):
        url_name, export_url_name = "tasks:directives", "tasks:directives_export"
        q = TextFilter(_("标题、发文单位"))
        stage = ChoiceFilter(_("状态"), Stage.choices, every=_("全部状态"))
        sorts = {"title": ["title"]}
        order = ["-base_year", "-pk"]
        columns = [Column(_("标题")), Column(_("年度"), "integer")]

        def all_rows(self):
            return Directive.objects.visible_to(self.user)

        def filter_q(self, rows, text):
            return rows.search(text)

        def exported(self, directive):
            return [directive.title, directive.base_year]

A filter without such a method compares the column named by its ``lookup``, or else by its own name.
"""

from collections import Counter

from django import forms
from django.db.models import Count, QuerySet
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.choices import flatten_choices
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from pages import paging
from pages.export import export
from pages.models import SavedFilter

LONGEST_ADDRESS = 2000  # characters
CHUNK = 2000  # rows fetched at a time for an export


def sorted_rows(rows, sort, sorts, default=()):
    """Return ``rows`` in the order ``sort``, descending with a leading ``-``; other names give the default order.

    ``sorts`` maps each name to the columns of a QuerySet, or for a list to a function that returns the sort key of
    a row. ``default`` are columns of a QuerySet.
    """
    order = sorts.get(sort.removeprefix("-"))
    descending = sort.startswith("-")
    if not isinstance(rows, QuerySet):
        return sorted(rows, key=order, reverse=descending) if order else rows
    if order is None:
        return rows.order_by(*default) if default else rows
    return rows.order_by(*[f"-{column}" if descending else column for column in order], "pk")


class ListPage(forms.Form):
    """A filtered list; the docstring of this module has an example."""

    url_name = ""  # URL name of the list
    export_url_name = ""
    sizes = paging.SIZES
    first_size = None  # rows per page by default; None for the first of ``sizes``
    sorts = {}
    order = ()  # default order: columns of a QuerySet
    chips_of = ""  # the filter that is shown as chips with counts
    chips_label = ""
    nothing_found = _("没有符合条件的记录")
    hint = ""  # what to try when no row matches
    always = ()  # fields that are not filters; ``all_rows`` reads them, for example the day shown
    columns = ()  # columns of the export
    remark = ""  # one more sentence below the title of the export
    saves_filters = False  # whether users may keep filters under a name

    def __init__(self, request, *, data=None):
        self.request, self.user = request, request.user
        super().__init__(self.completed(request.GET if data is None else data))
        self.prepare()
        self.full_clean()

    def completed(self, data):
        """For subclasses: add parameters that the address lacks; the default returns ``data`` unchanged."""
        return data

    def prepare(self):
        """For subclasses: set choices that depend on the user or the rows."""

    # Rows

    def all_rows(self):
        """Return the rows visible to the user, without filters."""
        raise NotImplementedError

    @cached_property
    def base(self):
        return self.all_rows()

    @cached_property
    def active_filters(self):
        """``{name: value}`` of the filters in the address that are valid and not empty."""
        cleaned = self.cleaned_data.items()
        return {name: value for name, value in cleaned if value not in (None, "", set()) and value is not False}

    def filtered(self, *, without=""):
        """Return the rows that match all filters except the one called ``without``."""
        rows = self.base
        for name, value in self.active_filters.items():
            if name != without and name not in self.always:
                rows = self.apply_filter(rows, name, value)
        return rows

    def apply_filter(self, rows, name, value):
        """Return the rows that match the filter ``name``; subclasses may override it for filters made at runtime."""
        if method := getattr(self, f"filter_{name}", None):
            return method(rows, value)
        lookup = getattr(self.fields[name], "lookup", None) or name
        return rows.filter(**{f"{lookup}__in" if isinstance(value, set) else lookup: value})

    @cached_property
    def rows(self):
        return sorted_rows(self.filtered(), self.sort, self.sorts, self.order)

    @property
    def sort(self):
        return self.data.get("sort", "")

    @cached_property
    def page(self):
        return paging.page_of(self.request, self.rows, sizes=self.sizes, default=self.first_size)

    # Head

    @property
    def controls(self):
        """The filters that the page shows as form fields."""
        return [field for field in self.visible_fields() if field.name != self.chips_of]

    @property
    def kept(self):
        """``(name, value)`` of the other query parameters, which the filter form keeps as hidden inputs."""
        visible = {"page", *(field.name for field in self.controls)}
        return [(name, value) for name, values in self.request.GET.lists() if name not in visible for value in values]

    @property
    def is_narrowed(self):
        return any(name not in self.always for name in self.active_filters)

    @property
    def narrowed_in_words(self):
        """The filters that narrow the list in words, for the sentence above it: ``单位：弋阳县；搜索：湖塘``."""
        narrowing = [(name, value) for name, value in self.active_filters.items() if name not in self.always]
        return "；".join(f"{self.fields[name].label}：{self._in_words(name, value)}" for name, value in narrowing)

    @property
    def described(self):
        """The filters in words, for the history: ``操作=登录；来源=页面``."""
        return "；".join(
            f"{self.fields[name].label}={self._in_words(name, value)}" for name, value in self.active_filters.items()
        )

    def _in_words(self, name, value):
        if value is True:
            return _t("是")
        choices = flatten_choices(getattr(self.fields[name], "choices", ()))
        labels = {str(key): str(label) for key, label in choices}
        values = value if isinstance(value, set) else [value]
        return "、".join(labels.get(str(choice), str(choice)) for choice in sorted(values, key=str))

    # Chips

    @cached_property
    def chips(self):
        """The first choice of ``chips_of``, the chosen one, and each choice that has rows under the other filters."""
        if not self.chips_of:
            return []
        counts = self.chip_counts()
        entries = [(str(value), label) for value, label in self.fields[self.chips_of].choices]
        chips = [self.chip(label, value, counts.get(value, 0)) for value, label in entries]
        return [chip for chip in chips if chip["count"] or chip["current"] or chip is chips[0]]

    def chip(self, label, value, count):
        """Return one chip; ``value`` is a choice, or a list of choices for a ``ChoicesFilter``."""
        name = self.chips_of
        values = value if isinstance(value, list) else [value]
        current = set(self.data.getlist(name)) - {""} == set(values) - {""}
        return {"label": label, "url": self.address(**{name: value}), "current": current, "count": count}

    def chip_counts(self):
        """Return ``{choice: number of rows}`` under the other filters; the key ``""`` has the total."""
        rows = self.filtered(without=self.chips_of)
        if isinstance(rows, QuerySet):
            lookup = getattr(self.fields[self.chips_of], "lookup", None) or self.chips_of
            counted = rows.order_by().values_list(lookup).annotate(rows=Count("pk"))
            counts = {str(value): number for value, number in counted}
        else:
            counts = Counter(str(value) for row in rows for value in self.chip_values(row))
        return {**counts, "": len(rows) if isinstance(rows, list) else sum(counts.values())}

    def chip_values(self, row):
        """For subclasses with computed rows: return the choices of ``chips_of`` that ``row`` matches."""
        raise NotImplementedError

    # Addresses

    def address(self, **changes):
        """Return the query string with some parameters changed and without ``page``; an empty value drops one."""
        kept = {name: values for name, values in self.request.GET.lists() if name != "page"} | changes
        return "?" + urlencode({name: value for name, value in kept.items() if value not in (None, "", [])}, doseq=True)

    @property
    def query(self):
        """The filters as a query string, for links to another page."""
        return urlencode({name: self.data.getlist(name) for name in self.fields if self.data.get(name)}, doseq=True)

    @property
    def url(self):
        return reverse(self.url_name, kwargs=self.request.resolver_match.kwargs)

    @property
    def export_url(self):
        return reverse(self.export_url_name, kwargs=self.request.resolver_match.kwargs) if self.export_url_name else ""

    @property
    def clear_url(self):
        """The URL of this list without filters; the fields in ``always`` and other parameters stay."""
        address = self.address(**{name: None for name in self.fields if name not in self.always})
        return self.url + ("" if address == "?" else address)

    @property
    def back_url(self):
        """The URL of the list from which an export came, with its filters; without them when it is too long."""
        url = f"{self.url}{self.address(format=None)}"
        return url if len(url) <= LONGEST_ADDRESS else self.url

    # Filters that the user keeps

    @cached_property
    def saved_filters(self):
        """The filters that the user has kept for this list; none where the list does not offer it."""
        return list(SavedFilter.objects.of_list(self.user, self.url)) if self.saves_filters else []

    # Export

    def export(self, title, *, on=None, organization=None):
        """Return the filtered and sorted rows as a file; redirect to the list when a filter is invalid."""
        if self.errors:
            return redirect(self.back_url)
        rows = self.export_rows()
        return export(
            self.request,
            title,
            self.export_columns(),
            self.export_lines(rows),
            count=rows.count() if isinstance(rows, QuerySet) else len(rows),
            filters=self.described,
            on=on,
            organization=organization,
            remark=self.remark,
        )

    def export_rows(self):
        return self.rows

    def export_columns(self):
        return self.columns

    def export_lines(self, rows):
        """Return the lines of the file, each a list of cells."""
        stored = isinstance(rows, QuerySet)
        return (self.exported(row) for row in (rows.iterator(chunk_size=CHUNK) if stored else rows))

    def exported(self, row):
        """Return the cells of ``row`` in the order of ``columns``."""
        raise NotImplementedError

    def context(self, **more):
        """Return the context for the template: the values that the shared parts of a list need, and ``more``."""
        return {"list": self, "page": self.page, "sizes": self.sizes, "chips": self.chips, **more}
