"""Forms of directives and their proposals: upload, details, edit a proposal, split it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from files.dates import EARLIEST, LATEST
from pages.forms import DayField
from tasks import reading_child
from tasks.actions.proposals import EDITABLE
from tasks.models import DeadlineLabel, TaskProposal
from tasks.reading import DirectiveError
from tasks.reading.files import LARGEST_FILE
from tasks.reading.sentences import sentences


class YearField(forms.IntegerField):
    """The year that 今年 means in the text."""

    def __init__(self, **options):
        wrong = _("年份应在 2000 至 2099 之间。")
        defaults = {
            "label": _("文中“今年”"),
            "min_value": EARLIEST,
            "max_value": LATEST,
            "widget": forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
            "help_text": _("“年内”“明年”等时间词按这一年推算。"),
            "error_messages": {
                "invalid": _("请填写四位年份，例如 2026。"),
                "min_value": wrong,
                "max_value": wrong,
            },
        }
        super().__init__(**defaults | options)


class DirectiveForm(forms.Form):
    """Upload a speech or notice as a file, or paste its text."""

    file = forms.FileField(
        label=_("上传文件"),
        required=False,
        help_text=_("支持 .txt、.docx，不超过 10 MB。"),
        widget=forms.FileInput(attrs={"accept": ".txt,.docx"}),
        error_messages={"empty": _("文件是空的。请重新选择文件。")},
    )
    text = forms.CharField(
        label=_("或者粘贴正文"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("序号怎样写都可以，段落断开、全角数字也能读。"),
    )
    base_year = YearField()
    issued_on = DayField(label=_("发文日期"), required=False, help_text=_("“月底前”“30日内”等按这一天推算。"))
    issuer = forms.CharField(label=_("发文人或单位"), required=False, max_length=100)
    title = forms.CharField(label=_("标题"), required=False, max_length=200, help_text=_("不填就取正文的标题。"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("文件超过 %(limit)d MB。请只上传讲话或通知正文。") % {"limit": LARGEST_FILE // 1024**2}
            )
        return file

    def clean(self):
        data = super().clean()
        if not data.get("file") and not data.get("text", "").strip() and "file" not in self.errors:
            self.add_error("file", _("请上传文件，或者粘贴正文。"))
        return data

    @property
    def content(self):
        """The bytes of the uploaded file; empty when the text was pasted."""
        file = self.cleaned_data.get("file")
        if not file:
            return b""
        file.seek(0)
        return file.read()

    def keep_file_as_text(self):
        """Put the text of the file into ``text``, since browsers drop the file when the form is shown again."""
        if not self.cleaned_data.get("file"):
            return
        try:
            text = reading_child.file_text(self.content, self.cleaned_data["file"].name)
        except DirectiveError:
            return
        self.data = self.data.copy()
        self.data["text"] = text


class DirectiveDetailsForm(forms.Form):
    """Correct the details of a directive after its upload."""

    title = forms.CharField(label=_("标题"), max_length=200)
    issuer = forms.CharField(label=_("发文人或单位"), required=False, max_length=100)
    base_year = YearField(help_text=_("改后重新推算待核对任务的期限，人工改过的和已确认的不变。"))
    issued_on = DayField(label=_("发文日期"), required=False, help_text=_("“月底前”“30日内”等按这一天推算。"))

    @property
    def changes(self):
        return {name: self.cleaned_data[name] for name in self.changed_data}


class ProposalForm(forms.ModelForm):
    """Edit the fields of a proposal that a person may change."""

    deadline = DayField(label=_("完成期限"), required=False, help_text=_("留空表示尚无期限。"))

    class Meta:
        model = TaskProposal
        fields = EDITABLE
        widgets = {
            "title": forms.TextInput(),
            "text": forms.Textarea(attrs={"rows": 8}),
            "number": forms.TextInput(attrs={"class": "short"}),
            "area_number": forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deadline_label"].choices = [("", "—"), *DeadlineLabel.choices]

    def _post_clean(self):
        """Leave the instance unchanged: the action validates and stores."""

    @property
    def changes(self):
        """The changed fields; without a changed label, the action labels a changed deadline 本级设定."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


class SplitForm(forms.Form):
    """Choose the sentence with which the second task begins."""

    at = forms.TypedChoiceField(
        label=_("第二项任务从哪一句开始"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择第二项任务开始的那一句。")},
    )
    title = forms.CharField(
        label=_("第二项任务的名称"), required=False, max_length=40, help_text=_("不填就取那一句的开头。")
    )

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        text_sentences = sentences(proposal.text, 0, len(proposal.text))
        self.first = text_sentences[0].text if text_sentences else ""
        self.fields["at"].choices = [(sentence.start, sentence.text) for sentence in text_sentences[1:]]
