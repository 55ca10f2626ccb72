"""Read answers that are ticked as on paper: ☑是 □否, 是(√) 否( ), ■男 □女."""

import re

from ledgers.reading.text import squeezed

_EMPTY, _TICKED = "□☐○◯〇⬜◻▢", "☑☒✓✔√✅■●▣◉⊙"
_BOX = f"[{_EMPTY}{_TICKED}]"
_BRACKETS = re.compile(rf"[(（\[【]([{_TICKED}]?)[)）\]】]")
_BEFORE = re.compile(rf"(?:{_BOX}[^{_EMPTY}{_TICKED}]+)+")
_BEHIND = re.compile(rf"(?:[^{_EMPTY}{_TICKED}]+{_BOX})+")
_PAIR_BEFORE = re.compile(rf"({_BOX})([^{_EMPTY}{_TICKED}]+)")
_PAIR_BEHIND = re.compile(rf"([^{_EMPTY}{_TICKED}]+)({_BOX})")
_BETWEEN = "、,，;；/|"


def ticked_words(text, fewest=2):
    """Return the words whose boxes are ticked; None unless the text is made of ``fewest`` or more words with boxes."""
    text = _BRACKETS.sub(lambda match: match[1] or "□", squeezed(text))
    if "£" in text:  # boxes of the font Wingdings 2, whose letters are left in plain text
        text = text.replace("£", "□").replace("R", "☑")
    if _BEFORE.fullmatch(text):
        pairs = _PAIR_BEFORE.findall(text)
    elif _BEHIND.fullmatch(text):
        pairs = [(box, word) for word, box in _PAIR_BEHIND.findall(text)]
    else:
        return None
    return [word.strip(_BETWEEN) for box, word in pairs if box in _TICKED] if len(pairs) >= fewest else None
