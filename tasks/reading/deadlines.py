"""Choose the deadline of a task among its time words, and read how often the work recurs."""

from dataclasses import replace

from .outline import Deadline, Label, Recurrence
from .timewords import Force, find_time_words

_RHYTHMS = (Recurrence.MONTHLY, Recurrence.QUARTERLY, Recurrence.HALF_YEARLY, Recurrence.YEARLY)


def time_words_of(phrases, boxed, calendar):
    """The time words of the demanding phrases and of the boxed time limits (完成时限), in order of the text."""
    words = [word for quote in phrases for word in find_time_words(quote, calendar)]
    boxed_words = [replace(word, force=Force.BOXED) for quote in boxed for word in find_time_words(quote, calendar)]
    places = {(word.quote.start, word.quote.end) for word in boxed_words}
    others = [word for word in words if (word.quote.start, word.quote.end) not in places]
    return sorted(others + boxed_words, key=lambda word: word.quote.start)


def choose_deadline(words):
    """The deadline among ``words``: a boxed limit, else the last limit, else an event, a rhythm or a mention.

    Of several limits the last is the deadline; the earlier ones are steps on the way (6月底前制定方案，年底前完成).
    The span of a ban (今年原则上不轮换) comes last, because nothing is due when it ends. Standing words (常态化)
    set no day. Without any time word, the level that hands out the task sets the deadline.
    """
    words = _limiting(words)
    if not words:
        return Deadline(None, Label.LOCAL)
    force = min(word.force for word in words)
    best = [word for word in words if word.force == force]
    dated = [word for word in best if word.day]
    return as_deadline(max(dated, key=lambda word: word.day) if dated else best[0])


def further_deadlines(words, chosen):
    """The deadlines of the other time words of the task, each wording once."""
    others = {}
    for word in _limiting(words):
        deadline = as_deadline(word)
        if (deadline.day, deadline.quote.text) != (chosen.day, chosen.quote.text):
            others.setdefault((deadline.day, deadline.quote.text), deadline)
    return tuple(others.values())


def _limiting(words):
    return [word for word in words if word.force != Force.STANDING]


def as_deadline(word):
    """The time word as a deadline of the outline."""
    return Deadline(word.day, word.label, word.quote)


def recurrence_of(words, text):
    """The shortest rhythm that the words name; without one, standing work (常态化, 定期) unless it has a last day."""
    named = {word.recurrence for word in words}
    for rhythm in _RHYTHMS:
        if rhythm in named:
            return rhythm
    ends = any(word.day and word.force <= Force.YEAR for word in words)
    is_standing = Recurrence.STANDING in named or any(sign in text for sign in ("常态化", "长效", "全过程", "融入日常"))
    return Recurrence.STANDING if is_standing and not ends else Recurrence.ONE_OFF
