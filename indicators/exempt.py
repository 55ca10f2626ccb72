"""Which elements an exemption (豁免) takes out of a population on a day."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left, Length

from organizations.models import nearest_q


def without_exempt(elements, key, *, on):
    """Leave out ``elements`` that are exempt from the indicator ``key`` on the day ``on``.

    An exemption of a unit covers the elements of all units below it as the tree stood on the day; one of a record
    covers this record.
    """
    exemptions = apps.get_model("indicators", "Exemption").objects.in_force(on=on).filter(indicator=key)
    place = "organization__placements__"
    stood = nearest_q(on, prefix=place, unit="organization__")
    is_above = Q(**{f"{place}path": Left(OuterRef("place_path"), Length(f"{place}path"))})
    covering = exemptions.filter(stood & is_above)
    label = elements.model._meta.label_lower
    whole_unit, one_record = Q(record_type=""), Q(record_type=label, record_id=OuterRef("pk"))
    return elements.exclude(Exists(covering.filter(whole_unit | one_record)))
