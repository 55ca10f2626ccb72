"""Addresses of the key tasks: first those for reporting, then those for setting tasks and handing them down."""

from datetime import date

from django.urls import path, register_converter

from tasks.views import (
    assignments,
    bindings,
    changing,
    claims,
    completing,
    demands,
    directives,
    editing,
    evidence,
    extensions,
    handing,
    holding,
    missing,
    next_year,
    proposals,
    replies,
    reporting,
    reviewing,
    supervision,
    tasks,
    todo,
    withdrawing,
)


class MonthConverter:
    """``2026-11``: the first day of a month; a quarter is named by its first month."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value):
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value):
        return f"{value:%Y-%m}"


register_converter(MonthConverter, "month")

app_name = "tasks"

# To-do lists, reports and extensions
reporting_patterns = [
    path("todo/next/", todo.next_report, name="report_next"),
    path("assignments/<int:pk>/", assignments.assignment, name="assignment"),
    path("assignments/<int:pk>/export/", assignments.export, name="assignment_export"),
    path("assignments/<int:pk>/report/<month:period_start>/", reporting.report_form, name="report"),
    path("assignments/<int:pk>/report/<month:period_start>/draft/", reporting.autosave, name="report_autosave"),
    path("assignments/<int:pk>/extension/", extensions.request_extension, name="extension_request"),
    path("assignments/<int:pk>/reply/", replies.reply, name="reply"),
    path("assignments/<int:pk>/claim/", claims.make, name="claim_make"),
    path("assignments/<int:pk>/remind/", supervision.remind_one, name="assignment_remind"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("replies/files/<int:pk>/", replies.download, name="reply_file"),
    path("reports/<int:pk>/", reviewing.report, name="report_read"),
    path("reports/<int:pk>/recall/", reporting.recall, name="report_recall"),
    path("reports/<int:pk>/confirm/", reviewing.confirm, name="report_confirm"),
    path("reports/<int:pk>/return/", reviewing.return_report, name="report_return"),
    path("reports/<int:pk>/correct/", reviewing.correct, name="report_correct"),
    path("evidence/<int:pk>/", evidence.download, name="evidence"),
    path("todo/review/", reviewing.queue, name="review"),
    path("todo/review/many/", reviewing.many, name="review_many"),
    path("todo/review/export/", reviewing.export, name="review_export"),
    path("todo/missing/", missing.missing, name="missing"),
    path("todo/missing/remind/", missing.remind, name="missing_remind"),
    path("todo/missing/export/", missing.export, name="missing_export"),
    path("extensions/<int:pk>/", extensions.extension, name="extension"),
]

# Directives, proposals, tasks and their assignments
directing_patterns = [
    path("", tasks.task_list, name="list"),
    path("export/", tasks.export_list, name="list_export"),
    path("<int:pk>/", tasks.task, name="detail"),
    path("<int:pk>/export/", tasks.export, name="detail_export"),
    path("<int:pk>/remind/", tasks.remind, name="remind"),
    path("directives/", directives.directives, name="directives"),
    path("directives/create/", directives.create, name="directive_create"),
    path("directives/export/", directives.export_list, name="directives_export"),
    path("directives/<int:pk>/", directives.directive, name="directive"),
    path("directives/<int:pk>/edit/", directives.edit, name="directive_edit"),
    path("directives/<int:pk>/delete/", directives.delete, name="directive_delete"),
    path("directives/<int:pk>/export/", directives.export, name="directive_export"),
    path("directives/<int:pk>/file/", directives.original, name="directive_file"),
    path("directives/<int:pk>/accept/", proposals.accept, name="directive_accept"),
    path("directives/<int:pk>/level/", directives.choose_level, name="directive_level"),
    path("directives/<int:pk>/merge/", proposals.merge, name="directive_merge"),
    path("directives/<int:pk>/complete/", completing.complete, name="directive_complete"),
    path("directives/<int:pk>/hand-down/", completing.hand_down_many, name="directive_hand_down"),
    path("directives/<int:pk>/done/", completing.done, name="directive_done"),
    path("directives/<int:pk>/withdraw/", withdrawing.of_directive, name="directive_withdraw"),
    path("directives/<int:pk>/demands/", demands.of_directive, name="demands"),
    path("directives/<int:pk>/demands/find/", demands.find, name="demands_find"),
    path("directives/<int:pk>/demands/export/", demands.export, name="demands_export"),
    path("demands/<int:pk>/", demands.explain, name="demand"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/split/", proposals.split, name="proposal_split"),
    path("proposals/<int:pk>/drop/", proposals.drop, name="proposal_drop"),
    path("proposals/<int:pk>/restore/", proposals.restore, name="proposal_restore"),
    path("create/", editing.create, name="create"),
    path("next-year/", next_year.next_year, name="next_year"),
    path("indicators/", bindings.of_year, name="bindings"),
    path("<int:pk>/indicator/", bindings.adopt, name="bind"),
    path("<int:pk>/edit/", editing.edit, name="edit"),
    path("<int:pk>/hand-down/", handing.hand_down, name="hand_down"),
    path("<int:pk>/hold/", holding.hold, name="hold"),
    path("<int:pk>/withdraw/", withdrawing.of_task, name="task_withdraw"),
    path("assignments/<int:pk>/change/", changing.change, name="assignment_edit"),
    path("assignments/<int:pk>/reassign/", changing.reassign, name="assignment_reassign"),
    path("assignments/<int:pk>/withdraw/", changing.settle, {"name": "withdraw"}, name="assignment_withdraw"),
    path(
        "assignments/<int:pk>/not-applicable/",
        changing.settle,
        {"name": "not_applicable"},
        name="assignment_not_applicable",
    ),
    path("assignments/<int:pk>/applicable/", changing.settle, {"name": "applicable"}, name="assignment_applicable"),
    path("assignments/<int:pk>/finish/", changing.settle, {"name": "finish"}, name="assignment_finish"),
]

urlpatterns = [*reporting_patterns, *directing_patterns]

HELP = {
    "bushu#1. 上传文件": "directives directive_create directive_edit directive_delete",
    "bushu#2. 核对任务": "directive proposal proposal_split",
    "bushu#3. 补充计量和期限": "directive_complete",
    "bushu#4. 分解下达": "directive_hand_down",
    "bushu#5. 完成": "directive_done",
    "bushu#二、单独下达一项任务": "hand_down",
    "bushu#三、由本单位承担（本级事项）": "hold",
    "bushu#四、看一项任务的进展": "list detail",
    "bushu#五、下达以后的调整": "assignment_edit assignment_reassign assignment_withdraw assignment_not_applicable "
    "assignment_applicable assignment_finish task_withdraw directive_withdraw",
    "bushu#六、手工新建和下年度": "create edit next_year",
    "bushu#七、任务对应的指标": "bindings",
    "gongwen#四、对照讲话查有没有漏项": "demands demand",
    "heshi#一、逐份核实": "review report_read report_return report_correct",
    "heshi#二、批量核实、批量退回": "review_many",
    "heshi#三、未填报催办": "missing assignment_remind",
    "heshi#四、延期和办结审批": "extension claim",
    "tianbao#二、填报": "report report_next",
    "tianbao#六、申请延期": "extension_request",
    "tianbao#七、签收、反馈和申报办结": "reply claim_make",
    "tianbao#八、查进度": "assignment",
}
