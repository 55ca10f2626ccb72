"""Papers (公文) with their numbers, the Word templates of offices, and archives of many papers at once."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from documents import content, kinds
from ledgers.records import read_unit
from organizations import tree
from organizations.models import Organization
from years import periods

MAX_ATTEMPTS = 3


def stored_path(instance, filename):
    """Return a random path; people get the file under the title of the paper."""
    return f"documents/{get_random_string(32)}"


def _person(label, **options):
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label, **options)


class OfUnitQuerySet(models.QuerySet):
    """Rows that belong to a unit."""

    def visible_to(self, user):
        """The rows of the user's unit and of all units below it."""
        return self.filter(below_q(read_unit(user).path, field="organization__path"))


class DocumentTemplateQuerySet(OfUnitQuerySet):
    def current(self):
        return self.filter(replaced_at__isnull=True)

    def of(self, kind, unit):
        """The template that ``unit`` uses for papers of ``kind``; ``None`` for the built-in one."""
        return self.current().filter(kind=kind, organization=unit).first()


class DocumentTemplate(models.Model):
    """A Word template of an office for its papers of one kind (模板). A new one replaces it; none is ever changed."""

    kind = models.CharField(_("种类"), max_length=40)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("单位"))
    file = models.FileField(_("文件"), upload_to=stored_path, max_length=100)
    file_name = models.CharField(_("文件名"), max_length=255)
    size = models.PositiveIntegerField(_("大小（字节）"))
    sha256 = models.CharField(_("文件摘要"), max_length=64)
    uploaded_by = _person(_("上传人"))
    uploaded_at = models.DateTimeField(_("上传时间"), default=timezone.now)
    replaced_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    objects = DocumentTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("公文模板")
        verbose_name_plural = _("公文模板")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="documents_template_one_current",
                fields=["kind", "organization"],
                condition=Q(replaced_at__isnull=True),
            )
        ]

    def __str__(self):
        return self.file_name


class NumberingQuerySet(OfUnitQuerySet):
    def of(self, unit, year):
        """The settings of ``unit`` for ``year``; without any, those of the latest year before, not stored."""
        stored = self.filter(organization=unit, year__lte=year).order_by("-year").first()
        if stored is None:
            return Numbering(organization=unit, year=year, prefix="", signature=usual_signature(unit))
        if stored.year == year:
            return stored
        return Numbering(organization=unit, year=year, prefix=stored.prefix, signature=stored.signature)


def usual_signature(unit):
    """The usual full name of the office that writes for ``unit``."""
    if unit.level in {Organization.Level.CITY, Organization.Level.COUNTY}:
        return _t("中共%(unit)s委组织部") % {"unit": unit.name}
    return _t("中共%(unit)s委员会") % {"unit": unit.name}


