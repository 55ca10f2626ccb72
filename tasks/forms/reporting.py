"""Forms of reports: writing, returning, correcting; and forms of extensions and reminders."""

import unicodedata
from decimal import Decimal

from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from pages.forms import DayField
from tasks import presentation
from tasks.actions.evidence import LARGEST_FILE, MOST_FILES
from tasks.actions.replies import LONGEST_REPLY
from tasks.actions.reports import LARGEST, TEXTS
from tasks.presentation import plain
from years.periods import Kind

LONGEST_TEXT = 5000
LONGEST_REASON = 300


class FigureField(forms.DecimalField):
    """A number that may be typed with full-width digits, thousands separators and a percent sign."""

    def __init__(self, *, most, **options):
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}))
        options.setdefault("validators", [MinValueValidator(0), MaxValueValidator(most)])
        super().__init__(**options)

    def prepare_value(self, value):
        """Drop trailing zeros: 271, not 271.00."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def to_python(self, value):
        text = unicodedata.normalize("NFKC", str(value or "")).replace(",", "").replace("，", "").strip()
        return super().to_python(text.rstrip("%").strip())


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; the error names each file that is too large or empty."""

    def clean(self, data, initial=None):
        files = [file for file in (data or []) if file]
        problems = [problem for file in files if (problem := self._problem(file))]
        if len(files) > MOST_FILES:
            problems.append(_("每期最多 %(count)s 个文件。") % {"count": MOST_FILES})
        if problems:
            raise forms.ValidationError(problems)
        return files

    def _problem(self, file):
        if file.size > LARGEST_FILE:
            values = {"name": file.name, "limit": LARGEST_FILE // 1024**2}
            return _("文件“%(name)s”超过 %(limit)s MB，请压缩后再传。") % values
        return _("文件“%(name)s”是空的。") % {"name": file.name} if not file.size else None


class FormWithFiles(forms.Form):
    """Base of forms with the field ``files``, whose files are lost when the form is shown again."""

    def clean(self):
        """Name the files to choose again if the form has errors, since browsers drop them."""
        cleaned_data = super().clean()
        if self.errors:
            self.name_lost_files(cleaned_data)
        return cleaned_data

    def name_lost_files(self, cleaned_data):
        """Add an error that names the chosen files: a form that is shown again has lost them."""
        names = [file.name for file in cleaned_data.get("files") or []]
        if names:
            self.add_error("files", _("“%(names)s”还没有上传，请重新选择。") % {"names": "、".join(names)})


def _text(label):
    return forms.CharField(
        label=label,
        required=False,
        validators=[MaxLengthValidator(LONGEST_TEXT)],  # not max_length: browsers would cut what is pasted
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("最多 %(limit_value)d 字，现在有 %(show_value)d 字，请压缩。")},
    )


class ReportForm(FormWithFiles):
    """Write one report; the figure is required only when ``submitting``, a draft may lack it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    value = FigureField(
        label=_("累计数"),
        most=LARGEST,
        max_digits=14,
        decimal_places=2,
        error_messages={
            "required": _("提交前请填写累计数；没有进展请填 0。"),
            "invalid": _("请只填数字，例如 12。"),
            "max_decimal_places": _("最多保留 %(max)s 位小数。"),
            "min_value": _("累计数不能小于 0。"),
        },
    )
    progress = FigureField(
        label=_("累计进度（%）"),
        most=100,
        max_digits=5,
        decimal_places=1,
        error_messages={
            "required": _("提交前请填写累计进度；没有进展请填 0。"),
            "invalid": _("请填写 0 到 100 之间的数字，例如 60。"),
            "max_digits": _("请填写 0 到 100 之间的数字，例如 60。"),
            "max_whole_digits": _("请填写 0 到 100 之间的数字，例如 60。"),
            "max_decimal_places": _("最多保留 %(max)s 位小数。"),
            "min_value": _("累计进度应在 0 到 100 之间。"),
            "max_value": _("累计进度应在 0 到 100 之间。"),
        },
    )
    fewer = forms.BooleanField(label=_("数字无误，确实比上期少"), required=False)
    done = _text(_("本月做法"))
    problems = _text(_("存在问题"))
    next_steps = _text(_("下月打算"))
    files = FilesField(
        label=_("佐证材料"),
        required=False,
        widget=FilesInput,
        help_text=_("PDF、Word、Excel、PNG、JPG，单个不超过 20 MB，可一次选几个。"),
    )

    def __init__(self, *args, assignment, period, submitting=False, **options):
        super().__init__(*args, **options)
        for name in unasked_figures(assignment):
            del self.fields[name]
        for name in self.figures:
            self.fields[name].required = submitting
        if "value" in self.fields:
            self.fields["value"].label = _value_label(assignment.task)
        if period.kind == Kind.QUARTER:
            self.fields["done"].label, self.fields["next_steps"].label = _("本季做法"), _("下季打算")

    @property
    def figures(self):
        return [name for name in ("value", "progress") if name in self.fields]

    @property
    def typed(self):
        """The valid values that the action saves."""
        return {name: self.cleaned_data[name] for name in [*self.figures, *TEXTS] if name in self.cleaned_data}

    def asks_about_fall(self, last_report):
        """Ask for a tick (``fewer``) where a figure is below that of ``last_report``, since totals rarely shrink.

        Returns whether the form now has this error.
        """
        fallen = [
            name for name in self.figures if last_report and _falls(self.cleaned_data[name], getattr(last_report, name))
        ]
        if fallen and not self.cleaned_data["fewer"]:
            value, last_value = self.cleaned_data[fallen[0]], getattr(last_report, fallen[0])
            values = {"label": self[fallen[0]].label, "now": plain(value), "before": plain(last_value)}
            text = _("%(label)s本期填 %(now)s，上期是 %(before)s。填错了请改正；确实减少的，请勾选后再次提交。")
            self.add_error("fewer", text % values)
        return self.has_error("fewer")

    @property
    def shows_fewer(self):
        """Whether the page shows the question; once asked or ticked, it stays."""
        return "fewer" in self.fields and (self.has_error("fewer") or bool(self["fewer"].value()))


class TextsForm(ReportForm):
    """The texts and files of a report whose figures the system writes."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in [*self.figures, "fewer"]:
            del self.fields[name]

    @property
    def typed_figures(self):
        """Figures that were sent all the same, as from a page that was opened before; as text."""
        typed = [self.data.get(name, "").strip() for name in ("value", "progress")]
        return "、".join(figure for figure in typed if figure)


