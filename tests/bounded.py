"""Texts that could take very long to read, and the assertion that the time grows only in proportion to length."""

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
"""The words that matter most, for tests that read whole files and would take too long with all ``WORDS``."""


def repeated(word, length):
    return (word * (length // len(word) + 1))[:length]


def assert_bounded(function, word, before="", after=""):
    """Check that for a text four times as long ``function`` takes no more than eight times as long.

    The processor time is measured, because other processes do not prolong it, and up to three times, because single
    measurements vary. All runs in a child process with a time limit. Times below 0.05 seconds are too small to compare
    and always pass.
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
    with suppress(ValueError):  # refusing a text is allowed
        function(text)
    return time.process_time() - start
