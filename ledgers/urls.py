"""Addresses of the ledgers; a ledger's key never equals ``imports``."""

from django.urls import path

from ledgers.views import batch_confirming, batches, corrections, deciding, full_list, records

app_name = "ledgers"
urlpatterns = [
    path("", records.catalogue, name="list"),
    path("imports/", batches.batches, name="batches"),
    path("imports/export/", batches.export, name="batches-export"),
    path("imports/new/", batches.upload, name="upload"),
    path("imports/<int:pk>/", batches.batch, name="batch"),
    path("imports/<int:pk>/status/", batches.status, name="batch-status"),
    path("imports/<int:pk>/original/", batches.original, name="batch-original"),
    path("imports/<int:pk>/marked/", batches.marked, name="batch-marked"),
    path("imports/<int:pk>/type/", corrections.choose_type, name="batch-type"),
    path("imports/<int:pk>/year/", corrections.agree_to_year, name="batch-year"),
    path("imports/<int:pk>/columns/", corrections.columns, name="batch-columns"),
    path("imports/<int:pk>/correct/", corrections.correct, name="batch-correct"),
    path("imports/<int:pk>/rows/<int:sheet>/<int:number>/", corrections.row, name="batch-row"),
    path("imports/<int:pk>/full-list/", full_list.declare, name="batch-full-list"),
    path("imports/<int:pk>/leavers/", full_list.leavers, name="batch-leavers"),
    path("imports/<int:pk>/confirm/", batches.confirm, name="batch-confirm"),
    path("imports/<int:pk>/confirm-rows/", batch_confirming.confirm_rows, name="batch-confirm-rows"),
    path("imports/<int:pk>/undo/", batches.undo, name="batch-undo"),
    path("imports/<int:pk>/discard/", batches.discard, name="batch-discard"),
    path("<slug:key>/", records.records, name="records"),
    path("<slug:key>/columns/", records.choose_columns, name="list-columns"),
    path("<slug:key>/new/", records.add, name="add"),
    path("<slug:key>/template/", records.template, name="template"),
    path("<slug:key>/export/", records.export, name="export"),
    path("<slug:key>/decide/", deciding.decide, name="decide"),
    path("<slug:key>/confirmed/", deciding.confirmed, name="confirmed"),
    path("<slug:key>/deleted/", records.deleted, name="deleted"),
    path("<slug:key>/deleted/<int:pk>/", records.bring_back, name="bring-back"),
    path("<slug:key>/<int:pk>/", records.record, name="record"),
    path("<slug:key>/<int:pk>/edit/", records.edit, name="edit"),
    path("<slug:key>/<int:pk>/withdraw/", records.withdraw, name="withdraw"),
    path("<slug:key>/<int:pk>/send-back/", deciding.send_back, name="send-back"),
    path("<slug:key>/<int:pk>/delete/", records.delete, name="delete"),
    path("<slug:key>/<int:pk>/end/", records.end_term, name="end-term"),
    path("<slug:key>/<int:pk>/resume/", records.resume_term, name="resume-term"),
]

HELP = {
    "heshi#五、台账核实": "records batch-confirm-rows confirmed",
    "taizhang#五步完成": "list upload batch batches batch-columns",
    "taizhang#常见的“有问题”": "batch-row",
    "taizhang#再次导入和撤销": "batch-undo",
    "taizhang#登记离任（撤销）": "end-term batch-full-list batch-leavers",
    "taizhang#改动已核实的行": "record add edit delete deleted withdraw",
}
