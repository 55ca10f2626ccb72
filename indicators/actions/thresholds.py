"""Set the target and the thresholds of an indicator for a year; they never judge a day before they were set."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import snapshot
from indicators import registry
from indicators.actions import rights
from indicators.models import IndicatorYear

FIELDS = ("target", "yellow", "red", "in_use")


@transaction.atomic
def set_thresholds(settings, *, on, by):
    """Store the unsaved ``settings`` (``IndicatorYear``), valid from the day ``on`` or later; return them.

    Raises ``ValidationError`` for an earlier day, a day outside the year, and thresholds in the wrong order.
    """
    rights.check_may_set_thresholds(by=by)
    check_thresholds(settings, on=on)
    settings.full_clean()
    settings.save(force_insert=True)
    changes = {name: [None, value] for name, value in snapshot(settings, FIELDS).items()}
    audit.record("indicator.thresholds_set", target=settings, by=by, changes=changes)
    return settings


def check_thresholds(settings, *, on):
    """Raise ``ValidationError`` unless the unsaved ``settings`` may be stored on the day ``on``."""
    if settings.valid_from < on:
        wording = {"day": on.isoformat()}
        raise ValidationError({"valid_from": _("界限不能追溯，起用日期不能早于今天（%(day)s）。") % wording})
    if settings.valid_from.year > settings.year:
        raise ValidationError({"valid_from": _("起用日期应在所设年度之内或之前。")})
    if IndicatorYear.objects.filter(key=settings.key, year=settings.year, valid_from=settings.valid_from).exists():
        wording = {"day": settings.valid_from.isoformat()}
        raise ValidationError({"valid_from": _("自 %(day)s 起的目标已经设定，请另选起用日期。") % wording})
    wanted = [settings.target, settings.yellow, settings.red]
    levels = [float(level) for level in wanted if level is not None]
    if any(not 0 <= level <= 100 for level in levels):
        raise ValidationError(_("目标和界限应在 0 至 100 之间。"))
    is_more_better = registry.get(settings.key).better == "more"
    if levels != sorted(levels, reverse=is_more_better):
        raise ValidationError(
            _("目标、黄色界限、红色界限应依次降低。") if is_more_better else _("目标、黄色界限、红色界限应依次升高。")
        )
