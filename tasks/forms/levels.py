"""The choice of the level at which a directive hands out work (分派层级)."""

from django import forms
from django.utils.translation import gettext as _

from tasks.reading.levels import AREA


class LevelForm(forms.Form):
    """One choice of many on the page: the pressed button names the area, and each area has a field of its own."""

    area = forms.CharField(required=False, max_length=10)

    @property
    def choice(self):
        """The chosen area ("" for all) and level ("" for the one that the text suggests)."""
        area = self.data.get("area", "")[:10]
        return {"area": area, "level": self.data.get(f"level-{area}", "")[:10]}


def level_choices(directive, area=None):
    """The levels that a person may choose for an area or for the whole directive; ``None`` if there is only one.

    Returns ``name`` of the field, ``chosen`` and ``options`` as pairs of value and label.
    """
    areas = [area] if area else directive.outline.get("areas", [])
    found = list(dict.fromkeys(level for each in areas for level in each.get("levels", [])))
    chosen = directive.outline.get("levels", {})
    options = [("", _automatic(area)), (AREA, _("整个领域一项"))]
    options += [(level, _("每个“%(level)s”一项") % {"level": level}) for level in found]
    number = area["number"] if area else ""
    if not found and (area is None or area["level"] != AREA):
        return None
    return {"name": f"level-{number}", "number": number, "chosen": chosen.get(number, ""), "options": options}


def _automatic(area):
    if area is None:
        return _("自动（由文件的层次决定）")
    if not area.get("level") or area["level"] == AREA:
        return _("自动")
    return _("自动（现按“%(level)s”）") % {"level": area["level"]}
