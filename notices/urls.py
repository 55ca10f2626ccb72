from django.urls import path

from notices import views

app_name = "notices"

urlpatterns = [
    path("", views.listing_page, name="messages"),
    path("read/", views.mark_read, name="messages_read"),
]
