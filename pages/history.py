"""The page 历史记录: the history of a manager's subtree as a filtered list. It may have millions of rows."""

from datetime import datetime, time
from itertools import islice

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from audit import labels
from audit.models import AuditEntry
from audit.paths import below_q
from audit.presentation import as_text, lines
from files.writing import Column
from pages import paging
from pages.filters import ChoiceFilter, DayFilter, HiddenFilter, TextFilter
from pages.list_page import CHUNK, ListPage

UNITS_MATCHED = 50
CAP = 10_000  # later rows are neither counted nor shown; users have to filter to find them
EXPORT_LIMIT = 100_000


class HistoryList(ListPage):
    """Rows of the history; ``?object=tasks.assignment:12`` filters by one object."""

    url_name, export_url_name = "audit:history", "audit:export"
    since = DayFilter(_("起始日期"))
    until = DayFilter(_("截止日期"))
    who = TextFilter(_("操作人"), placeholder=_("操作人姓名或账号"))
    unit = TextFilter(_("单位"), placeholder=_("单位名称、代码或拼音首字母"))
    action = ChoiceFilter(_("操作"), every=_("全部操作"))
    source = ChoiceFilter(_("来源"), AuditEntry.Source.choices, every=_("全部来源"))
    object = HiddenFilter(_("对象"))
    saves_filters = True
    sizes = (50, 100)
    sorts = {"at": ["pk"]}
    order = ["-pk"]
    columns = (
        Column(_("时间"), "datetime", 17),
        Column(_("操作人"), width=12),
        Column(_("单位"), width=20),
        Column(_("操作"), width=16),
        Column(_("对象类型"), width=12),
        Column(_("对象"), width=30),
        Column(_("变更"), width=50),
        Column(_("说明"), width=30),
        Column(_("来源"), width=10),
        Column(_("地址"), width=16),
    )

    def prepare(self):
        self.fields["action"].offer(labels.grouped_choices)

    def clean(self):
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            raise ValidationError(_t("起始日期晚于截止日期，请对调后再查。"))

    def clean_object(self):
        text = self.cleaned_data["object"]
        if text and text.count(":") != 1:
            raise ValidationError(_t("对象须写成“类型:编号”，请从对象页面进入。"))
        return text

    def all_rows(self):
        return AuditEntry.objects.visible_to(self.user)

    def filter_since(self, entries, day):
        return entries.filter(at__gte=timezone.make_aware(datetime.combine(day, time.min)))

    def filter_until(self, entries, day):
        return entries.filter(at__lte=timezone.make_aware(datetime.combine(day, time.max)))

    def filter_who(self, entries, text):
        return entries.filter(actor_id__in=get_user_model().objects.search(text).order_by().values("pk"))

    def filter_unit(self, entries, text):
        """Rows about the units that match the text and the units below them; no rows when no unit matches."""
        paths = self.user.units_matching(text).order_by("path").values_list("path", flat=True)[:UNITS_MATCHED]
        inside = Q(pk__in=[])
        for path in paths:
            inside |= below_q(path, field="organization_path")
        return entries.filter(inside)

    def filter_object(self, entries, text):
        object_type, object_id = text.split(":")
        return entries.filter(object_type=object_type, object_id=object_id)

    @cached_property
    def page(self):
        """The page of rows; only the first ``CAP`` rows have pages.

        The query gets unsorted ids, which are sorted here. With ``ORDER BY id DESC LIMIT`` databases read
        the whole table from its end, and do not use the index of the filter.
        """
        newest_first = self.sort != "at"
        ids = sorted(self.rows.order_by().values_list("pk", flat=True)[:CAP], reverse=newest_first)
        if len(ids) == CAP:
            return self.page_from(self.rows, paginator=LongPaginator)
        page = self.page_from(ids)
        stored = AuditEntry.objects.in_bulk(list(page.object_list))
        page.object_list = [stored[pk] for pk in page.object_list]
        return page

    def page_from(self, rows, paginator=Paginator):
        return paging.page_of(self.request, rows, sizes=self.sizes, paginator=paginator)

    @property
    def is_capped(self):
        return self.page.paginator.count == CAP

    def export_rows(self):
        return self.filtered().order_by("-pk")

    def export_lines(self, entries):
        stored = entries.iterator(chunk_size=CHUNK)
        while chunk := list(islice(stored, CHUNK)):
            yield from map(self.exported, lines(chunk, self.user))

    def exported(self, row):
        entry = row.entry
        subject = [entry.at, entry.actor_name, entry.organization_name, row.action, row.kind, row.label]
        return [*subject, as_text(row.changes), entry.note, entry.get_source_display(), entry.address]


class LongPaginator(Paginator):
    """A paginator for lists with at least ``CAP`` rows; it does not count them."""

    count = CAP


@login_required
def history(request):
    _require_manager(request.user)
    listed = HistoryList(request)
    page_lines = lines(listed.page.object_list, request.user)
    return render(request, "pages/history.html", listed.context(lines=page_lines, capped=listed.is_capped))


@login_required
def export(request):
    """Export the filtered rows; with more than ``EXPORT_LIMIT`` of them show an error instead."""
    _require_manager(request.user)
    listed = HistoryList(request)
    if listed.filtered().order_by()[: EXPORT_LIMIT + 1].count() > EXPORT_LIMIT:
        text = _t("符合条件的记录超过 %(limit)s 条，请缩小日期范围后再导出。")
        messages.error(request, text % {"limit": f"{EXPORT_LIMIT:,}"})
        return redirect(listed.back_url)
    return listed.export(_t("历史记录"))


def _require_manager(user):
    if not user.can_manage:
        raise PermissionDenied
