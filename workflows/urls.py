"""Addresses of the workflows; the key of a workflow is never ``many``, and no step has the name of a page."""

from django.urls import path

from workflows import views

app_name = "workflows"
HELP = {
    "liucheng#一、看进程": "all list",
    "liucheng#二、办理": "record step void",
    "liucheng#三、台账填报的阶段": "claim",
}
urlpatterns = [
    path("", views.overview, name="all"),
    path("<slug:key>/", views.staged, name="list"),
    path("<slug:key>/export/", views.export, name="export"),
    path("<slug:key>/many/", views.many, name="many"),
    path("<slug:key>/<int:pk>/", views.record, name="record"),
    path("<slug:key>/<int:pk>/claim/", views.claim, name="claim"),
    path("<slug:key>/<int:pk>/void/", views.void, name="void"),
    path("<slug:key>/<int:pk>/<slug:step>/", views.step, name="step"),
]
