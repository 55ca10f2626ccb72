"""Addresses of the figures: of a unit, and the elements behind one of them."""

from django.urls import path

from indicators import views

app_name = "indicators"
urlpatterns = [
    path("<str:code>/", views.unit, name="unit"),
    path("<slug:key>/<str:code>/", views.gap_page, name="gap"),
    path("<slug:key>/<str:code>/export/", views.gap_export, name="gap-export"),
]
