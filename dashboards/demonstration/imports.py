"""Files of 弋阳县, brought in as in the browser: written as workbooks, read, staged, stored and confirmed.

Whole ledgers of the city come in through files in ``whole_ledgers``. The files of this one county leave behind what
happens beside that: rows that are held back, an import that was undone, changes that wait beside confirmed records, and
returned rows.
"""

from io import BytesIO

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboards.demonstration.city import seeded
from dashboards.demonstration.org_life import meetings_of
from dashboards.demonstration.outcomes import SIGNING_IN
from dashboards.demonstration.people import person_name
from governance.models import Center
from ledgers import declarations
from ledgers.actions import batches, records, staging, storing
from ledgers.actions.at_once import import_at_once
from ledgers.preview import prepare
from training.models import OrgLife

RETURNED = 5  # rows that the county's manager sends back
WAITING = 12  # rows that nobody has looked at yet


def build(city, accounts):
    """Bring in four files of the county's editor; the county's manager decides about the first."""
    county = next(county for county in city.counties if county.code == SIGNING_IN)
    desk = Desk(city, county, editor=accounts["xian-tianbao"])
    desk.store("org_life", desk.meetings())
    _decide(OrgLife.objects.descendants_of(county), by=accounts["xian-guanli"])
    desk.store("center", desk.changed_centers())
    desk.stage("village_visit", desk.visits_with_wrong_places())
    storing.undo_rows(desk.store("reserve", desk.reserves_of_last_year()), now=timezone.now())


def _decide(rows, *, by):
    """Confirm most of the ``rows``, send some back, and leave some waiting."""
    pks = list(rows.waiting().order_by("pk").values_list("pk", flat=True))
    confirmed, returned = pks[RETURNED + WAITING :], pks[:RETURNED]
    records.confirm_records(rows.filter(pk__in=confirmed), by=by)
    records.return_records(rows.filter(pk__in=returned), by=by, reason=_("请补充会议记录。"))


class Desk:
    """Where the editor of ``county`` writes workbooks and imports them."""

    def __init__(self, city, county, *, editor):
        self.city, self.county, self.editor = city, county, editor
        self.places = [
            (township, village) for township in city.townships[county.pk] for village in city.villages[township.pk]
        ]

    def store(self, key, rows):
        """Import ``rows`` and return the batch."""
        data, name = self._workbook(key, rows)
        return import_at_once(
            self._read(key, data, name),
            data=data,
            file_name=name,
            by=self.editor,
            within=None,
            asked_key=key,
            year=self.city.on.year,
            mode="good",
        )

    def stage(self, key, rows):
        """Leave ``rows`` read and not yet stored; some of them are held back until a person decides."""
        data, name = self._workbook(key, rows)
        year = self.city.on.year
        batch = batches.open_batch(data=data, file_name=name, by=self.editor, asked_key=key, year=year, within=None)
        staging.stage_rows(batch, self._read(key, data, name))

    def _read(self, key, data, name):
        year = self.city.on.year
        return prepare(data, name, by=self.editor, default_year=year, ledger=key, year=year)

    def _workbook(self, key, rows):
        """Return the bytes and the name of a workbook: ``rows`` are (township, village, {field: cell})."""
        ledger, target = declarations.get(key), BytesIO()
        fields = list(rows[0][2])
        book = xlsxwriter.Workbook(target, {"in_memory": True})
        sheet = book.add_worksheet()
        title = f"{self.county.name}{ledger.title}"
        sheet.write(0, 0, title)
        sheet.write_row(
            1, 0, ["序号", "乡镇（街道）", "村（社区）", *(str(ledger.column(name).label) for name in fields)]
        )
        for number, (township, village, cells) in enumerate(rows, 1):
            sheet.write_row(number + 1, 0, [number, township, village, *(cells[name] for name in fields)])
        book.close()
        return target.getvalue(), f"{title}.xlsx"

    def meetings(self):
        """Meetings of the branches of all villages; yes and no are written as a tick or 否."""
        marks = {True: "√", False: "否", None: ""}
        rows = []
        for township, village in self.places:
            for meeting in meetings_of(self.city, self.county, village):
                cells = {
                    name: marks.get(value, value) if isinstance(value, bool | None) else value
                    for name, value in meeting.items()
                    if name != "organization_id"
                }
                rows.append((township.name, village.name, cells))
        return rows

    def changed_centers(self):
        """Confirmed centres with other numbers: the changes wait beside them."""
        names = {village.pk: (township.name, village.name) for township, village in self.places}
        centers = Center.objects.confirmed().filter(organization__in=names).order_by("organization__path")[:8]
        return [
            (*names[center.organization_id], {"center": center.center, "windows": (center.windows or 0) + 1})
            for center in centers
        ]

    def visits_with_wrong_places(self):
        """Visits of the last days; of three the village is written so that the tree has no such place."""
        rows = []
        for number, (township, village) in enumerate(self.places[::9]):
            leader = self.city.leaders[self.county.pk][number % 5]
            name = f"{village.name[:1]}垅新村" if number in {3, 7, 11} else village.name
            found = seeded("visit by file", village.code).randint(0, 2)
            rows.append(
                (township.name, name, {"leader": leader, "visited_on": self.city.on.isoformat(), "found": found})
            )
        return rows

    def reserves_of_last_year(self):
        """A list of the year before, uploaded by mistake."""
        return [
            (
                township.name,
                village.name,
                {"name": person_name(f"{village.code}-mistake"), "since": f"{self.city.on.year - 1}-12"},
            )
            for township, village in self.places[::6]
            if village.kind == "村"
        ]
