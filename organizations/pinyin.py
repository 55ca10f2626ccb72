"""Initials of names, so that ``yyx`` finds 弋阳县."""

import unicodedata
from functools import cache
from itertools import product

from django.db import models
from pypinyin import Style, pinyin

LENGTH = 20  # letters kept of one reading; nobody types more to find a unit
VARYING = 4  # characters at the start of a name whose several readings are all kept
VARIANTS = 8


@cache
def _letters(character):
    """First letters of every reading of one character: 铅 gives ``("q", "y")``; punctuation gives none."""
    plain = unicodedata.normalize("NFKC", character)
    if plain.isascii():
        return tuple(letter for letter in plain.lower() if letter.isalnum())[:1]
    readings = pinyin(plain, style=Style.FIRST_LETTER, heteronym=True)
    return tuple(dict.fromkeys(letter for letter in readings[0] if letter.isascii() and letter.isalnum()))


def initials(name):
    """Initials of ``name``, each reading after a blank: 铅山县 gives `` qsx ysx``.

    The leading blank lets one pattern find any reading by its beginning.
    """
    letters = [found for found in map(_letters, name) if found][:LENGTH]
    choices = [found if position < VARYING else found[:1] for position, found in enumerate(letters)]
    readings = ["".join(reading) for reading in product(*choices)][:VARIANTS]
    return "".join(f" {reading}" for reading in readings if reading)


class InitialsField(models.CharField):
    """Initials of the model's ``name``, worked out whenever a row is written, in bulk too."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", VARIANTS * (LENGTH + 1))
        kwargs.setdefault("editable", False)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        value = initials(model_instance.name)
        setattr(model_instance, self.attname, value)
        return value
