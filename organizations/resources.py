"""Import and export of the tree in the admin, with the file formats of the portal and the rules of ``loading``."""

import io

from django.utils import timezone
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

# Limits of a workbook; a province has about 66,000 units.
BOUNDS = {"rows": 200_000, "columns": 50, "unpacked": 200 * 1024 * 1024}
SHOWN = 500  # rows in a preview; the totals count all rows


def workbook_records(content):
    """Return pairs of line number and cells; raise ``TreeFileError`` when ``content`` is not a workbook."""
    try:
        return enumerate(read_workbook(content, **BOUNDS), 1)
    except FileError as error:
        raise treefile.TreeFileError([treefile.Problem(0, "", str(error))]) from None


class TreeFormat(base_formats.Format):
    """Reads a file into a ``Dataset`` with the attribute ``treefile``, and writes files like all exports do.

    ``create_dataset`` raises ``TreeFileError``, whose problems name line and column.
    """

    only_workbooks = False  # whether a file that does not look like a workbook is refused, and not read as text

    def __init__(self, encoding=None):
        """Ignore ``encoding``: it is found from the content of the file."""

    def create_dataset(self, in_stream):
        is_workbook = looks_like_workbook(in_stream) or self.only_workbooks
        lines = workbook_records(in_stream) if is_workbook else treefile.records(treefile.decode(in_stream))
        tree_file = treefile.read_table(lines)
        dataset = Dataset(*[(row.code, row.name) for row in tree_file.rows], headers=("code", "name"))
        dataset.treefile = tree_file
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

    def export_data(self, dataset, **kwargs):
        target = io.BytesIO()
        write_csv(target, columns=_columns(dataset), rows=dataset)
        return target.getvalue()


class TreeXlsx(TreeFormat):
    only_workbooks = True
    CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def get_title(self):
        return "xlsx"

    def get_extension(self):
        return "xlsx"

    def export_data(self, dataset, **kwargs):
        target = io.BytesIO()
        write_xlsx(target, title=_("组织机构"), columns=_columns(dataset), rows=dataset)
        return target.getvalue()


class AnyTree(TreeCsv):
    """Reads a workbook or a text file, whichever it is, so that nobody has to say which."""

    def get_title(self):
        return _("Excel 或 CSV")


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
        """Load all rows or none; all must be in the user's subtree. A dry run only shows what would change."""
        result = self.get_result_class()()
        result.diff_headers = [_("代码"), _("名称"), _("变化")]
        result.total_rows = len(dataset)
        own = user.organization
        try:
            if dry_run:
                plan = loading.make_plan(dataset.treefile, within=own)
            else:
                plan = loading.load(dataset.treefile, on=timezone.localdate(), by=user, source=file_name, within=own)
        except treefile.TreeFileError as error:
            _show_problems(result, error.problems)
        else:
            _show_plan(result, plan)
        return result


def _show_problems(result, problems):
    for problem in problems:
        result.append_base_error(Error(problem))


def _show_plan(result, plan):
    """Put into ``result`` the totals of all rows, and rows for changed, new and missing units."""
    result.totals[RowResult.IMPORT_TYPE_NEW] = len(plan.added)
    result.totals[RowResult.IMPORT_TYPE_UPDATE] = len(plan.changed)
    result.totals[RowResult.IMPORT_TYPE_SKIP] = len(plan.unchanged)
    lines = [(RowResult.IMPORT_TYPE_UPDATE, change.row, _in_words(change.fields)) for change in plan.changed]
    lines += [(RowResult.IMPORT_TYPE_NEW, row, "") for row in plan.added]
    lines += [(RowResult.IMPORT_TYPE_SKIP, unit, _("文件中缺少，保持不变")) for unit in plan.missing]
    for kind, unit, text in lines[:SHOWN]:
        row = RowResult()
        row.import_type = kind
        row.diff = [unit.code, unit.name, text]
        result.append_row_result(row)


def _in_words(fields):
    """Return the changes as text: 名称：甲 → 乙."""
    titles = {name: names[0] for name, names in treefile.COLUMNS.items()}
    change = _("%(title)s：%(before)s → %(after)s")
    return "；".join(
        change % {"title": titles[name], "before": _as_text(before), "after": _as_text(after)}
        for name, (before, after) in fields.items()
    )


def _as_text(value):
    return "、".join(value) if isinstance(value, list) else value or "—"
