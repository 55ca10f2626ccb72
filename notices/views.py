"""The pages 待办 (to-do entries of one person), 站内消息 (messages), and 消息设置 (how a person wants them)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from notices import actions, todo
from notices.forms import WaysForm
from notices.models import Message
from pages.filters import ChoiceFilter, TextFilter
from pages.forms import posted
from pages.list_page import ListPage
from pages.numbers import wholes


class MessageList(ListPage):
    """The user's messages, the newest first."""

    url_name = "notices:messages"
    nothing_found = gettext_lazy("没有这一类消息")
    kind = ChoiceFilter(
        gettext_lazy("类别"), [("unread", gettext_lazy("未读")), *Message.Kind.choices], every=gettext_lazy("全部")
    )
    order = ["-day", "-pk"]
    chips_of, chips_label = "kind", gettext_lazy("按类别筛选")

    def all_rows(self):
        return Message.objects.visible_to(self.user)

    def filter_kind(self, rows, kind):
        return rows.unread() if kind == "unread" else rows.filter(kind=kind)

    @cached_property
    def unread(self):
        return self.base.unread().count()

    def chip_counts(self):
        return super().chip_counts() | {"unread": self.unread}


class TodoList(ListPage):
    """The user's to-do entries, the most urgent first."""

    url_name = "notices:todo"
    nothing_found = gettext_lazy("没有符合条件的事项")
    q = TextFilter(gettext_lazy("搜索"), placeholder=gettext_lazy("任务、单位"))
    kind = ChoiceFilter(gettext_lazy("类别"), every=gettext_lazy("全部"))
    sorts = {"day": lambda entry: entry.day}
    chips_of, chips_label = "kind", gettext_lazy("按类别筛选")

    def __init__(self, request, entries):
        self.entries = entries
        super().__init__(request)

    def prepare(self):
        self.fields["kind"].offer(todo.all_kinds().items())

    def all_rows(self):
        return self.entries

    def filter_q(self, entries, text):
        return [entry for entry in entries if text in entry.title or text in entry.note]

    def filter_kind(self, entries, kind):
        return [entry for entry in entries if entry.kind == kind]

    def chip_values(self, entry):
        return [entry.kind]


@login_required
@require_GET
def todo_page(request):
    """Show the to-do entries, the most urgent first, and the parts of the page that the apps add."""
    user, on = request.user, timezone.localdate()
    gathered = todo.gather(user, on=on)
    entries = sorted((entry for waiting in gathered for entry in waiting.entries), key=lambda entry: entry.urgency)
    user.todo_total = len(entries)  # the badge in the frame need not count again
    kinds = todo.all_kinds()
    parts = {place: [] for place in ("lead", "more", "actions", "main", "side")}
    for waiting in gathered:
        for place, template in waiting.parts.items():
            parts[place].append({"template": template, "todo": waiting.context})
    listed = TodoList(request, entries)
    rows = [{"entry": entry, "word": kinds[entry.kind]} for entry in listed.page.object_list]
    context = listed.context(total_waiting=len(entries), rows=rows, parts=parts, as_of=on)
    return render(request, "notices/todo.html", context)


@login_required
@require_GET
def listing_page(request):
    """Show the messages; the template opens the unread ones."""
    listed = MessageList(request)
    return render(request, "notices/messages.html", listed.context(unread=listed.unread))


@login_required
@require_POST
def mark_read(request):
    """Mark the messages with the pks in ``message`` as read; without that parameter all of them."""
    unread = Message.objects.visible_to(request.user).unread()
    numbers = wholes(request.POST.getlist("message"))
    count = (unread.filter(pk__in=numbers) if "message" in request.POST else unread).update(read_at=timezone.now())
    messages.success(request, _("已把 %(count)s 条消息标为已读。") % {"count": count})
    return redirect("notices:messages")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ways(request):
    """Choose for each kind of message whether it comes at once, also by e-mail, or with the daily digest."""
    form = WaysForm(posted(request), ways=actions.ways_of(request.user))
    if request.method == "POST" and form.is_valid():
        if actions.choose_ways(request.user, form.cleaned_data):
            messages.success(request, _("消息设置已保存。"))
        return redirect("account")
    crumbs = [{"label": _("我的账号"), "url": reverse("account")}, {"label": _("消息设置")}]
    return render(request, "notices/ways.html", {"form": form, "crumbs": crumbs})
