"""What waits for one person (待办), and what the portal has told them (站内消息)."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from notices import todo
from notices.models import Message
from pages import listing, paging


@login_required
@require_GET
def todo_page(request):
    """What waits, most urgent first; each app that has something waiting adds its own parts of the page."""
    user, on = request.user, timezone.localdate()
    gathered = todo.gather(user, on=on)
    entries = sorted((entry for waiting in gathered for entry in waiting.entries), key=lambda entry: entry.urgency)
    user.todo_total = len(entries)  # the badge in the frame need not count again
    kinds = todo.all_kinds()
    kind, text = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    shown = [
        entry
        for entry in entries
        if (entry.kind == kind or kind not in kinds) and (text in entry.title or text in entry.note)
    ]
    page = paging.page_of(request, shown)
    parts = {place: [] for place in ("lead", "more", "actions", "main", "side")}
    for waiting in gathered:
        for place, template in waiting.parts.items():
            parts[place].append({"template": template, "todo": waiting.context})
    context = {
        "total": len(entries),
        "page": page,
        "rows": [{"entry": entry, "word": kinds[entry.kind]} for entry in page.object_list],
        "chips": _todo_chips(request, entries, kinds),
        "sizes": paging.SIZES,
        "parts": parts,
        "q": text,
        "filtered": bool(kind or text),
        "as_of": on,
    }
    return render(request, "notices/todo.html", context)


def _todo_chips(request, entries, kinds):
    """One chip for each kind that occurs, with its count."""
    counts = Counter(entry.kind for entry in entries)
    chips = [listing.chip(request, _("全部"), name="kind", value="", count=len(entries))]
    for kind, label in kinds.items():
        if counts[kind] or request.GET.get("kind") == kind:
            chips.append(listing.chip(request, label, name="kind", value=kind, count=counts[kind]))
    return chips


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


@login_required
@require_POST
def mark_read(request):
    """One message read (``message``), or all of them."""
    unread = Message.objects.visible_to(request.user).unread()
    numbers = listing.numbers_posted(request, "message")
    count = (unread.filter(pk__in=numbers) if "message" in request.POST else unread).update(read_at=timezone.now())
    messages.success(request, _("已把 %(count)s 条消息标为已读。") % {"count": count})
    return redirect("notices:messages")
