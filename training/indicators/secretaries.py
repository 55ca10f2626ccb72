from functools import partial, reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Left
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from indicators.registry import STEER, Indicator, declare
from indicators.spans import SpanKind
from ledgers import declarations
from ledgers.code_tables import has_code_q
from ledgers.resources import model_of
from training.models import SecretaryTraining
from years.models import TaskYear

SECRETARY = "secretary"
# data: codes of the table of training topics that the speech asks for (1.1)
EMERGENCIES = ("应急处突能力",)
REGULATIONS = (
    "党支部工作条例",
    "党员教育管理工作条例",
    "农村基层组织工作条例",
    "国有企业基层组织工作条例",
    "党和国家机关基层组织工作条例",
)
FULL_DAYS = 3  # a class of three days trains a secretary for the year
MONTH = len("2026-05")  # a birth is compared by its month


def terms_of_person(person):
    """Confirmed terms of office, ended ones too, of the person in the row ``person`` (``OuterRef``) of the register.

    The same person is the row itself, or a row with the same name and the same month of birth at any place.
    """
    terms = model_of(declarations.get(SECRETARY)).objects.confirmed()
    same_birth = ~Q(birth="") & Q(birth_month=Left(person("birth"), MONTH))
    return terms.alias(birth_month=Left("birth", MONTH)).filter(Q(pk=person("pk")) | same_birth, name=person("name"))


def classes_of_person(span):
    """Confirmed classes of the secretary of the outer query in the span, wherever the secretary was in office.

    A row that names a record of the register is about that person, whatever the record is called now; any other row is
    about the person of this name at its place.
    """
    rows, terms = (
        SecretaryTraining.objects.order_by(),
        terms_of_person(lambda field: OuterRef(OuterRef(OuterRef(field)))),
    )
    at_places = rows.filter(name_record=None, name=OuterRef(OuterRef("name")))
    by_name = at_places.filter(organization__in=terms.values("organization")).values("pk")
    by_record = rows.filter(name_record__in=terms.values("pk")).values("pk")
    # A union of ids, each found by an index: else a database may begin with the classes and read all their rows.
    of_person = by_name.union(by_record, all=True)
    return SecretaryTraining.objects.confirmed().in_span(span.first_day, span.last_day).filter(pk__in=of_person)


def adds_up(classes, span):
    """Whether ``classes`` of a person make the days of a full class together, where the year says so (短班累计)."""
    # Not by name: rows that name a record of the register may call the person otherwise.
    total = Subquery(classes.order_by().values(same=Value(1)).annotate(total=Sum("days")).values("total"))
    in_use = Exists(TaskYear.objects.filter(year=span.year, short_classes_add_up=True))
    return Q(in_use) & Q(GreaterThanOrEqual(total, FULL_DAYS))


def is_trained(span):
    """Trained: one passed class of three days, or several that add up."""
    passed = classes_of_person(span).filter(passed=True)
    return Q(Exists(passed.filter(days__gte=FULL_DAYS))) | adds_up(passed, span)


def training_is_unknown(span):
    """Classes were attended that would be enough, but the days or the result of one of them are blank."""
    maybe_passed = classes_of_person(span).exclude(passed=False)
    maybe_full = maybe_passed.filter(Q(days__gte=FULL_DAYS) | Q(days__isnull=True))
    return Q(Exists(maybe_full)) | adds_up(maybe_passed, span)


def has_topic(span, topics):
    """One of the classes of the secretary was about one of ``topics``, by the codes of its contents."""
    codes = reduce(or_, (has_code_q("topics_codes", topic) for topic in topics))
    return Exists(classes_of_person(span).exclude(passed=False).filter(codes))


def topic_is_unknown(span):
    """The contents of a class of the secretary are blank."""
    return Exists(classes_of_person(span).exclude(passed=False).filter(topics=""))


def other_places(units):
    """The ids of units where persons who are or were secretaries of ``units`` are secretaries too."""
    terms = model_of(declarations.get(SECRETARY)).objects.exclude(birth="").alias(birth_month=Left("birth", MONTH))
    here = terms.filter(organization__in=units, name=OuterRef("name"), birth_month=OuterRef("birth_month"))
    return terms.filter(Exists(here)).values_list("organization", flat=True).distinct()


declare(
    Indicator(
        "secretaries_trained",
        _("书记已轮训"),
        item="1.1",
        of="secretaries",
        span=SpanKind.YEAR,
        met=is_trained,
        unknown=training_is_unknown,
        ledgers=("secretary_training",),
        affects=other_places,
        words=("书记集中轮训",),
        unit=_("人"),
    )
)
for key, label, topics in (
    ("secretaries_trained_for_emergencies", _("书记受过应急处置培训"), EMERGENCIES),
    ("secretaries_trained_in_regulations", _("书记学过党内法规条例"), REGULATIONS),
):
    declare(
        Indicator(
            key,
            label,
            item="1.1",
            of="secretaries",
            span=SpanKind.YEAR,
            met=partial(has_topic, topics=topics),
            unknown=topic_is_unknown,
            ledgers=("secretary_training",),
            affects=other_places,
            use=STEER,
            unit=_("人"),
        )
    )
