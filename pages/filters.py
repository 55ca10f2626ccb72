"""Form fields for the filters of a ``ListPage``. None is required; invalid input gives a message, not an error page."""

from datetime import MAXYEAR, MINYEAR

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages import forms as page_forms
from pages.numbers import whole

LONGEST_SEARCH = 100


def plain_text(value):
    """Return ``value`` stripped, shortened and without NUL characters, which PostgreSQL refuses."""
    return str(value or "").replace("\x00", "")[:LONGEST_SEARCH].strip()


def text_from_request(request, name="q"):
    """Return the search text in the address of a page that is not a ``ListPage``."""
    return plain_text(request.GET.get(name))


class TextFilter(forms.CharField):
    """A search field."""

    def __init__(self, label, *, placeholder="", lookup=None, **options):
        attrs = {"placeholder": placeholder or label, "aria-label": placeholder or label, "maxlength": LONGEST_SEARCH}
        options.setdefault("widget", forms.TextInput(attrs=attrs | {"type": "search"}))
        super().__init__(label=label, required=False, **options)
        self.lookup = lookup

    def to_python(self, value):
        return super().to_python(plain_text(value))


class HiddenFilter(TextFilter):
    """A filter that only links set; the page shows no field for it."""

    def __init__(self, label, **options):
        super().__init__(label, widget=forms.HiddenInput, **options)


class _Choices:
    """Mixin for filters with choices."""

    def __init__(self, label, choices=(), *, every="", lookup=None, any_value=False, **options):
        """``every`` is the label of the choice that does not filter.

        A value that is not among the choices gives a message and does not filter. With ``any_value`` it filters
        and finds nothing; use that when the choices depend on the rows and may disappear.
        """
        if every:
            choices = [("", every), *choices]
        super().__init__(label=label, choices=choices, required=False, **options)
        self.every, self.lookup, self.any_value = every, lookup, any_value
        self.widget.attrs |= {"aria-label": label, "data-autosubmit": True}

    def offer(self, choices):
        """Set choices that depend on the user or the rows; a function is called only when they are needed."""
        first = [("", self.every)] if self.every else []
        self.choices = (lambda: [*first, *choices()]) if callable(choices) else [*first, *choices]

    def valid_value(self, value):
        return self.any_value or super().valid_value(value)


class ChoiceFilter(_Choices, forms.ChoiceField):
    """A filter with one choice."""

    def validate(self, value):
        if value and not self.valid_value(value):
            raise ValidationError(_("没有“%(value)s”这个选项，列表未按它筛选。") % {"value": value[:20]})

    def to_python(self, value):
        return plain_text(super().to_python(value))


class _OneShownOfSeveral(forms.SelectMultiple):
    """Shows a ``<select>`` with one choice, although the address may contain several."""

    allow_multiple_selected = False


class ChoicesFilter(_Choices, forms.MultipleChoiceField):
    """A filter with several choices: the address may repeat the parameter. The cleaned value is a set."""

    widget = _OneShownOfSeveral

    def to_python(self, value):
        return {text for text in super().to_python(value) if text}

    def validate(self, value):
        unknown = [text for text in value if not self.valid_value(text)]
        if unknown:
            raise ValidationError(_("没有“%(value)s”这个选项，列表未按它筛选。") % {"value": unknown[0][:20]})


class DayFilter(page_forms.DayField):
    """A filter by day. Text that is not a day gives a message and does not filter."""

    def __init__(self, label, *, lookup=None):
        super().__init__(label=label, required=False)
        self.lookup = lookup


class FlagFilter(forms.BooleanField):
    """A checkbox; it filters only when it is checked."""

    def __init__(self, label, *, lookup=None):
        super().__init__(label=label, required=False, widget=forms.CheckboxInput(attrs={"data-autosubmit": True}))
        self.lookup = lookup


class KeyFilter(ChoiceFilter):
    """A filter by a primary key that occurs among the rows. Any other value finds nothing."""

    NO_KEY = -1  # for text that is not a number; no row has this key

    def __init__(self, label, choices=(), **options):
        super().__init__(label, choices, any_value=True, **options)

    def clean(self, value):
        text = super().clean(value)
        return (whole(text) or self.NO_KEY) if text else None


class YearFilter(ChoiceFilter):
    """A filter by a year that occurs among the rows. Another year finds nothing; other text gives a message."""

    def valid_value(self, value):
        return MINYEAR <= (whole(value) or 0) <= MAXYEAR

    def clean(self, value):
        return whole(super().clean(value))
