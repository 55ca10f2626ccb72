"""Addresses of the figures; the key of an indicator is never ``exemptions``, ``samples`` or ``targets``."""

from django.urls import path

from indicators.views import deciding, reading, targets, unit

app_name = "indicators"
urlpatterns = [
    path("", unit.own, name="own"),
    path("targets/<year:year>/", targets.of_year, name="targets"),
    path("targets/<year:year>/<slug:key>/", targets.edit, name="target"),
    path("exemptions/", deciding.exemption_list, name="exemptions"),
    path("exemptions/<int:pk>/decide/", deciding.decide_exemption, name="decide-exemption"),
    path("samples/<int:pk>/", deciding.sample, name="sample"),
    path("samples/<int:pk>/<int:element>/", deciding.sample_result, name="sample-result"),
    path("<str:code>/", unit.figures, name="unit"),
    path("<str:code>/export/", unit.export, name="unit-export"),
    path("<slug:key>/<str:code>/", reading.gap_page, name="gap"),
    path("<slug:key>/<str:code>/export/", reading.gap_export, name="gap-export"),
    path("<slug:key>/<str:code>/sample/", deciding.draw_sample, name="draw-sample"),
    path("<slug:key>/<str:code>/exempt/", deciding.ask_exemption, name="ask-exemption"),
]

HELP = {
    "zhibiao#一、一行怎么看": "own unit gap",
    "zhibiao#四、设定目标（市级管理人员）": "targets target",
    "zhibiao#五、抽核和豁免": "sample draw-sample sample-result exemptions ask-exemption decide-exemption",
}
