from django.urls import path

from dashboards import comparing, listing, views

urlpatterns = [
    path("overview/", views.overview, name="overview"),
    path("districts/", comparing.districts, name="districts"),
    path("districts/export/", comparing.export, name="districts-export"),
    path("areas/<int:number>/", views.area, name="area"),
    path("places/<str:code>/", views.place, name="place"),
    path("places/<str:code>/export/", views.export, name="place-export"),
    path("places/<str:code>/assignments/", listing.assignments, name="place-assignments"),
    path("places/<str:code>/assignments/export/", listing.export, name="place-assignments-export"),
]
