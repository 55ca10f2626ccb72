import csv
from pathlib import Path

from django.db import migrations

CODES = Path(__file__).parent.parent / "codes.csv"


def load(apps, schema_editor):
    """Give a fresh installation the codes of ``ledgers/codes.csv``; those that the city has already stay as they are."""
    code_table = apps.get_model("ledgers", "CodeTable")
    with CODES.open(encoding="utf-8", newline="") as file:
        for order, row in enumerate(csv.DictReader(file), 1):
            limit = int(row["limit"]) if row["limit"] else None
            values = {"words": row["words"], "order": order, "limit": limit, "limit_unit": row["limit_unit"]}
            code_table.objects.get_or_create(name=row["name"], value=row["value"], defaults=values)


class Migration(migrations.Migration):
    dependencies = [("ledgers", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
