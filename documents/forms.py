"""Forms of papers: a new one, its number, why it is void, the template of an office, many at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.models import Document, Numbering
from years import periods

MONTHS = 24  # that a form offers


def months_up_to(day):
    """The months that a paper can be about, the newest first: ``[(2026-11, 2026年11月), …]``."""
    first = day.replace(day=1)
    starts = [periods.add_months(first, -number) for number in range(MONTHS)]
    return [(f"{start:%Y-%m}", periods.containing(start, periods.Kind.MONTH).label) for start in starts]


class MonthForm(forms.Form):
    """Kind and month of a paper. The form offers the ``kinds`` and the months up to the day ``on``."""

    kind = forms.ChoiceField(label=_("种类"), error_messages={"invalid_choice": _("没有这一种公文，请从列表里选。")})
    month = forms.ChoiceField(
        label=_("月份"),
        help_text=_("数字截至这个月的最后一天；本月截至今天。已定格的月份用定格的数字。"),
        error_messages={"invalid_choice": _("请从列表里选一个已经开始的月份。")},
    )

    def __init__(self, *args, kinds, on, **options):
        super().__init__(*args, **options)
        self.kinds = {kind.key: kind for kind in kinds}
        self.fields["kind"].choices = [(kind.key, kind.title) for kind in kinds]
        self.fields["month"].choices = months_up_to(on)

    @property
    def chosen_kind(self):
        return self.kinds[self.cleaned_data["kind"]]


class DraftForm(MonthForm):
    """A new paper of the own unit."""

    remark = forms.CharField(
        label=_("补充内容"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("作为正文的最后一段，可不填。其他文字请下载 Word 文件以后修改，或者上传本单位的模板。"),
    )


class IssueForm(forms.Form):
    """The number of a paper: prefix and serial number, and the signature below it."""

    prefix = forms.CharField(
        label=_("发文机关代字"), max_length=20, help_text=Numbering._meta.get_field("prefix").help_text
    )
    serial = forms.IntegerField(
        label=_("顺序号"),
        min_value=1,
        max_value=99_999,
        help_text=_("已按本年度的下一个号填好，可以改。"),
        error_messages={"invalid": _("请填写整数，例如 3。")},
    )
    signature = forms.CharField(label=_("落款"), max_length=100)


class NumberingForm(forms.ModelForm):
    """How the unit numbers and signs its papers of this year."""

    class Meta:
        model = Numbering
        fields = ["prefix", "signature"]


class VoidForm(forms.Form):
    """Why an issued paper is void."""

    reason = forms.CharField(
        label=_("作废原因"),
        max_length=Document._meta.get_field("void_reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明作废的原因。")},
    )


class TemplateForm(forms.Form):
    """The Word template of an office."""

    file = forms.FileField(
        label=_("模板文件"),
        help_text=_("支持 .docx，不超过 10 MB。上传时会逐个核对占位符。"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"empty": _("文件是空的。请重新选择文件。"), "required": _("请选择一个 .docx 文件。")},
    )
