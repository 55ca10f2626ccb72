"""The results of a search as a list page: its chips are the kinds of results."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from pages.filters import ChoiceFilter, TextFilter
from pages.list_page import ListPage
from search.providers import all_kinds, kind_called

FIRST = 5  # results of each kind on the page of all kinds


class ResultList(ListPage):
    """What matches ``q``: the first results of each kind, or with ``kind`` all of one kind, page by page."""

    url_name = "search:results"
    q = TextFilter(_("搜索"), placeholder=_("名称、内容、代码或拼音首字母"))
    kind = ChoiceFilter(_("种类"))
    always = ("q", "kind")
    chips_of, chips_label = "kind", _("按种类筛选")

    def prepare(self):
        self.fields["kind"].offer([(kind.key, kind.label) for kind in all_kinds()])

    @property
    def text(self):
        return self.active_filters.get("q", "")

    @property
    def chosen(self):
        """The kind in the address; ``None`` for all kinds."""
        return kind_called(self.active_filters.get("kind"))

    @cached_property
    def found(self):
        """Pairs of each kind and its rows, not yet read."""
        return [(kind, kind.find(self.user, self.text)) for kind in all_kinds()]

    @cached_property
    def counts(self):
        """``{kind: number of results}``; one query for each kind."""
        return {kind.key: len(rows) if isinstance(rows, list) else rows.count() for kind, rows in self.found}

    @property
    def total(self):
        return sum(self.counts.values())

    def all_rows(self):
        return next(rows for kind, rows in self.found if kind == self.chosen)

    @cached_property
    def chips(self):
        kinds = [kind for kind in all_kinds() if self.counts[kind.key] or kind == self.chosen]
        chips = [self.chip(kind.label, kind.key, self.counts[kind.key]) for kind in kinds]
        return [self.chip(_t("全部"), "", self.total), *chips]

    @property
    def groups(self):
        """The first results of each kind that has any."""
        return [
            {
                "kind": kind,
                "count": self.counts[kind.key],
                "hits": kind.tell(self.user, list(rows[:FIRST])),
                "more_url": self.address(kind=kind.key) if self.counts[kind.key] > FIRST else "",
            }
            for kind, rows in self.found
            if self.counts[kind.key]
        ]

    @property
    def hits(self):
        """The results of the chosen kind on this page."""
        return self.chosen.tell(self.user, list(self.page.object_list))
