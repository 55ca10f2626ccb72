from django.urls import path

from schedule import views

app_name = "schedule"

urlpatterns = [path("", views.month, name="month")]

HELP = {"kanban#日历和时间轴": "month"}
