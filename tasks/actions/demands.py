"""Actions on the demands of a directive (原文要求): find them in the text, load a list, say what proves each."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import between, snapshot
from tasks import proofs
from tasks.actions import rights
from tasks.models import Demand, Directive, TaskProposal


@transaction.atomic
def find_demands(directive, *, by):
    """List the demands that the reader found in the text, each with the proofs that its words propose.

    Demands that are listed already stay as they are. Returns how many are new.
    """
    rights.check_may_issue(by, directive.organization)
    Directive.objects.select_for_update().get(pk=directive.pk)
    listed = list(directive.demands.all())
    known, number = {demand.phrase for demand in listed}, max((demand.number for demand in listed), default=0)
    every, found = proofs.all_proofs(), []
    for proposal in directive.proposals.exclude(state=TaskProposal.State.MERGED):
        for phrase in dict.fromkeys(phrase["text"][:300] for phrase in proposal.phrases):
            if phrase not in known:
                found.append(_found(directive, number + len(found) + 1, proposal, phrase, every))
    Demand.objects.bulk_create(found)
    if found:
        audit.record("directive.demands_listed", target=directive, by=by, note=str(len(found)))
    return len(found)


def _found(directive, number, proposal, phrase, every):
    return Demand(
        directive=directive,
        number=number,
        item=proposal.number,
        phrase=phrase,
        addressees="、".join(addressee["name"] for addressee in proposal.addressees)[:100],
        proofs=proofs.proposed(phrase, every),
    )


@transaction.atomic
def load_demands(directive, rows, *, by):
    """Replace the demands by ``rows``, dictionaries with the fields of ``Demand``; return them.

    Raises ``ValidationError`` that names the row and the field; then nothing is changed.
    """
    rights.check_may_issue(by, directive.organization)
    Directive.objects.select_for_update().get(pk=directive.pk)
    demands, every = [Demand(directive=directive, **row) for row in rows], proofs.all_proofs()
    errors = []
    for demand in demands:
        try:
            _check_proofs(demand.proofs, every)
            demand.full_clean(exclude=["directive"], validate_unique=False)
        except ValidationError as error:
            errors.append(
                _("序号 %(number)s：%(reason)s") % {"number": demand.number, "reason": "".join(error.messages)}
            )
    numbers = [demand.number for demand in demands]
    errors += [_("序号 %(number)s 重复。") % {"number": number} for number in {*numbers} if numbers.count(number) > 1]
    if errors:
        raise ValidationError(errors)
    directive.demands.all().delete()
    Demand.objects.bulk_create(demands)
    audit.record("directive.demands_listed", target=directive, by=by, note=str(len(demands)))
    return demands


@transaction.atomic
def explain_demand(demand, *, proofs, reason, by):
    """Say what proves a demand, or why nothing does."""
    rights.check_may_issue(by, demand.organization)
    demand = Demand.objects.select_for_update(of=("self",)).select_related("directive__organization").get(pk=demand.pk)
    before = snapshot(demand, ["proofs", "reason"])
    demand.proofs, demand.reason = list(proofs), reason.strip()
    _check_proofs(demand.proofs)
    demand.full_clean()
    demand.save(update_fields=["proofs", "reason"])
    audit.record(
        "demand.explained", target=demand, by=by, changes=between(before, snapshot(demand, ["proofs", "reason"]))
    )
    return demand


def _check_proofs(keys, every=None):
    every = proofs.all_proofs() if every is None else every
    if unknown := [key for key in keys if key not in every]:
        wording = {"keys": "、".join(unknown)}
        raise ValidationError({"proofs": _("平台没有“%(keys)s”这样的台账、指标或记录。") % wording})
