"""Addresses of the page 督办."""

from django.urls import path

from tasks.views import supervision

app_name = "supervision"
HELP = {"heshi#督办页": "list"}  # data: a heading of the guide

urlpatterns = [
    path("", supervision.supervision_list, name="list"),
    path("export/", supervision.export, name="export"),
    path("sign/", supervision.sign, name="sign"),
    path("remind/", supervision.remind, name="remind"),
]
