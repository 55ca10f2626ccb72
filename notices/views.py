"""站内消息: what the portal has told one person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from notices.models import Message
from pages import listing, paging


@login_required
@require_GET
def listing_page(request):
    """The person's messages, the newest first; unread ones are open."""
    own = Message.objects.visible_to(request.user)
    everything = list(own.order_by().values_list("kind", "read_at"))
    unread = sum(read_at is None for _kind, read_at in everything)
    kind = request.GET.get("kind", "")
    shown = own.unread() if kind == "unread" else own.filter(kind=kind) if kind in Message.Kind.values else own
    page = paging.page_of(request, shown.order_by("-day", "-pk"))
    context = {
        "page": page,
        "unread": unread,
        "rows": [{"message": each, "lines": _lines(each)} for each in page.object_list],
        "chips": _chips(request, everything, unread),
        "sizes": paging.SIZES,
    }
    return render(request, "notices/messages.html", context)


def _chips(request, everything, unread):
    kinds = [kind for kind, _read_at in everything]
    chips = [
        listing.chip(request, _("全部"), name="kind", value="", count=len(everything)),
        listing.chip(request, _("未读"), name="kind", value="unread", count=unread),
    ]
    for kind in Message.Kind:
        chips.append(listing.chip(request, kind.label, name="kind", value=kind.value, count=kinds.count(kind)))
    return chips


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
    numbers = listing.numbers_posted(request, "message")
    count = (unread.filter(pk__in=numbers) if "message" in request.POST else unread).update(read_at=timezone.now())
    messages.success(request, _("已把 %(count)s 条消息标为已读。") % {"count": count})
    return redirect("notices:messages")
