"""站内消息: what the portal has told one person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from notices.models import Message
from pages.filters import ChoiceFilter
from pages.list_page import ListPage
from pages.numbers import wholes


class MessageList(ListPage):
    """The person's messages, the newest first."""

    url_name = "notices:messages"
    nothing_found = gettext_lazy("没有这一类消息")
    kind = ChoiceFilter(
        gettext_lazy("类别"), [("unread", gettext_lazy("未读")), *Message.Kind.choices], every=gettext_lazy("全部")
    )
    order = ["-day", "-pk"]
    chips_of, chips_label = "kind", gettext_lazy("按类别筛选")

    def all_rows(self):
        return Message.objects.visible_to(self.user)

    def filter_kind(self, own, kind):
        return own.unread() if kind == "unread" else own.filter(kind=kind)

    @cached_property
    def unread(self):
        return self.base.unread().count()

    def chip_counts(self):
        return super().chip_counts() | {"unread": self.unread}


@login_required
@require_GET
def listing_page(request):
    """Unread messages are open."""
    listed = MessageList(request)
    rows = [{"message": each, "lines": _lines(each)} for each in listed.page.object_list]
    return render(request, "notices/messages.html", listed.context(rows=rows, unread=listed.unread))


def _lines(message):
    """Each line leads to what it is about."""
    return [
        {
            "text": item.get("text", ""),
            "url": reverse("tasks:assignment", args=[item["assignment"]]) if item.get("assignment") else "",
        }
        for item in message.items
    ]


@login_required
@require_POST
def mark_read(request):
    """One message read (``message``), or all of them."""
    unread = Message.objects.visible_to(request.user).unread()
    numbers = wholes(request.POST.getlist("message"))
    count = (unread.filter(pk__in=numbers) if "message" in request.POST else unread).update(read_at=timezone.now())
    messages.success(request, _("已把 %(count)s 条消息标为已读。") % {"count": count})
    return redirect("notices:messages")
