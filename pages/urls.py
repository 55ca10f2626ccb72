"""The history page keeps the addresses and names it has always had: ``audit:history``."""

from django.urls import path

from pages import history

app_name = "audit"
urlpatterns = [
    path("", history.history, name="history"),
    path("export/", history.export, name="export"),
]
