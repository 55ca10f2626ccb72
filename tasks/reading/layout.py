"""An outline as plain values, as ``Directive.outline`` stores it and ``load_directive --json`` writes it."""


def as_dict(outline):
    """The outline as dictionaries, lists, text and numbers; days are written YYYY-MM-DD."""
    return {
        "title": outline.title,
        "year": outline.year,
        "issued_on": _day(outline.issued_on),
        "areas": [_area(area) for area in outline.areas],
        "tasks": [_task(task) for task in outline.tasks],
        "levels": outline.levels,
        "preamble": outline.preamble.text if outline.preamble else "",
        "closing": outline.closing.text if outline.closing else "",
        "text": outline.text,
    }


def _area(area):
    return {
        "number": area.number,
        "heading": area.heading,
        "title": area.title,
        "marker": area.marker,
        "start": area.start,
        "end": area.end,
        "phrases": [phrase.text for phrase in area.phrases],
        "phrase_spans": [_span(phrase) for phrase in area.phrases],
        "quantities": [_quantity(quantity) for quantity in area.quantities],
        "level": area.level,
        "levels": list(area.levels),
    }


def _task(task):
    return {
        "area": task.area,
        "number": task.number,
        "title": task.title,
        "marker": task.marker,
        "text": task.text,
        "start": task.start,
        "end": task.end,
        "phrases": [phrase.text for phrase in task.phrases],
        "phrase_spans": [_span(phrase) for phrase in task.phrases],
        "quantities": [_quantity(quantity) for quantity in task.quantities],
        "deadline": _deadline(task.deadline),
        "further_deadlines": [_deadline(deadline) for deadline in task.deadlines],
        "recurrence": task.recurrence.value,
        "addressees": [addressee.name for addressee in task.addressees],
        "addressee_roles": [_addressee(addressee) for addressee in task.addressees],
    }


def _quantity(quantity):
    return {
        "what": quantity.what,
        "min": quantity.min,
        "max": quantity.max,
        "unit": quantity.unit,
        "comparator": quantity.comparator,
        "per": quantity.per,
        "phrase": quantity.quote.text,
        "span": _span(quantity.quote),
    }


def _deadline(deadline):
    return {
        "date": _day(deadline.day),
        "label": deadline.label.value,
        "phrase": deadline.quote.text if deadline.quote else "",
        "span": _span(deadline.quote) if deadline.quote else None,
    }


def _addressee(addressee):
    return {
        "name": addressee.name,
        "role": addressee.role.value,
        "phrase": addressee.quote.text,
        "span": _span(addressee.quote),
    }


def _span(quote):
    return [quote.start, quote.end]


def _day(day):
    return day.isoformat() if day else None
