"""The kinds of filters that a ``ListPage`` declares: form fields that are never required and never break."""

from datetime import MAXYEAR, MINYEAR

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages import forms as page_forms
from pages.numbers import whole

LONGEST_SEARCH = 100


def plain_text(value):
    """What was typed into a search: no database has a NUL in its texts, and PostgreSQL refuses to look for one."""
    return str(value or "").replace("\x00", "")[:LONGEST_SEARCH].strip()


def text_asked(request, name="q"):
    """The search in the address of a page that is no list."""
    return plain_text(request.GET.get(name))


class TextFilter(forms.CharField):
    """A search."""

    def __init__(self, label, *, placeholder="", is_main=True, lookup=None, **options):
        """``is_main``: the key / goes to this field."""
        attrs = {"placeholder": placeholder or label, "aria-label": placeholder or label, "maxlength": LONGEST_SEARCH}
        if is_main:
            attrs["data-search"] = True
        options.setdefault("widget", forms.TextInput(attrs=attrs | {"type": "search"}))
        super().__init__(label=label, required=False, **options)
        self.lookup = lookup

    def to_python(self, value):
        return super().to_python(plain_text(value))


class HiddenFilter(TextFilter):
    """A filter that links set, without a field of its own on the page."""

    def __init__(self, label, **options):
        super().__init__(label, widget=forms.HiddenInput, **options)


class _Choices:
    """What the filters with choices have in common."""

    def __init__(self, label, choices=(), *, every="", lookup=None, any_value=False, **options):
        """``every`` is the answer that filters nothing.

        ``any_value`` is for choices that come and go with the rows: a value that is not among them finds nothing
        then. A value outside fixed choices is explained and filters nothing.
        """
        if every:
            choices = [("", every), *choices]
        super().__init__(label=label, choices=choices, required=False, **options)
        self.every, self.lookup, self.any_value = every, lookup, any_value
        self.widget.attrs |= {"aria-label": label, "data-autosubmit": True}

    def offer(self, choices):
        """Choices that depend on the person or the rows; a function is called only when they are shown."""
        everything = [("", self.every)] if self.every else []
        self.choices = (lambda: [*everything, *choices()]) if callable(choices) else [*everything, *choices]

    def valid_value(self, value):
        return self.any_value or super().valid_value(value)


class ChoiceFilter(_Choices, forms.ChoiceField):
    """One of several words."""

    def validate(self, value):
        if value and not self.valid_value(value):
            raise ValidationError(_("没有“%(value)s”这个选项，列表未按它筛选。") % {"value": value[:20]})

    def to_python(self, value):
        return plain_text(super().to_python(value))


class _OneShownOfSeveral(forms.SelectMultiple):
    """The address may repeat the parameter; on the page one answer is chosen."""

    allow_multiple_selected = False


class ChoicesFilter(_Choices, forms.MultipleChoiceField):
    """Any of several words: the parameter may stand in the address more than once. Gives a set."""

    widget = _OneShownOfSeveral

    def to_python(self, value):
        return {text for text in super().to_python(value) if text}

    def validate(self, value):
        unknown = [text for text in value if not self.valid_value(text)]
        if unknown:
            raise ValidationError(_("没有“%(value)s”这个选项，列表未按它筛选。") % {"value": unknown[0][:20]})


class DayFilter(page_forms.DayField):
    """A day; what is none is explained in a sentence and filters nothing."""

    def __init__(self, label, *, lookup=None):
        super().__init__(label=label, required=False)
        self.lookup = lookup


class FlagFilter(forms.BooleanField):
    """Yes or nothing."""

    def __init__(self, label, *, lookup=None):
        super().__init__(label=label, required=False, widget=forms.CheckboxInput(attrs={"data-autosubmit": True}))
        self.lookup = lookup


class KeyFilter(ChoiceFilter):
    """One of the rows of another table, by its key; whatever is none of them finds nothing."""

    NO_KEY = -1

    def __init__(self, label, choices=(), **options):
        super().__init__(label, choices, any_value=True, **options)

    def clean(self, value):
        text = super().clean(value)
        return (whole(text) or self.NO_KEY) if text else None


class YearFilter(ChoiceFilter):
    """One of the years that occur; another year finds nothing."""

    def valid_value(self, value):
        return MINYEAR <= (whole(value) or 0) <= MAXYEAR

    def clean(self, value):
        return whole(super().clean(value))