def _falls(value, last_value):
    return None not in (value, last_value) and value < last_value


def unasked_figures(assignment):
    """Return the figures that a report of ``assignment`` does not ask for.

    Tasks without a quantity have no value; with a target, the percentage is computed from the value.
    """
    if not assignment.task.is_quantity:
        return ["value"]
    return ["progress"] if assignment.target else []


def _value_label(task):
    return _("累计数（%(unit)s）") % {"unit": task.unit} if task.unit else _("累计数")


def _reason(label, required=True, missing=None):
    return forms.CharField(
        label=label,
        required=required,
        validators=[MaxLengthValidator(LONGEST_REASON)],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": missing or _("请写明理由。"),
            "max_length": _("最多 %(limit_value)d 字，现在有 %(show_value)d 字，请压缩。"),
        },
    )


class ReturnForm(forms.Form):
    """Return a report to its author with a reason."""

    reason = _reason(_("退回理由"), missing=_("请写明退回的理由，便于对方修改。"))


class CorrectionForm(ReportForm):
    """Correct a confirmed report, with a reason."""

    reason = _reason(_("更正理由"), missing=_("请写明更正的理由。"))

    def __init__(self, *args, **options):
        super().__init__(*args, submitting=True, **options)
        del self.fields["files"], self.fields["fewer"]


class ExtensionForm(forms.Form):
    """Request a later deadline."""

    new_due = DayField(label=_("申请延至"))
    reason = _reason(_("延期理由"), missing=_("请写明延期的理由。"))


class DecisionForm(forms.Form):
    """Decide a request for a later deadline; the pressed button says whether it is approved."""

    new_due = DayField(label=_("同意延至"), required=False)
    note = _reason(_("审批意见"), required=False)


class ReminderForm(forms.Form):
    """The note that is sent with a reminder, and the day until which the unit should reply."""

    note = forms.CharField(
        label=_("附言"),
        required=False,
        validators=[MaxLengthValidator(200)],
        error_messages={"max_length": _("附言最多 %(limit_value)d 字，现在有 %(show_value)d 字。")},
    )
    reply_by = DayField(label=_("反馈期限"), required=False)

    @property
    def problem(self):
        """The first error with the name of its field, for pages that show it as a message."""
        name, errors = next(iter(self.errors.items()))
        return (
            errors[0] if name == "note" else _("%(label)s：%(error)s") % {"label": self[name].label, "error": errors[0]}
        )


class ReplyForm(FormWithFiles):
    """Write a reply (反馈) with files."""

    text = forms.CharField(
        label=_("反馈内容"),
        validators=[MaxLengthValidator(LONGEST_REPLY)],
        widget=forms.Textarea(attrs={"rows": 3, "data-grow": True}),
        error_messages={
            "required": _("请写明反馈内容。"),
            "max_length": _("最多 %(limit_value)d 字，现在有 %(show_value)d 字，请压缩。"),
        },
    )
    files = FilesField(
        label=_("附件"),
        required=False,
        widget=FilesInput,
        help_text=_("PDF、Word、Excel、PNG、JPG，单个不超过 20 MB，可一次选几个。"),
    )


class ClaimForm(forms.Form):
    """Report that a task is finished (申报办结)."""

    note = forms.CharField(
        label=_("完成情况"),
        validators=[MaxLengthValidator(LONGEST_REPLY)],
        widget=forms.Textarea(attrs={"rows": 4, "data-grow": True}),
        help_text=_("写明做了什么、结果怎样。材料可以在任务页的“反馈”里上传。"),
        error_messages={
            "required": _("请写明完成情况，便于上级核定。"),
            "max_length": _("最多 %(limit_value)d 字，现在有 %(show_value)d 字，请压缩。"),
        },
    )


class ClaimAnswerForm(forms.Form):
    """Confirm or return a claim; the pressed button says which."""

    note = _reason(_("核定意见"), required=False)


def initial_of(stored):
    """Return the initial values of ``ReportForm`` for a stored report or ``None``."""
    if stored is None:
        return {"version": 0}
    figures = {name: presentation.editable(getattr(stored, name)) for name in ("value", "progress")}
    return {"version": stored.version, **figures, **{name: getattr(stored, name) for name in TEXTS}}
