from django.urls import path

from notices import views

app_name = "notices"

urlpatterns = [
    path("messages/", views.listing_page, name="messages"),
    path("account/messages/", views.ways, name="ways"),
    path("messages/read/", views.mark_read, name="messages_read"),
    path("tasks/todo/", views.todo_page, name="todo"),  # the queues of the app tasks have addresses below this one
]

HELP = {"README#通用的几件事": "messages ways", "tianbao#一、看待办": "todo"}
