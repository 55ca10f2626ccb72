"""Imports of files into ledgers with their rows, and what undo, restoring and the next import need."""

import json
from datetime import timedelta
from pathlib import PurePath

from django.conf import settings
from django.core import serializers
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from ledgers import declarations
from ledgers.code_tables import CodeTable
from ledgers.confirmations import Confirmation
from ledgers.memories import ColumnMemory, TypeMemory
from ledgers.pending_changes import PendingChange
from ledgers.records import LedgerRecord
from organizations.models import Organization

__all__ = [
    "CodeTable", "ColumnMemory", "Confirmation", "DeletedRecord", "ImportBatch", "LedgerLock", "LedgerRecord",
    "LedgerYear", "PendingChange", "PreviousValues", "StagedChunk", "TypeMemory",
]  # fmt: skip

UNDO_DAYS = 30
MAX_ATTEMPTS = 3


def upload_path(batch, filename):
    """Return a random path; the original name is only kept in ``file_name``."""
    return f"ledgers/{get_random_string(32)}"


def in_hand_q(now):
    """Batches in a working state whose lease is missing or has run out at ``now``."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    return Q(state__in=ImportBatch.WORKING) & free


class ImportBatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Batches of the units in the scope of ``user`` for ledgers open to ``user``; every view starts here."""
        closed = declarations.closed_to(user)
        own = self.filter(below_q(user.organization.path, field="organization__path"))
        return own.exclude(Q(ledger_key__in=closed) | Q(asked_key__in=closed)) if closed else own

    def left_alone(self, *, now):
        """Batches whose worker died or never started."""
        return self.filter(in_hand_q(now))

    def of_ledger(self, key):
        return self.filter(ledger_key=key)


