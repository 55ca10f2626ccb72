"""Draw a sample of what a unit counts as met, and enter what was found there (抽核)."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from audit import actions as audit
from indicators import gap
from indicators.actions import rights
from indicators.models import Sample, SampledElement

LARGEST = 500


@transaction.atomic
def draw(indicator, organization, *, size, on, by):
    """Draw ``size`` of the elements of ``organization`` that count as met on the day ``on``; return the ``Sample``.

    Raises ``ValidationError`` when nothing is met or the size is wrong.
    """
    rights.check_may_draw(organization, by=by)
    if not 1 <= size <= LARGEST:
        raise ValidationError(_("抽取数应在 1 至 %(largest)s 之间。") % {"largest": LARGEST})
    met = list(gap.elements(indicator, organization, on=on).filter(gap_state=gap.State.MET))
    if not met:
        raise ValidationError(_("截至所选日期没有计为已达到的对象，不能抽核。"))
    sample = Sample(indicator=indicator.key, organization=organization, on=on, size=min(size, len(met)), drawn_by=by)
    sample.seed, sample.total = get_random_string(16), len(met)
    sample.save(force_insert=True)
    chosen = chosen_by(sample.seed, [element.pk for element in met], sample.size)
    places = {element.pk: gap.place_of(element) for element in met}
    SampledElement.objects.bulk_create(
        SampledElement(sample=sample, element_id=pk, organization=places[pk]) for pk in chosen
    )
    changes = {"size": [None, sample.size], "total": [None, sample.total], "seed": [None, sample.seed]}
    audit.record("indicator.sample_drawn", target=sample, by=by, changes=changes)
    return sample


def chosen_by(seed, pks, size):
    """Return the ``size`` keys with the smallest SHA-256 of ``seed:key``: the same for everybody who draws again."""
    return sorted(pks, key=lambda pk: sha256(f"{seed}:{pk}".encode()).digest())[:size]


@transaction.atomic
def enter_result(element, *, result, note, by):
    """Enter what was found about one element of a sample; an earlier result stays in the history."""
    rights.check_may_enter_result(element.sample, by=by)
    if result not in SampledElement.Result:
        raise ValidationError(_("请选择抽核结果。"))
    element = SampledElement.objects.select_for_update(of=("self",)).select_related("sample").get(pk=element.pk)
    before = element.result, element.note
    element.result, element.note = result, note.strip()
    element.full_clean()
    element.save(update_fields=["result", "note"])
    changes = {"result": [before[0], element.result], "note": [before[1], element.note]}
    audit.record(
        "indicator.sample_result", target=element, by=by, organization=element.sample.organization, changes=changes
    )
    return element
