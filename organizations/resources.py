"""Import and export of the tree through the admin: files as everywhere else, rows by the rules of ``loading``."""

import io

from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.formats import base_formats
from import_export.resources import ModelResource
from import_export.results import Error, RowResult
from tablib import Dataset

from files.errors import FileError
from files.reading import looks_like_workbook, read_workbook
from files.writing import Column, write_csv, write_xlsx
from organizations import loading, treefile
from organizations.models import Organization

BOUNDS = {"rows": 200_000, "columns": 50, "unpacked": 200 * 1024 * 1024}  # of a workbook; a province has 66,000 units
SHOWN = 500  # rows of a preview; the numbers below it count all


def workbook_records(content):
    """Pairs of line number and cells; raises ``TreeFileError`` for what is no workbook."""
    try:
        return enumerate(read_workbook(content, **BOUNDS), 1)
    except FileError as error:
        raise treefile.TreeFileError([treefile.Problem(0, "", str(error))]) from None


class TreeFormat(base_formats.Format):
    """Reads a file into a ``Dataset`` that carries its ``treefile``; writes one as every export of the portal.

    ``create_dataset`` raises ``TreeFileError`` with line and column of whatever is wrong.
    """

    def __init__(self, encoding=None):
        """``encoding`` is not asked for: the file itself tells."""

    def create_dataset(self, in_stream):
        reads = workbook_records if looks_like_workbook(in_stream) else self.records
        found = treefile.read_table(reads(in_stream))
        dataset = Dataset(*[(row.code, row.name) for row in found.rows], headers=("code", "name"))
        dataset.treefile = found
        return dataset

    def can_import(self):
        return True

    def can_export(self):
        return True


class TreeCsv(TreeFormat):
    CONTENT_TYPE = "text/csv; charset=utf-8"

    def get_title(self):
        return "csv"

    def get_extension(self):
        return "csv"

    def records(self, content):
        return treefile.records(treefile.decode(content))

    def export_data(self, dataset, **kwargs):
        target = io.BytesIO()
        write_csv(target, columns=_columns(dataset), rows=dataset)
        return target.getvalue()


class TreeXlsx(TreeFormat):
    CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def get_title(self):
        return "xlsx"

    def get_extension(self):
        return "xlsx"

    def records(self, content):
        return workbook_records(content)

    def export_data(self, dataset, **kwargs):
        target = io.BytesIO()
        write_xlsx(target, title=_("组织机构"), columns=_columns(dataset), rows=dataset)
        return target.getvalue()


def _columns(dataset):
    return [Column(header, width=18) for header in dataset.headers]


class OrganizationResource(ModelResource):
    """The columns of a tree file."""

    code = Field("code", "代码")
    name = Field("name", "名称")
    level = Field("level", "层级")
    parent_code = Field("parent__code", "上级代码")
    kind = Field("kind", "类别")
    short_name = Field("short_name", "简称")
    aliases = Field(column_name="别名")

    class Meta:
        model = Organization
        fields = ("code", "name", "level", "parent_code", "kind", "short_name", "aliases")
        import_id_fields = ("code",)
        chunk_size = 2000

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related("parent").prefetch_related("aliases")

    def dehydrate_level(self, unit):
        return unit.get_level_display()

    def dehydrate_aliases(self, unit):
        return "、".join(alias.name for alias in unit.aliases.all())

    def import_data(self, dataset, dry_run=False, *, user, file_name="", **kwargs):
        """Load the rows within the user's own subtree, all or nothing; a dry run only says what would change."""
        result = self.get_result_class()()
        result.diff_headers = [_("代码"), _("名称"), _("变化")]
        result.total_rows = len(dataset)
        own = user.organization
        try:
            if dry_run:
                plan = loading.make_plan(dataset.treefile, within=own)
            else:
                plan = loading.load(dataset.treefile, by=user, source=file_name, within=own)
        except treefile.TreeFileError as error:
            _show_problems(result, error.problems)
        else:
            _show_plan(result, plan)
        return result


def _show_problems(result, problems):
    for problem in problems:
        result.append_base_error(Error(problem))


def _show_plan(result, plan):
    """Numbers of all rows; of the rows themselves those that change, and what the file leaves out."""
    result.totals[RowResult.IMPORT_TYPE_NEW] = len(plan.added)
    result.totals[RowResult.IMPORT_TYPE_UPDATE] = len(plan.changed)
    result.totals[RowResult.IMPORT_TYPE_SKIP] = len(plan.unchanged)
    lines = [(RowResult.IMPORT_TYPE_UPDATE, each.row, _told(each.fields)) for each in plan.changed]
    lines += [(RowResult.IMPORT_TYPE_NEW, row, "") for row in plan.added]
    lines += [(RowResult.IMPORT_TYPE_SKIP, unit, _("文件中缺少，保持不变")) for unit in plan.missing]
    for kind, unit, told in lines[:SHOWN]:
        row = RowResult()
        row.import_type = kind
        row.diff = [unit.code, unit.name, told]
        result.append_row_result(row)


def _told(fields):
    """What changes, for people: 名称：甲 → 乙."""
    titles = {name: names[0] for name, names in treefile.COLUMNS.items()}
    change = _("%(title)s：%(before)s → %(after)s")
    return "；".join(
        change % {"title": titles[name], "before": _shown(before), "after": _shown(after)}
        for name, (before, after) in fields.items()
    )


def _shown(value):
    return "、".join(value) if isinstance(value, list) else value or "—"
