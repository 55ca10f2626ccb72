from django.urls import path

from documents.views import batches, reading, templates, writing

app_name = "documents"

urlpatterns = [
    path("", reading.documents, name="list"),
    path("export/", reading.export, name="export"),
    path("new/", writing.create, name="create"),
    path("<int:pk>/", reading.document, name="detail"),
    path("<int:pk>/status/", reading.status, name="status"),
    path("<int:pk>/download/", reading.download, name="download"),
    path("<int:pk>/remake/", writing.remake, name="remake"),
    path("<int:pk>/discard/", writing.discard, name="discard"),
    path("<int:pk>/issue/", writing.issue, name="issue"),
    path("<int:pk>/void/", writing.declare_void, name="void"),
    path("templates/", templates.template_list, name="templates"),
    path("templates/numbering/", templates.numbering, name="numbering"),
    path("templates/<slug:key>/", templates.upload, name="template-upload"),
    path("templates/<slug:key>/download/", templates.download, name="template-download"),
    path("templates/<slug:key>/reset/", templates.reset, name="template-reset"),
    path("batches/", batches.create, name="batch-create"),
    path("batches/<int:pk>/", batches.batch, name="batch"),
    path("batches/<int:pk>/status/", batches.status, name="batch-status"),
    path("batches/<int:pk>/retry/", batches.retry, name="batch-retry"),
    path("batches/<int:pk>/download/", batches.download, name="batch-download"),
]

HELP = {
    "gongwen#一、月度通报：从拟稿到印发": "list create detail issue void",
    "gongwen#二、文号、落款和本单位的模板": "templates numbering template-upload",
    "gongwen#三、一次生成各县的通报": "batch-create batch",
}
