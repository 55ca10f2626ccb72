"""Texts that are cheap to send and may be dear to read, and how tests say that reading them stays in bounds."""

import time
from contextlib import suppress

from files.child import in_fork

SHORT = 2_000
TIMES = 4
WORDS = [
    *"1一.、，。：；,-—~/*√「“”（）()[]【】 　\n\t第年月日和要前直利",
    *("（）", "()", "((（", "（(", "()）", "1.", "1,", "1 ", "a(", "(√", ".,", "√×", "甲\t", "甲\n", "甲。\n"),
    *(
        "第一",
        "1月",
        "前、",
        "直属",
        "单位",
        "和甲",
        "（负责",
        "党支部",
        "回族",
        "三支部",
        "财政、",
        "书记、",
        "各县区、",
    ),
    *("要，", "要。", "按，", "每人1次", "1次", "一是", "一、", "责任。"),
]
"""Marks, brackets in pairs and alone, figures, blanks, and words that the readers look for."""


FEW = ["1", "一", "、", ".", "(", "）", " ", "\n", "（）", "()", "(√", "1,", "直属", "党支部", "单位", "元"]
"""For readings of whole files, which take long without them."""


def repeated(word, length):
    return (word * (length // len(word) + 1))[:length]


def assert_bounded(function, word, before="", after=""):
    """``function`` takes at most in proportion longer for a text that is four times as long.

    Processor time is measured, which other processes do not prolong, and measured again where it looks too long; in
    a child that is ended when it takes far too long. What nobody notices may grow as it likes: it is all noise.
    """
    seconds = in_fork(_seconds, function, word, before, after, seconds=120, megabytes=2000, raises=())

    assert _in_proportion(*seconds), seconds


def _seconds(function, word, before, after):
    for _attempt in range(3):
        seconds = [_took(function, before + repeated(word, length) + after) for length in (SHORT, SHORT * TIMES)]
        if _in_proportion(*seconds):
            break
    return seconds


def _in_proportion(short, long):
    return long < max(2 * TIMES * short, 0.05)


def _took(function, text):
    start = time.process_time()
    with suppress(ValueError):  # to refuse a text is an answer, too
        function(text)
    return time.process_time() - start
