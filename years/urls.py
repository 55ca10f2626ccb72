from django.urls import path, register_converter

from years import changing, views


class YearConverter:
    regex = "20[0-9]{2}"
    to_python = int
    to_url = str


register_converter(YearConverter, "year")

app_name = "years"

urlpatterns = [
    path("", views.chosen, name="chosen"),
    path("<year:year>/", views.of_year, name="year"),
    path("<year:year>/settings/", changing.settings, name="settings"),
    path("<year:year>/days/", changing.days, name="days"),
    path("<year:year>/days/remove/", changing.remove, name="day_remove"),
    path("<year:year>/verify/", views.verify, name="verify"),
]

HELP = {"guanliyuan#三、年度设置": "chosen year settings", "guanliyuan#四、节假日": "days day_remove"}
