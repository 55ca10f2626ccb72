from django import template

from audit.models import AuditEntry
from audit.presentation import lines

register = template.Library()


@register.inclusion_tag("audit/_object.html")
def object_history(target, user, limit=10):
    """The newest rows about ``target`` that ``user`` may see, for the page of the object itself."""
    entries = AuditEntry.objects.visible_to(user).about(target)[: limit + 1]
    key = f"{target._meta.label_lower}:{target.pk}"
    return {"lines": lines(entries[:limit], user), "more": len(entries) > limit and user.can_manage, "key": key}
