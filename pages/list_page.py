"""The one way to make a filtered list: declare its filters, its order and its columns, and show it or export it.

A list page is a form that is filled in by the address: each of its fields is a filter, and the method
``filter_NAME(rows, value)`` says what it does. Rows are a QuerySet or, where they are computed, a list::

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

A filter without a method of its own compares the column of its ``lookup`` or of its name.
"""

from collections import Counter

from django import forms
from django.db.models import Count, QuerySet
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from pages import paging
from pages.export import export

LONGEST_ADDRESS = 2000  # characters
CHUNK = 2000  # rows fetched at a time for an export


def sorted_rows(rows, sort, sorts, default=()):
    """``rows`` in the order that ``sort`` names, ``-`` in front turns it round; unknown names leave the default.

    ``sorts`` maps each name to the columns of a QuerySet, or for a list to the key of a row.
    """
    way = sorts.get(sort.removeprefix("-"))
    turned = sort.startswith("-")
    if not isinstance(rows, QuerySet):
        return sorted(rows, key=way, reverse=turned) if way else rows
    if way is None:
        return rows.order_by(*default) if default else rows
    return rows.order_by(*[f"-{column}" if turned else column for column in way], "pk")


class ListPage(forms.Form):
    """A list with its filters; see the head of this module."""

    url_name = ""  # of the page itself
    export_url_name = ""
    sizes = paging.SIZES
    first_size = None  # rows at first, when it is not the first of the sizes
    sorts = {}
    order = ()  # columns of a QuerySet when nothing else is asked for
    chips_of = ""  # the filter that is shown as chips with their counts
    chips_label = ""
    nothing_found = _("没有符合条件的记录")
    hint = ""  # what else to try when nothing is found
    always = ()  # fields that say what the list is about: ``all_rows`` looks at them, and they are no filters
    columns = ()  # of the export
    remark = ""  # a further sentence below the title of the export

    def __init__(self, request, *, data=None):
        self.request, self.user = request, request.user
        super().__init__(self.completed(request.GET if data is None else data))
        self.prepare()
        self.full_clean()

    def completed(self, data):
        """For subclasses: the parameters with those that the address leaves out; without a change ``data`` itself."""
        return data

    def prepare(self):
        """For subclasses: offer choices that depend on the person or the rows."""

    # Rows

    def all_rows(self):
        """The rows in the person's scope before any filter."""
        raise NotImplementedError

    @cached_property
    def base(self):
        return self.all_rows()

    @cached_property
    def asked(self):
        """What the address filters by, as far as it was understood."""
        given = self.cleaned_data.items()
        return {name: value for name, value in given if value not in (None, "", set()) and value is not False}

    def filtered(self, *, without=""):
        """The rows that fit all filters but the one called ``without``."""
        rows = self.base
        for name, value in self.asked.items():
            if name != without and name not in self.always:
                rows = self._fitting(rows, name, value)
        return rows

    def _fitting(self, rows, name, value):
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
        """The filters that are shown as fields."""
        return [field for field in self.visible_fields() if field.name != self.chips_of]

    @property
    def kept(self):
        """Names and values of the address that the fields do not show, for hidden inputs."""
        shown = {"page", *(field.name for field in self.controls)}
        return [(name, value) for name, values in self.request.GET.lists() if name not in shown for value in values]

    @property
    def is_narrowed(self):
        return any(name not in self.always for name in self.asked)

    @property
    def described(self):
        """The filters in words, for the history: ``操作=登录；来源=页面``."""
        return "；".join(f"{self.fields[name].label}={self._said(name, value)}" for name, value in self.asked.items())

    def _said(self, name, value):
        if value is True:
            return _t("是")
        words = {str(key): str(label) for key, label in getattr(self.fields[name], "choices", ())}
        values = value if isinstance(value, set) else [value]
        return "、".join(words.get(str(each), str(each)) for each in sorted(values, key=str))

    # Chips

    @cached_property
    def chips(self):
        """A chip for each answer of ``chips_of`` that occurs under the other filters, and for the chosen one."""
        if not self.chips_of:
            return []
        counts = self.chip_counts()
        entries = [(str(value), label) for value, label in self.fields[self.chips_of].choices]
        chips = [self.chip(label, value, counts.get(value, 0)) for value, label in entries]
        return [chip for chip in chips if chip["count"] or chip["current"] or chip is chips[0]]

    def chip(self, label, value, count):
        """One chip; ``value`` is a word, or for a filter of several a list of them."""
        name = self.chips_of
        values = value if isinstance(value, list) else [value]
        current = set(self.data.getlist(name)) - {""} == set(values) - {""}
        return {"label": label, "url": self.address(**{name: value}), "current": current, "count": count}

    def chip_counts(self):
        """``{answer: rows}`` under the other filters; ``""`` is all of them."""
        rows = self.filtered(without=self.chips_of)
        if isinstance(rows, QuerySet):
            lookup = getattr(self.fields[self.chips_of], "lookup", None) or self.chips_of
            counted = rows.order_by().values_list(lookup).annotate(rows=Count("pk"))
            counts = {str(value): number for value, number in counted}
        else:
            counts = Counter(str(value) for row in rows for value in self.chip_values(row))
        return {**counts, "": len(rows) if isinstance(rows, list) else sum(counts.values())}

    def chip_values(self, row):
        """The answers that a computed ``row`` counts for."""
        raise NotImplementedError

    # Addresses

    def address(self, **changes):
        """The parameters of this page with some changed, from its first page on; an empty value drops one."""
        kept = {name: values for name, values in self.request.GET.lists() if name != "page"} | changes
        return "?" + urlencode({name: value for name, value in kept.items() if value not in (None, "", [])}, doseq=True)

    @property
    def query(self):
        """The filters alone, for the address of a page that goes on from here."""
        return urlencode({name: self.data.getlist(name) for name in self.fields if self.data.get(name)}, doseq=True)

    @property
    def url(self):
        return reverse(self.url_name, kwargs=self.request.resolver_match.kwargs)

    @property
    def export_url(self):
        return reverse(self.export_url_name, kwargs=self.request.resolver_match.kwargs) if self.export_url_name else ""

    @property
    def clear_url(self):
        """This list without its filters; what it is about and the day shown stay."""
        address = self.address(**{name: None for name in self.fields if name not in self.always})
        return self.url + ("" if address == "?" else address)

    @property
    def back_url(self):
        """The page of an export, with its filters; without those that nobody can have meant."""
        url = f"{self.url}{self.address(format=None)}"
        return url if len(url) <= LONGEST_ADDRESS else self.url

    # Export

    def export(self, title, *, on=None, organization=None):
        """The rows as filtered and sorted, as a file; back to the page where a filter was not understood."""
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
        """The lines of the file, each a list of cells."""
        stored = isinstance(rows, QuerySet)
        return (self.exported(row) for row in (rows.iterator(chunk_size=CHUNK) if stored else rows))

    def exported(self, row):
        """The cells of ``row`` in the order of the columns."""
        raise NotImplementedError

    def context(self, **more):
        """What the shared parts of a list need, and ``more``."""
        return {"list": self, "page": self.page, "sizes": self.sizes, "chips": self.chips, **more}
