"""Write a reading in the layout of the answer files, for the command ``import_ledger`` and as evidence (报告)."""

LEVELS = ("county", "township", "village")


def report(reading, places):
    """Return plain data about the file and each sheet: columns, context, records, rejected and ignored rows."""
    context = reading.context
    city = reading.city
    return {
        "file": reading.file,
        "ledger_type": reading.ledger_key,
        "title": context.title,
        "city": places.name(city) or None,
        "city_code": city or None,
        "year": context.year,
        "period": context.period,
        "reporting_unit": context.reporting_unit,
        "report_date": context.report_date,
        "record_count": reading.record_count,
        "rejected_count": reading.held_count,
        "warnings": [warning.as_dict() for warning in reading.warnings],
        "sheets": [_sheet(sheet, reading, places) for sheet in reading.sheets],
    }


def _sheet(sheet, reading, places):
    facts = {"sheet": sheet.name, "hidden": sheet.hidden, "import": sheet.imported}
    if not sheet.imported:
        return facts | {"skipped": sheet.skipped}
    facts |= {
        "title_row": sheet.title_row,
        "header_rows": list(sheet.header_rows),
        "record_count": len(sheet.records),
        "rejected_count": len(sheet.held),
    }
    if context := _context(sheet.context, places):
        facts["context"] = context
    if sheet.context.money_unit:
        facts["money_unit"] = sheet.context.money_unit
    if reading.encoding:
        facts["encoding"] = reading.encoding
    facts["columns"] = [_column(column) for column in sheet.columns]
    facts["records"] = [_record(record, sheet.fields, places) for record in sheet.records]
    facts["rejected"] = [_rejected(held, places) for held in sheet.held]
    if sheet.accepted:
        facts["accepted"] = [doubt.as_dict() for doubt in sheet.accepted]
    facts["ignored"] = [row._asdict() for row in sheet.ignored]
    facts["warnings"] = [warning.as_dict() for warning in sheet.warnings]
    if reading.ledger.compare:
        facts["similar_groups"] = [{"rows": list(rows)} for rows in sheet.similar]
    return facts


def _context(context, places):
    chain = places.chain(context.place)
    names = {level: chain[level].name for level in LEVELS if level in chain}
    return names | {"from": " and ".join(context.sources)} if names else None


def _column(column):
    facts = {"column": column.column, "group": column.group, "header": column.header, "field": column.field}
    facts |= {
        "certainty": column.certainty,
        "proposed": column.proposed or None,
        "reasons": list(column.reasons),
        "alternatives": list(column.alternatives),
    }
    return facts | {"dropped": column.dropped} if column.dropped else facts


def _record(record, fields, places):
    facts = {"row": record.row} | _place(record.place, places)
    facts["fields"] = {field: value for field, value in zip(fields, record.values, strict=True) if value is not None}
    if record.leaving:
        facts["leaving"] = dict(zip(("last_day", "reason"), record.leaving, strict=True))
    return facts


def _place(code, places):
    facts = {}
    chain = places.chain(code)
    for level in LEVELS:
        if level in chain:
            facts[level], facts[f"{level}_code"] = chain[level].name, chain[level].code
    return facts


def _rejected(held, places):
    verdict = "doubtful" if held.is_doubtful else "impossible"
    facts = {"row": held.row, "reasons": held.reasons, "verdict": verdict} | _place(held.place, places)
    for problem in held.problems:
        if problem.field:
            facts.setdefault("field", problem.field)
        if problem.reason.startswith("ambiguous") and problem.candidates:
            facts.setdefault("candidates", [candidate.value for candidate in problem.candidates])
        if problem.belongs_to:
            facts.setdefault("belongs_to", problem.belongs_to)
        if problem.duplicate_of:
            facts.setdefault("duplicate_of", problem.duplicate_of)
    facts["problems"] = [problem.as_dict() for problem in held.problems]
    return facts
