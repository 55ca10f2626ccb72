"""The figure of the app ``tests.development``, which stands for any new one."""

from tests.indicators.plain.rules import counted, plain, yes_or_blank


@plain("applicants_introduced")
def applicants_introduced(world, span):
    return [counted(row, yes_or_blank(row.introduced)) for row in world.of("applicant", span)]
