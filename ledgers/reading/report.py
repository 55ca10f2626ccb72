"""A reading in the layout of the answer files, for the command and for evidence (报告)."""

LEVELS = ("county", "township", "village")


def report(reading, places):
    """Plain data: the file, then each sheet with its columns, context, records, rejected and ignored rows."""
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
    found = {"sheet": sheet.name, "hidden": sheet.hidden, "import": sheet.imported}
    if not sheet.imported:
        return found | {"skipped": sheet.skipped}
    found |= {
        "title_row": sheet.title_row,
        "header_rows": list(sheet.header_rows),
        "record_count": len(sheet.records),
        "rejected_count": len(sheet.held),
    }
    if context := _context(sheet.context, places):
        found["context"] = context
    if sheet.context.money_unit:
        found["money_unit"] = sheet.context.money_unit
    if reading.encoding:
        found["encoding"] = reading.encoding
    found["columns"] = [_column(column) for column in sheet.columns]
    found["records"] = [_record(record, sheet.fields, places) for record in sheet.records]
    found["rejected"] = [_rejected(held) for held in sheet.held]
    found["ignored"] = [row._asdict() for row in sheet.ignored]
    found["warnings"] = [warning.as_dict() for warning in sheet.warnings]
    if reading.ledger.compare:
        found["similar_groups"] = [{"rows": list(rows)} for rows in sheet.similar]
    return found


def _context(context, places):
    chain = places.chain(context.place)
    named = {level: chain[level].name for level in LEVELS if level in chain}
    return named | {"from": " and ".join(context.sources)} if named else None


def _column(column):
    found = {"column": column.column, "group": column.group, "header": column.header, "field": column.field}
    return found | {"dropped": column.dropped} if column.dropped else found


def _record(record, fields, places):
    found = {"row": record.row}
    chain = places.chain(record.place)
    for level in LEVELS:
        if level in chain:
            found[level], found[f"{level}_code"] = chain[level].name, chain[level].code
    found["fields"] = {field: value for field, value in zip(fields, record.values, strict=True) if value is not None}
    return found


def _rejected(held):
    found = {"row": held.row, "reasons": held.reasons}
    for problem in held.problems:
        if problem.field:
            found.setdefault("field", problem.field)
        if problem.reason.startswith("ambiguous") and problem.candidates:
            found.setdefault("candidates", [candidate.value for candidate in problem.candidates])
        if problem.belongs_to:
            found.setdefault("belongs_to", problem.belongs_to)
        if problem.duplicate_of:
            found.setdefault("duplicate_of", problem.duplicate_of)
    found["problems"] = [problem.as_dict() for problem in held.problems]
    return found
