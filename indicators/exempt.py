"""Which elements an exemption (豁免) takes out of a population on a day."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left, Length

from indicators.models import Exemption


def without_exempt(elements, key, *, on):
    """Leave out ``elements`` that are exempt from the indicator ``key`` on the day ``on``.

    An exemption of a unit covers the elements of all units below it; one of a record covers this record.
    """
    exemptions = Exemption.objects.in_force(on=on).filter(indicator=key)
    covering = exemptions.filter(organization__path=Left(OuterRef("place_path"), Length("organization__path")))
    label = elements.model._meta.label_lower
    whole_unit, one_record = Q(record_type=""), Q(record_type=label, record_id=OuterRef("pk"))
    return elements.exclude(Exists(covering.filter(whole_unit | one_record)))
