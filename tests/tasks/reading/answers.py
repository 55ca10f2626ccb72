"""Compare what was read out of a directive with its answer: which tasks, days, figures and units it must give.

``tests/data/answered/README.md`` says what an answer holds and what counts as the same.
"""

import re
import unicodedata


def faults(want, got):
    """What differs between an answer and the JSON of the reader, as a list of sentences; empty if nothing does."""
    found, used = [], []
    for task in want["tasks"]:
        place = _place_of(task, got["tasks"], used)
        if place is None:
            found.append(f"{task['title']}: missing")
            continue
        if used and place < used[-1]:
            found.append(f"{task['title']}: out of order")
        used.append(place)
        found += [f"{task['title']}: {fault}" for fault in _of_task(task, got["tasks"][place])]
    for place, task in enumerate(got["tasks"]):
        if place not in used and not any(_near(name, task["title"]) for name in want.get("may", [])):
            found.append(f"{task['title']}: no task")
        never = {_plain(one) for one in want.get("not_quantities", [])}
        found += [f"{q['phrase']}: no figure" for q in task["quantities"] if _plain(q["phrase"]) in never]
    return found


def _place_of(task, tasks, used):
    also = task.get("title_also", [])
    names = [task["title"], *([also] if isinstance(also, str) else also)]
    places = (place for place, given in enumerate(tasks) if any(_near(name, given["title"]) for name in names))
    return next((place for place in places if place not in used), None)


def _of_task(want, got):
    accepted = [one["date"] for one in want["deadline_accept"]]
    if got["deadline"]["date"] not in accepted:
        yield f"deadline {got['deadline']['date']}, not {accepted}"
    phrases = [quantity["phrase"] for quantity in got["quantities"]]
    for quantity in want["quantities"]:
        if not any(_same_quantity(quantity, phrase) for phrase in phrases):
            yield f"no figure {quantity} in {phrases}"
    named = "|".join(_plain(name) for name in got["addressees"]).replace("各", "")
    for unit in want["addressees"]:
        if not all(part in named for part in _parts(unit)):
            yield f"no unit {unit} in {named}"


def _same_quantity(want, phrase):
    figures = re.findall(r"[\d.,]+(?:至[\d.]+)?\D", _plain(want) + " ")
    return _near(want, phrase) and all(figure.strip() in _plain(phrase) for figure in figures)


def _parts(unit):
    names = re.split(r"、(?![^(（]*[)）])", unit)
    return [re.sub(r"^各|等?(?:有关)?部门$", "", _plain(name)).replace("各", "") for name in names]


def _near(one, other):
    one, other = _plain(one), _plain(other)
    return bool(one and other) and (one in other or other in one)


def _plain(text):
    text = unicodedata.normalize("NFKC", text or "").replace("\ua3ac", ",").replace("\ua3ae", ".")
    return "".join(text.split()).replace("。", ".").strip("“”\"'.,;:")
