from django.urls import include, path

from organizations import views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("organizations.accounts.urls")),
    path("units/", views.own_unit, name="organizations"),
    path("units/<str:code>/", views.unit, name="unit"),
    path("units/<str:code>/export/", views.export, name="unit-export"),
]