class Numbering(models.Model):
    """How a unit numbers and signs its papers in a year: 饶组通 gives 饶组通〔2026〕3号."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("单位"))
    year = models.PositiveSmallIntegerField(_("年度"))
    prefix = models.CharField(
        _("发文机关代字"), max_length=20, help_text=_("例如“饶组通”，文号写作：饶组通〔2026〕3号。")
    )
    signature = models.CharField(_("落款"), max_length=100, help_text=_("发文机关的全称。"))

    objects = NumberingQuerySet.as_manager()

    class Meta:
        verbose_name = _("文号设置")
        verbose_name_plural = _("文号设置")
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(name="documents_numbering_once", fields=["organization", "year"])]

    def __str__(self):
        return f"{self.prefix}〔{self.year}〕"


def in_hand_q(now):
    """Papers whose file is to be made and that no worker holds at ``now``."""
    return Q(making="waiting") & (Q(lease_until__isnull=True) | Q(lease_until__lt=now))


class PaperQuerySet(models.QuerySet):
    def left_alone(self, *, now):
        """Papers whose worker died or never started."""
        return self.filter(in_hand_q(now))


class Paper(models.Model):
    """What a worker makes into a Word file: one kind, unit and month, with the figures as they were at its moment.

    The row is the truth, a message of the queue only wakes a worker. A worker claims the row by ``token`` and
    ``lease_until``; another one may take over when the lease has run out. ``content`` is empty until it is counted
    (``documents.content``); what was counted once is kept when only the file is made again.
    """

    class Making(models.TextChoices):
        WAITING = "waiting", _("正在生成")
        MADE = "made", _("已生成")
        FAILED = "failed", _("生成失败")

    kind = models.CharField(_("种类"), max_length=40)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("单位"))
    month = models.CharField(_("月份"), max_length=7)  # 2026-11
    on = models.DateField(_("数字截至"))
    content = models.JSONField(_("内容"), default=dict, editable=False)
    template = models.ForeignKey(
        DocumentTemplate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("模板")
    )
    file = models.FileField(_("文件"), upload_to=stored_path, max_length=100, blank=True, default="")
    sha256 = models.CharField(_("文件摘要"), max_length=64, blank=True, default="")
    making = models.CharField(_("文件"), max_length=10, choices=Making, default=Making.WAITING)
    message = models.TextField(_("说明"), blank=True, default="")
    token = models.CharField(_("占用标记"), max_length=32, blank=True, default="", editable=False)
    lease_until = models.DateTimeField(_("占用到"), null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("尝试次数"), default=0, editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def period(self):
        """The month of the paper."""
        year, month = map(int, self.month.split("-"))
        return periods.containing(date(year, month, 1), periods.Kind.MONTH)

    @property
    def kind_title(self):
        return kinds.title_of(self.kind)

    @property
    def is_made(self):
        return self.making == self.Making.MADE

    @property
    def is_waiting(self):
        return self.making == self.Making.WAITING


class DocumentQuerySet(PaperQuerySet):
    def visible_to(self, user):
        """Papers in reach of ``user``; every view starts here.

        Those of the own unit; once issued, those of units below, and those of all units above a county or township: a
        circular of the city goes to the counties and through them to the townships, never to villages. A department
        reads with the city or county that it belongs to.
        """
        unit = read_unit(user)
        issued = ~Q(state=Document.State.DRAFT)
        above = [] if unit.level == Organization.Level.VILLAGE else tree.ancestor_paths(unit.path)
        received = Q(organization__path__in=above)
        in_reach = below_q(unit.path, field="organization__path") | received
        return self.filter(Q(organization=user.organization) | (issued & in_reach))

    def waiting_for(self, user):
        """Drafts of the unit that ``user`` must finish: managers issue them, editors see to those that failed."""
        drafts = self.filter(organization=user.organization, state=Document.State.DRAFT)
        if user.can_manage:
            return drafts
        return drafts.filter(making=Paper.Making.FAILED) if user.can_edit else drafts.none()

    def search(self, text):
        """Papers whose title, number or unit contains ``text``."""
        return self.filter(Q(title__contains=text) | Q(number__contains=text) | Q(organization__name__contains=text))

    def next_serial(self, unit, year):
        """The number after the highest one of ``unit`` in ``year``; 1 for the first paper. Void ones keep theirs."""
        last = self.filter(organization=unit, number_year=year).aggregate(last=Max("serial"))["last"]
        return (last or 0) + 1


class Document(Paper):
    """A paper (公文) of a unit: a draft, then issued with a number, or declared void afterwards.

    ``remark`` is a sentence of the office that stands at the end of the text. An issued paper never changes.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        ISSUED = "issued", _("已印发")
        VOID = "void", _("作废")

    title = models.CharField(_("标题"), max_length=200)
    remark = models.TextField(_("补充内容"), max_length=1000, blank=True, default="")
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.DRAFT)
    made_by = _person(_("拟稿人"), null=True, blank=True)
    made_at = models.DateTimeField(_("拟稿时间"), default=timezone.now)
    number = models.CharField(_("文号"), max_length=60, blank=True, default="")
    number_year = models.PositiveSmallIntegerField(_("文号年份"), null=True, blank=True)
    serial = models.PositiveIntegerField(_("顺序号"), null=True, blank=True)
    signature = models.CharField(_("落款"), max_length=100, blank=True, default="")
    issued_on = models.DateField(_("印发日期"), null=True, blank=True)
    issued_by = _person(_("签发人"), null=True, blank=True)
    voided_on = models.DateField(_("作废日期"), null=True, blank=True)
    voided_by = _person(_("作废人"), null=True, blank=True)
    void_reason = models.CharField(_("作废原因"), max_length=200, blank=True, default="")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("公文")
        verbose_name_plural = _("公文")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["making", "lease_until"], name="documents_document_in_hand")]
        constraints = [
            models.UniqueConstraint(
                name="documents_document_number_once", fields=["organization", "number_year", "serial"]
            ),
            models.CheckConstraint(
                name="documents_document_number_iff_issued",
                condition=Q(state="draft", serial__isnull=True, issued_on__isnull=True)
                | Q(~Q(state="draft"), serial__isnull=False, number_year__isnull=False, issued_on__isnull=False),
            ),
            models.CheckConstraint(
                name="documents_document_reason_iff_void",
                condition=(Q(state="void") & ~Q(void_reason="") & Q(voided_on__isnull=False))
                | (~Q(state="void") & Q(void_reason="", voided_on__isnull=True)),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("documents:detail", args=[self.pk])

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_issued(self):
        return self.state == self.State.ISSUED

    @property
    def length(self):
        """The number of characters of the text; 0 until it is counted."""
        return content.length_of(self.content) if self.content else 0

    @property
    def facts(self):
        """The texts of the paper itself that a template may name, besides its content."""
        day = self.issued_on
        written = (
            _t("%(year)s年%(month)s月%(day)s日") % {"year": day.year, "month": day.month, "day": day.day} if day else ""
        )
        return {"number": self.number, "signature": self.signature, "date": written, "remark": self.remark}

    @property
    def file_name(self):
        return f"{self.number or self.get_state_display()} {self.title}.docx"


class DocumentBatch(models.Model):
    """Papers of one kind and month for all units below, made in the background into one archive (批量生成)."""

    kind = models.CharField(_("种类"), max_length=40)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("单位"))
    month = models.CharField(_("月份"), max_length=7)
    made_by = _person(_("提出人"))
    made_at = models.DateTimeField(_("提出时间"), default=timezone.now)

    objects = OfUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("批量生成")
        verbose_name_plural = _("批量生成")
        ordering = ["-pk"]

    def __str__(self):
        return f"{kinds.title_of(self.kind)} {self.month}"

    def get_absolute_url(self):
        return reverse("documents:batch", args=[self.pk])


class BatchPaper(Paper):
    """One paper of a batch. It is a print for the archive: it has no number and is never issued."""

    batch = models.ForeignKey(DocumentBatch, models.CASCADE, related_name="papers", verbose_name=_("批量生成"))

    class Meta:
        verbose_name = _("批量生成的公文")
        verbose_name_plural = _("批量生成的公文")
        ordering = ["pk"]
        indexes = [models.Index(fields=["making", "lease_until"], name="documents_batchpaper_in_hand")]
        constraints = [models.UniqueConstraint(name="documents_batchpaper_unit_once", fields=["batch", "organization"])]

    def __str__(self):
        return f"{self.organization} {self.batch}"

    @property
    def facts(self):
        """As of a draft: no number, no date."""
        signature = Numbering.objects.of(self.organization, self.on.year).signature
        return {"number": "", "signature": signature, "date": "", "remark": ""}
