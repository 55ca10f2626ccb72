"""Send the reminders (催办) that a page asks for, and say on the next page what became of them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tasks import actions


def send_reminders(request, assignments, form, *, on, period_start=None):
    """Remind the units of ``assignments`` with the note of ``form``, a valid ``ReminderForm``."""
    terms = {"note": form.cleaned_data["note"], "reply_by": form.cleaned_data["reply_by"]}
    try:
        sent = actions.remind(assignments, by=request.user, on=on, period_start=period_start, **terms)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return
    if sent:
        values = {"units": len({assignment.organization_id for assignment in sent}), "count": len(sent)}
        messages.success(request, _("已向 %(units)s 个单位发出催办，共 %(count)s 项。") % values)
    if len(sent) < len(assignments):
        count = len(assignments) - len(sent)
        messages.info(request, _("%(count)s 项今天已经催办过，没有重复发送。") % {"count": count})
