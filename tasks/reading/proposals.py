"""Turn a draft into a proposed task: its title, phrases, quantities, deadline and addressees."""

from bisect import bisect_left

from . import themes, titles
from .addressees import find_addressees
from .boxes import find_boxes, is_note, joined
from .deadlines import choose_deadline, further_deadlines, recurrence_of, time_words_of
from .demands import MODAL, PAST, demand_phrases
from .outline import ProposedTask, Quote
from .quantities import find_quantities
from .sentences import cut, sentences
from .timewords import find_time_words


def propose(text, draft, calendar):
    """The ``ProposedTask`` of a draft; ``calendar`` is the ``Calendar`` to which its time words are relative."""
    body = cut(text, draft.start, draft.end)
    heading = _heading(text, draft, body)
    phrases = _phrases(text, heading, draft.body, body.end)
    boxes = joined(find_boxes(text, start, end) for start, end in [(body.start, body.end), *draft.beside])
    spoken = _spoken(heading, phrases)
    speaking = _speaking(text, body, phrases)
    words = time_words_of(spoken, boxes.times, calendar) or _time_of_area(draft, calendar)
    deadline = choose_deadline(words)
    return ProposedTask(
        area=draft.area,
        number=draft.number,
        title=_title(text, draft, heading, phrases),
        marker=text[draft.start : draft.body].strip(),
        text=body.text,
        start=body.start,
        end=body.end,
        phrases=tuple(phrases),
        quantities=find_quantities(spoken, speaking),
        deadline=deadline,
        deadlines=further_deadlines(words, deadline),
        recurrence=recurrence_of(words, body.text),
        addressees=find_addressees(speaking, boxes),
    )


def _heading(text, draft, body):
    """The heading sentence, or ``None``; without a number before it, a sentence with a modal word is no heading."""
    if draft.theme or draft.title or draft.untitled:
        return None
    heading = cut(text, draft.body, titles.heading_end(text, draft.body, body.end))
    numbered = draft.body > draft.start
    return heading if heading and (numbered or not MODAL.search(heading.text, 1)) else None


def _time_of_area(draft, calendar):
    """The days in the heading of the area (一、4月份), for tasks without a time word of their own."""
    words = find_time_words(draft.heading, calendar) if draft.heading else []
    return [word for word in words if word.day]


def _phrases(text, heading, start, end):
    """The demands after the heading; without any, those of the heading and the plain sentences after it."""
    if heading is None:
        return demand_phrases(text, start, end) or _plain_sentences(text, start, end)
    if phrases := demand_phrases(text, heading.end, end):
        return phrases
    plain = [quote for quote in _plain_sentences(text, heading.end, end) if not PAST.search(quote.text)]
    return [*demand_phrases(text, start, heading.end), *plain] or [heading]


def _plain_sentences(text, start, end):
    """All sentences but boxed notes, for an item that demands nothing in words (结对时间：2026年3月至2028年2月)."""
    return [
        Quote(body, sentence.start, sentence.start + len(body))
        for sentence in sentences(text, start, end)
        if not is_note(sentence.text) and (body := sentence.text.rstrip("。；"))
    ]


def _spoken(heading, phrases):
    """The phrases and the heading before them, which may name the time or the figure."""
    if heading is None or any(phrase.start < heading.end for phrase in phrases):
        return phrases
    return [heading, *phrases]


def _speaking(text, body, phrases):
    """The sentences in which a demanding phrase begins."""
    starts = sorted(phrase.start for phrase in phrases)
    return [
        sentence
        for sentence in sentences(text, body.start, body.end)
        if bisect_left(starts, sentence.start) < bisect_left(starts, sentence.end)
    ]


def _title(text, draft, heading, phrases):
    if draft.title:
        return draft.title
    if draft.theme:
        return titles.title_of_theme(phrases, lambda clause: themes.weight_in(draft.theme, clause))
    if heading and titles.clean_heading(heading.text):
        return titles.short_title(heading.text)
    return titles.title_from_phrases(phrases) or titles.first_line(text, draft.body, draft.end)
