from django.urls import path, re_path

from guide import views

app_name = "guide"

urlpatterns = [
    path("", views.contents, name="contents"),
    re_path(r"^images/(?P<name>[a-z0-9_-]+\.png)$", views.picture, name="picture"),
    path("<slug:slug>/", views.chapter, name="chapter"),
]

HELP = {"README#使用说明目录": "contents chapter"}
