"""Clean characters: leftovers of old encodings, full-width digits, blanks, doubled punctuation.

Words never change here; ``paragraphs`` joins lines.
"""

import re
import unicodedata

from files.characters import without_radicals

HAN = "\u3400-\u9fff"
_PUNCTUATION = "，。、；：！？“”‘’（）《》〈〉【】〔〕…—"
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]")
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = "[ \t\u00a0\u2000-\u200a\u202f\u3000]"
_ENCLOSED = re.compile("[\u2474-\u249b\u3220-\u3229\u3280-\u3289\u2776-\u2793]")
"""Numbers that are one character: ⑴ ⒈ ㈠ ㊀ ❶; the circled ① stays, as it is a number of its own in documents."""
_NUMBER_WITH_STOP = re.compile(rf"^(　?\d{{1,2}})。(?=[{HAN}“])", re.MULTILINE)
_YEAR_WITH_O = re.compile("[二○〇零0OoＯｏ０][○〇零0OoＯｏ０一二三四五六七八九]{3}(?=年)")


def clean_characters(text):
    """Return ``text`` with one line-break form, readable punctuation and half-width digits and letters."""
    text = _LINE_BREAKS.sub("\n", _INVISIBLE.sub("", text))
    text = _ENCLOSED.sub(_opened, restore_leftovers(without_radicals(text)))
    text = narrow(_YEAR_WITH_O.sub(lambda year: re.sub("[○零0OoＯｏ０]", "〇", year[0]), text))
    text = re.sub(r'"([^"\n]{1,40})"', r"“\1”", text)
    text = "\n".join(clean_blanks(line) for line in text.split("\n"))
    return _NUMBER_WITH_STOP.sub(r"\1.", single_punctuation(text))


def _opened(sign):
    """The ordinary way to write a number that is one character: （1） for ⑴, 1. for ⒈, （一） for ㈠, ① for ❶."""
    number = unicodedata.numeric(sign[0])
    if sign[0] in "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉":
        return f"（{unicodedata.normalize('NFKC', sign[0])}）"
    if "❶" <= sign[0] <= "➓":
        return chr(ord("①") + int(number) - 1)
    return unicodedata.normalize("NFKC", sign[0]).replace("(", "（").replace(")", "）")


def restore_leftovers(text):
    """Turn GB2312 codes that were read as code points back into characters.

    For example, the bytes A3 AC are the comma in GB2312, but U+A3AC is a Yi syllable. A Yi or Hangul
    character beside others of its script is real text and stays.
    """
    chars = list(text)
    return "".join(_restored(text, i) if "\ua1a1" <= char <= "\uf7fe" else char for i, char in enumerate(chars))


def _restored(text, index):
    char = text[index]
    try:
        restored = bytes(divmod(ord(char), 256)).decode("gb2312")
    except UnicodeDecodeError:
        return char
    if _is_punctuation(restored):
        return "。" if restored == "．" and not text[index + 1 : index + 2].isdigit() else restored
    neighbours = text[max(index - 1, 0) : index] + text[index + 1 : index + 2]
    return char if any(_script(char) == _script(other) for other in neighbours) else restored


def _is_punctuation(char):
    return unicodedata.category(char)[0] in "PSZ"


def _script(char):
    return unicodedata.name(char, "PRIVATE").split(" ")[0]


def narrow(text):
    """Make full-width digits, letters and the point of a number (１．２) half-width.

    Half-width punctuation between Chinese characters becomes full-width.
    """
    text = "".join(unicodedata.normalize("NFKC", c) if "０" <= c <= "９" or _is_wide_letter(c) else c for c in text)
    text = re.sub(r"(?<=[\d一二三四五六七八九十])．", ".", text).replace("．", "。").replace("％", "%")
    text = re.sub(rf"(?<=[{HAN}”）])\.(?=[{HAN}“]|\s*$)", "。", text, flags=re.MULTILINE)
    return re.sub(rf"(?<=[{HAN}”）])[,;:](?=[{HAN}“\s])", lambda m: {",": "，", ";": "；", ":": "："}[m[0]], text)


def _is_wide_letter(char):
    return "Ａ" <= char <= "Ｚ" or "ａ" <= char <= "ｚ"


def clean_blanks(line):
    """Keep the indent of a line and blanks between Latin words; drop blanks inside Chinese text."""
    indent = "　" if re.match(rf"{_BLANKS}{{2,}}|\u3000|\t", line) else ""
    line = re.sub(rf"{_BLANKS}+", " ", line).strip()
    if _is_letter_spaced(line):
        line = line.replace(" ", "")
    line = re.sub(rf" ?([{_PUNCTUATION}]) ?", r"\1", line)
    inner = "" if re.search("[，。；]", line) else " "
    line = re.sub(rf"(?<=[{HAN}]) (?=[{HAN}])", inner, line)
    return indent + re.sub(rf"(?<=[{HAN}]) (?=\d)|(?<=\d) (?=[{HAN}])", "", line)


def _is_letter_spaced(line):
    """Whether a line has a blank after each character, as headings sometimes do: 关 于 印 发."""
    words = line.split(" ")
    return len(words) > 2 and all(len(word) == 1 or word[-1] in _PUNCTUATION for word in words)


def single_punctuation(text):
    """Replace doubled marks (。。 or ，。) by the stronger one. Dots (……) and dashes stay as they are."""
    text = re.sub(r"([，、；：。！？])(?:\n?\1)+", r"\1", text)
    text = re.sub(r"(?<![，、；：])[，、；：]+([。！？])", r"\1", text)
    return re.sub(r"([。！？])[，、；：]+", r"\1", text)