class ImportBatch(models.Model):
    """One uploaded file (导入批次): the row is the truth, a queue message only wakes a worker.

    A worker claims the batch by ``token`` and ``lease_until``; another worker may take over when
    the lease has run out. Nothing is written to the ledger before ``STORING``.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("正在识别")
        PREVIEWED = "previewed", _("待确认")
        STORING = "storing", _("正在写入")
        STORED = "stored", _("已写入")
        REFUSED = "refused", _("无法处理")
        DISCARDED = "discarded", _("已放弃")
        UNDOING = "undoing", _("正在撤销")
        UNDONE = "undone", _("已撤销")

    class Mode(models.TextChoices):
        GOOD = "good", _("写入合格行")
        ALL = "all", _("全部无误后再写入")

    WORKING = (State.UPLOADED, State.STORING, State.UNDOING)

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("导入单位"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("导入人")
    )
    uploaded_at = models.DateTimeField(_("上传时间"), default=timezone.now)
    file = models.FileField(_("原始文件"), upload_to=upload_path, max_length=100)
    file_name = models.CharField(_("文件名"), max_length=255)
    file_size = models.PositiveBigIntegerField(_("大小（字节）"))
    digest = models.CharField(_("文件摘要"), max_length=64)

    asked_key = models.CharField(_("指定的台账类型"), max_length=40, blank=True, default="")
    ledger_key = models.CharField(_("台账类型"), max_length=40, blank=True, default="")
    year = models.PositiveSmallIntegerField(_("指定的年度"), null=True, blank=True)
    within = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("范围")
    )
    money_unit = models.CharField(_("指定的金额单位"), max_length=10, blank=True, default="")
    mapping = models.JSONField(_("列名对应"), default=dict)
    overrides = models.JSONField(_("改正的单元格"), default=list)
    choices = models.JSONField(_("选定的单位"), default=list)
    accepted = models.JSONField(_("按原样接受的行"), default=list)  # see ``accepted_doubts``
    same_as = models.JSONField(_("视为已有的行"), default=list)
    covers = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("全部名单的单位"),
        help_text=_("文件是这个单位及下级单位的全部名单。"),
    )
    dropped = models.JSONField(_("不要的行"), default=list)  # [sheet, row] of rows that a person does not want
    holders = models.JSONField(
        _("岗位已有人的行"),
        default=list,
        help_text=_("[表, 行] 和接任时前任离任的时间、原因；两人都在任的没有时间和原因。"),
    )
    year_agreed = models.BooleanField(_("已确认表中年度"), default=False)
    continues = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="followed_by",
        verbose_name=_("留下问题行的导入"),
    )
    leavers = models.JSONField(_("登记离任（撤销）的记录"), default=list)  # [id of the record, last day, reason]

    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.UPLOADED)
    progress = models.PositiveSmallIntegerField(_("进度"), default=0)
    message = models.TextField(_("说明"), blank=True, default="")
    summary = models.JSONField(_("识别结果"), default=dict)
    new_count = models.PositiveIntegerField(_("新增"), default=0)
    changed_count = models.PositiveIntegerField(_("更新"), default=0)
    unchanged_count = models.PositiveIntegerField(_("无变化"), default=0)
    leaving_count = models.PositiveIntegerField(_("离任（撤销）"), default=0)
    held_count = models.PositiveIntegerField(_("有问题"), default=0)

    mode = models.CharField(_("写入方式"), max_length=4, choices=Mode, blank=True, default="")
    stored_at = models.DateTimeField(_("写入时间"), null=True, blank=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("撤销人")
    )

    token = models.CharField(_("占用标记"), max_length=32, blank=True, default="", editable=False)
    lease_until = models.DateTimeField(_("占用到"), null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("尝试次数"), default=0, editable=False)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("导入批次")
        verbose_name_plural = _("导入批次")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "lease_until"], name="ledgers_batch_in_hand")]
        constraints = [
            models.CheckConstraint(
                name="ledgers_batch_stored_has_time",
                condition=~Q(state__in=["stored", "undoing", "undone"]) | Q(stored_at__isnull=False),
            ),
            models.CheckConstraint(
                name="ledgers_batch_undone_has_time", condition=~Q(state="undone") | Q(undone_at__isnull=False)
            ),
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("ledgers:batch", args=[self.pk])

    @property
    def ledger(self):
        """The declaration, None until the type is known."""
        return declarations.get(self.ledger_key) if self.ledger_key else None

    @property
    def kept_name(self):
        """The name of the stored file, which is an .xlsx once something was removed from it."""
        stem = {"name": PurePath(self.file_name).stem}
        if self.summary.get("emptied"):
            return _("%(name)s（已去除个人信息）.xlsx") % stem
        return _("%(name)s（已去除身份证号）.xlsx") % stem if self.summary.get("cleaned") else self.file_name

    @property
    def same_records(self):
        """{(sheet, row): id of the record} of rows that a person declared to be a stored record."""
        return {(sheet, row): pk for sheet, row, pk in self.same_as}

    @property
    def dropped_rows(self):
        """{(sheet, row)} of rows that a person does not want."""
        return {tuple(row) for row in self.dropped}

    @property
    def decided_holders(self):
        """{(sheet, row): (last day, reason) of the predecessor, or None where both stay} (see ``single_posts``)."""
        return {(sheet, row): tuple(answer) or None for sheet, row, *answer in self.holders}

    @property
    def year_in_question(self):
        """The year that the file itself names and that is not the year of the upload, until a person has agreed."""
        if self.year or self.year_agreed:
            return None
        contexts = [facts["context"] for facts in self.summary.get("sheets", ()) if not facts["skipped"]]
        named = {each["year"] for each in contexts if each["year_from"] not in ("given", "default")}
        return min(named - {self.own_year, None}, default=None)

    @property
    def own_year(self):
        """The year in which the file was uploaded."""
        return timezone.localdate(self.uploaded_at).year

    @property
    def is_working(self):
        return self.state in self.WORKING

    @property
    def good_count(self):
        return self.changing_count + self.unchanged_count

    @property
    def changing_count(self):
        """Rows that storing would write; the other good rows change nothing."""
        return self.new_count + self.changed_count + self.leaving_count

    @property
    def has_changes(self):
        """Whether storing would write anything: rows of the file, or last days of records that it does not contain."""
        return bool(self.changing_count or self.leavers)

    @property
    def row_count(self):
        return self.good_count + self.held_count

    @property
    def counts(self):
        """The number of rows by outcome; rows that leave their register are named only where there are some."""
        counts = {
            "new": self.new_count,
            "changed": self.changed_count,
            "unchanged": self.unchanged_count,
            "held_back": self.held_count,
        }
        return counts | ({"leaving": self.leaving_count} if self.leaving_count else {})

    @property
    def undo_until(self):
        return self.stored_at + timedelta(days=UNDO_DAYS) if self.stored_at else None

    def may_be_undone(self, *, now):
        """Whether the batch was stored within the last 30 days."""
        return self.state == self.State.STORED and now <= self.undo_until

    def staged_rows(self):
        """(outcome, row) of every staged row, in the order of the file."""
        for chunk in self.chunks.all().iterator(chunk_size=10):
            yield from zip(chunk.kinds, chunk.rows, strict=True)


class Chunk(models.Model):
    """A thousand rows as JSON: one database row for each would be the slowest part of an import."""

    SIZE = 1000

    number = models.PositiveIntegerField(_("序号"))
    content = models.TextField(_("内容"))

    class Meta:
        abstract = True
        ordering = ["number"]

    @property
    def rows(self):
        return json.loads(self.content)


class StagedChunk(Chunk):
    """Rows of a file as read. ``kinds`` has one character for each row (``ledgers.outcomes``): pages of the rows of
    one kind read few chunks. Reasons of being held back are numbered as in ``batch.summary["reasons"]``."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="chunks", verbose_name=_("导入批次"))
    kinds = models.TextField(_("结果"))

    class Meta(Chunk.Meta):
        verbose_name = _("暂存行")
        verbose_name_plural = _("暂存行")
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="ledgers_stagedchunk_once")]

    def __str__(self):
        return f"{self.batch_id}-{self.number}"


