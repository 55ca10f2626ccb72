"""URLs of the history page. Their namespace is ``audit``."""

from django.urls import path

from pages import history

app_name = "audit"
urlpatterns = [
    path("", history.history, name="history"),
    path("export/", history.export, name="export"),
]

HELP = {"heshi#七、历史记录": "history"}
