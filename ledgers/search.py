"""Records of all ledgers, and imported files, as results of a search."""

from collections import defaultdict

from django.db.models import F, Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ledgers import declarations
from ledgers.masking import in_clear_q, is_masked_kind, seen_columns
from ledgers.models import ImportBatch
from ledgers.record_list import TONES
from ledgers.records import SEARCHED, LedgerRecord
from ledgers.resources import model_of
from organizations.models import Organization
from organizations.resolving import place_index
from search.providers import Hit, Kind


def _matching_q(ledger, user, text):
    """Records whose place matches, or with ``text`` in a column that ``user`` sees in every record in scope.

    Columns that are masked in lists match only where the user sees the persons in clear. Otherwise typing a name
    would tell in which village it stands.
    """
    matches = Q(organization__in=Organization.objects.search(text))
    for column in seen_columns(ledger, user):
        if column.kind in SEARCHED:
            has_text = Q(**{f"{ledger.lookup(column.field)}__icontains": text})
            matches |= has_text & in_clear_q(user) if is_masked_kind(column) else has_text
    return matches


def _find(user, text):
    """Return ``(place of the ledger in the list, path, pk)`` of each record; one statement for all ledgers."""
    parts = [
        model_of(ledger)
        .objects.visible_to(user)
        .filter(_matching_q(ledger, user, text))
        .order_by()
        .annotate(ledger_position=Value(position), unit_path=F("organization__path"))
        .values_list("ledger_position", "unit_path", "pk")
        for position, ledger in enumerate(declarations.open_to(user))
    ]
    if len(parts) < 2:
        return parts[0].order_by("unit_path", "pk") if parts else []
    return parts[0].union(*parts[1:], all=True).order_by("ledger_position", "unit_path", "pk")


def _seen(user, keys):
    positions = {ledger.key: position for position, ledger in enumerate(declarations.open_to(user))}
    named = [key.split("/") for key in keys]
    return [(positions[ledger], "", int(pk)) for ledger, pk in named if ledger in positions]


def _tell(user, rows):
    """Return the hits of ``rows``; one query for each ledger among them."""
    ledgers, pks = declarations.open_to(user), defaultdict(list)
    for position, _place, pk in rows:
        pks[position].append(pk)
    records = {}
    for position, wanted in pks.items():
        visible = model_of(ledgers[position]).objects.visible_to(user).filter(pk__in=wanted)
        records |= {(position, record.pk): record for record in _with_head(visible, ledgers[position])}
    index = place_index(Organization)
    found = [(position, pk) for position, _place, pk in rows if (position, pk) in records]
    return [_hit(ledgers[position], records[position, pk], user, index) for position, pk in found]


def _with_head(records, ledger):
    return records.select_related("organization", *(["head"] if ledger.head else []))


def _hit(ledger, record, user, index):
    title = record.title_for(user)
    return Hit(
        key=f"{ledger.key}/{record.pk}",
        title=f"{ledger.title}　{title}" if title else str(ledger.title),
        url=record.get_absolute_url(),
        place=index.full_name(record.organization.code),
        tag=record.get_state_display() if record.state != LedgerRecord.State.CONFIRMED else "",
        tone=TONES[record.state],
    )


def _find_imports(user, text):
    files = ImportBatch.objects.visible_to(user).filter(file_name__icontains=text)
    return files.select_related("organization").defer("summary", "mapping", "overrides")


def _tell_imports(user, batches):
    return [
        Hit(
            key=str(batch.pk),
            title=batch.file_name,
            url=batch.get_absolute_url(),
            place=str(batch.organization),
            note=_t("%(day)s 上传　%(ledger)s")
            % {"day": timezone.localdate(batch.uploaded_at), "ledger": batch.ledger.title if batch.ledger else ""},
            tag=batch.get_state_display(),
        )
        for batch in batches
    ]


RECORDS = Kind(
    key="record",
    label=_("台账记录"),
    order=30,
    find=_find,
    tell=_tell,
    pages={"ledgers:record": lambda kwargs: f"{kwargs['key']}/{kwargs['pk']}"},
    seen=_seen,
)
IMPORTS = Kind(key="import", label=_("导入文件"), order=60, find=_find_imports, tell=_tell_imports)
