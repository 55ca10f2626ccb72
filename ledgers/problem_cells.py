"""Find the cells to correct where a row breaks a rule of its ledger."""

from openpyxl.utils import get_column_letter

from ledgers.row_rules import AtMost, DaysAgree, MustNotSay, NotBefore, NotInFuture, NotZero


def with_cells(problem, sheet, ledger):
    """Return ``problem`` (plain data) of a broken rule with its ``fields``, ``columns`` and ``cell`` added.

    The page shows the message at the first field. Other problems already name their cell.
    """
    fields = () if problem.get("column") else _fields(problem, ledger)
    at = {column.field: column.column for column in sheet.columns if column.field}
    shared = {field: column.field for column in ledger.columns for field in column.into or ()}
    names = [field if field in at else shared.get(field) for field in fields]  # start and end may stand in one column
    columns = list(dict.fromkeys(at[name] for name in names if name in at))
    if not columns:
        return problem
    cell = f"{get_column_letter(columns[0])}{problem['row']}"
    return problem | {"fields": list(fields), "columns": columns, "cell": cell}


def _fields(problem, ledger):
    """Fields of the rule that the problem is about."""
    for rule in ledger.rules:
        fields = _RULE_FIELDS.get(type(rule), lambda rule: ())(rule)
        labels = [f"“{ledger.column(field).label}”" for field in fields]
        if fields and rule.reason == problem["reason"] and all(label in problem["message"] for label in labels):
            return fields
    return ()


_RULE_FIELDS = {
    NotBefore: lambda rule: (rule.end, rule.start),
    NotZero: lambda rule: (rule.field,),
    MustNotSay: lambda rule: (rule.field,),
    AtMost: lambda rule: (rule.field, rule.limit),
    DaysAgree: lambda rule: (rule.days, rule.start, rule.end),
    NotInFuture: lambda rule: (rule.field,),
}
