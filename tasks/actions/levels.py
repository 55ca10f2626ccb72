"""Choose at which level of a directive work is handed out (分派层级): 一、 （一） 1. …"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from tasks.actions import rights
from tasks.actions.directives import proposals_of, read_again
from tasks.actions.proposals import EDITABLE
from tasks.models import Directive, TaskProposal


@transaction.atomic
def choose_level(directive, *, by, level, area=""):
    """Propose the tasks of another level, of one area (by its number) or of all; "" is the level the text suggests.

    Proposals that a person has accepted, edited, merged, split or dropped stay as they are, and nothing new is proposed
    in their passages. Raises ``ValidationError`` if the directive has no such area or level.
    """
    rights.check_may_issue(by, directive.organization)
    directive = Directive.objects.select_for_update().get(pk=directive.pk)
    _check(directive, level, area)
    levels = {**directive.outline.get("levels", {}), area: level} if area else {"": level}
    outline = read_again(directive, {key: value for key, value in levels.items() if value})
    if outline is None:
        raise ValidationError(_("这份文件由旧版本读取，不能换分派层级。请重新上传后再选。"))
    before = proposals_of(directive)
    directive.outline = outline
    _replace(directive, before, proposals_of(directive))
    directive.save(update_fields=["outline"])
    place = _("第 %(area)s 领域") % {"area": area} if area else _("全文")
    note = _("%(place)s按“%(level)s”分派") % {"place": place, "level": level or _("自动")}
    audit.record("directive.level_chosen", target=directive, by=by, note=note)
    return directive


def _check(directive, level, area):
    areas = [each for each in directive.outline.get("areas", []) if area in ("", each["number"])]
    if not areas:
        raise ValidationError(_("文件里没有第 %(area)s 领域。") % {"area": area})
    if level and not any(level in ("area", *each.get("levels", [])) for each in areas):
        raise ValidationError(_("这里没有“%(level)s”这一层。") % {"level": level})


def _replace(directive, before, wanted):
    """Replace the proposals that are still as read by ``wanted``, where no kept proposal stands in the passage."""
    as_read = {_fingerprint(proposal) for proposal in before}
    stored = list(directive.proposals.all())
    kept = [each for each in stored if each.state != TaskProposal.State.PROPOSED or _fingerprint(each) not in as_read]
    blocked = [each for each in wanted if any(_overlap(each, other) for other in kept)]
    untouched = [each for each in stored if each not in kept]
    staying = [each for each in untouched if any(_is_within(each, other) for other in blocked)]
    new = [each for each in wanted if each not in blocked]
    TaskProposal.objects.filter(pk__in=[each.pk for each in untouched if each not in staying]).delete()
    _store_in_order([*kept, *staying, *new])


def _store_in_order(proposals):
    """Number the proposals in the order of the text, and store the new ones."""
    for order, proposal in enumerate(sorted(proposals, key=lambda each: (each.start, each.order)), start=1):
        proposal.order = order
    TaskProposal.objects.bulk_update([each for each in proposals if each.pk], ["order"])
    TaskProposal.objects.bulk_create([each for each in proposals if not each.pk])


def _fingerprint(proposal):
    deadline = str(proposal.deadline) if proposal.deadline else ""
    words = [str(getattr(proposal, name)) for name in EDITABLE if name != "deadline"]
    return (proposal.start, proposal.end, deadline, *words)


def _overlap(one, other):
    return one.start < other.end and other.start < one.end


def _is_within(one, other):
    return other.start <= one.start and one.end <= other.end