class PreviousValues(Chunk):
    """The values of changed records before a batch was stored, for undo."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="previous_values", verbose_name=_("导入批次"))

    class Meta(Chunk.Meta):
        verbose_name = _("更新前的值")
        verbose_name_plural = _("更新前的值")
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="ledgers_previousvalues_once")]

    def __str__(self):
        return f"{self.batch_id}-{self.number}"


class LedgerLock(models.Model):
    """A lock that is held while a batch is stored or undone: one batch at a time changes a ledger."""

    ledger_key = models.CharField(_("台账类型"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("写入锁")
        verbose_name_plural = _("写入锁")

    def __str__(self):
        return self.ledger_key

    @classmethod
    def hold(cls, ledger_key):
        """Wait for the lock of ``ledger_key`` and keep it until the transaction ends."""
        cls.objects.get_or_create(ledger_key=ledger_key)
        return cls.objects.select_for_update().get(ledger_key=ledger_key)


class DeletedRecordQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Records deleted in the scope of ``user``, from ledgers open to ``user``."""
        own = self.filter(below_q(user.organization.path, field="organization__path"))
        return own.exclude(ledger_key__in=declarations.closed_to(user))

    def restorable(self, *, now):
        """Records deleted within the last 30 days."""
        return self.filter(deleted_at__gte=now - timedelta(days=UNDO_DAYS))


class DeletedRecord(models.Model):
    """A record that somebody deleted (最近删除), kept for 30 days so that it can be brought back as it was."""

    ledger_key = models.CharField(_("台账类型"), max_length=40)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("单位"))
    year = models.PositiveSmallIntegerField(_("年度"))
    content = models.TextField(_("内容"))
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("删除人"))
    deleted_at = models.DateTimeField(_("删除时间"), default=timezone.now, db_index=True)

    objects = DeletedRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("最近删除的记录")
        verbose_name_plural = _("最近删除的记录")
        ordering = ["-deleted_at", "-pk"]

    def __str__(self):
        return f"{self.ledger_key} {self.organization}"

    @classmethod
    def of(cls, record, *, by):
        """A ``DeletedRecord`` of ``record``, not yet saved."""
        return cls(
            ledger_key=record.ledger().key,
            organization=record.organization,
            year=record.year,
            content=serializers.serialize("json", [record, *([record.head] if record.ledger().head else [])]),
            deleted_by=by,
        )

    @property
    def record(self):
        """The deleted record with its head, not saved; columns that the ledger no longer has are left out."""
        stored = serializers.deserialize("json", self.content, ignorenonexistent=True)
        record, *heads = [each.object for each in stored]
        for head in heads:
            record.head = head
        record.organization = self.organization
        return record


class LedgerYear(models.Model):
    """A year (年度) that some ledger holds or held records of; asking all ledgers on every page would be slow."""

    year = models.PositiveSmallIntegerField(_("年度"), primary_key=True)

    class Meta:
        verbose_name = _("台账年度")
        verbose_name_plural = _("台账年度")

    def __str__(self):
        return str(self.year)

    @classmethod
    def note(cls, sender, places, **signal):
        """Receiver of ``signals.changed``: remember the years of ``places``."""
        years = {year for _organization, year in places}
        unknown = years - set(cls.objects.filter(pk__in=years).values_list("pk", flat=True))
        cls.objects.bulk_create([cls(year=year) for year in unknown], ignore_conflicts=True)

    @classmethod
    def known(cls):
        return cls.objects.order_by().values_list("year", flat=True)
