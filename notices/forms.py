"""The form on which people choose how they get messages."""

from django import forms

from notices.models import Message, Preference


class WaysForm(forms.Form):
    """One choice for each kind of message that is told at once."""

    def __init__(self, *args, ways, **kwargs):
        super().__init__(*args, initial=ways, **kwargs)
        for kind in Message.EVENTS:
            label, choices = Message.Kind(kind).label, Preference.Way.choices
            self.fields[kind] = forms.ChoiceField(label=label, choices=choices, required=False)
