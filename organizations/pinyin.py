"""Pinyin initials of names, for searches: ``yyx`` finds 弋阳县."""

import unicodedata
from functools import cache
from itertools import product

from django.db import models
from pypinyin import Style, pinyin

LENGTH = 20  # letters kept of one reading
VARYING = 4  # characters at the start of a name of which all readings are kept
VARIANTS = 8  # readings kept of one name


@cache
def _letters(character):
    """Return the first letters of all readings of one character: ``("q", "y")`` for 铅, none for punctuation."""
    plain = unicodedata.normalize("NFKC", character)
    if plain.isascii():
        return tuple(letter for letter in plain.lower() if letter.isalnum())[:1]
    readings = pinyin(plain, style=Style.FIRST_LETTER, heteronym=True)
    return tuple(dict.fromkeys(letter for letter in readings[0] if letter.isascii() and letter.isalnum()))


def initials(name):
    """Return the initials of ``name``, with a space before each reading: `` qsx ysx`` for 铅山县.

    The space makes it possible to search for the beginning of any reading with one pattern.
    """
    letters = [options for options in map(_letters, name) if options][:LENGTH]
    choices = [options if position < VARYING else options[:1] for position, options in enumerate(letters)]
    readings = ["".join(reading) for reading in product(*choices)][:VARIANTS]
    return "".join(f" {reading}" for reading in readings if reading)


def begins_with(name, text):
    """Whether the pinyin initials of ``name`` begin with ``text``; for names that are stored without initials."""
    return text.isascii() and text.isalnum() and f" {text.lower()[:LENGTH]}" in initials(name)


class InitialsField(models.CharField):
    """The pinyin initials of the model's field ``name``; computed whenever a row is saved, also in bulk."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", VARIANTS * (LENGTH + 1))
        kwargs.setdefault("editable", False)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        value = initials(model_instance.name)
        setattr(model_instance, self.attname, value)
        return value
