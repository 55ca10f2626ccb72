from django.urls import path, register_converter

from years import views


class YearConverter:
    regex = "20[0-9]{2}"
    to_python = int
    to_url = str


register_converter(YearConverter, "year")

app_name = "years"

urlpatterns = [
    path("", views.chosen, name="chosen"),
    path("<year:year>/", views.of_year, name="year"),
    path("<year:year>/verify/", views.verify, name="verify"),
]
