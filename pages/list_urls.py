"""URLs of what users set for their lists. Their namespace is ``lists``."""

from django.urls import path

from pages import saved_filters

app_name = "lists"
urlpatterns = [
    path("filters/", saved_filters.save, name="save-filter"),
    path("filters/<int:pk>/delete/", saved_filters.delete, name="delete-filter"),
]
