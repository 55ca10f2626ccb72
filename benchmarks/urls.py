"""The addresses of the portal and ``floor``, an empty page behind login with which other pages are compared."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import path

from config.urls import urlpatterns as portal


@login_required
def floor(request):
    return render(request, "base.html")


urlpatterns = [path("floor/", floor, name="floor"), *portal]
