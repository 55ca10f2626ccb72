from django.urls import path

from dashboards import area_page, burden_page, districts, listing, views

urlpatterns = [
    path("overview/", views.overview, name="overview"),
    path("districts/", districts.districts, name="districts"),
    path("districts/export/", districts.export, name="districts-export"),
    path("burden/", burden_page.own, name="burden-own"),
    path("burden/<str:code>/", burden_page.burden, name="burden"),
    path("burden/<str:code>/export/", burden_page.export, name="burden-export"),
    path("areas/<int:number>/", area_page.area, name="area"),
    path("areas/<int:number>/timeline/", area_page.timeline, name="area-timeline"),
    path("areas/<int:number>/export/", area_page.export, name="area-export"),
    path("places/<str:code>/", views.place, name="place"),
    path("places/<str:code>/export/", views.export, name="place-export"),
    path("places/<str:code>/assignments/", listing.assignments, name="place-assignments"),
    path("places/<str:code>/assignments/export/", listing.export, name="place-assignments-export"),
]

HELP = {
    "gongwen#五、减负页": "burden-own burden",
    "kanban#一、先看一句话": "overview place",
    "kanban#五、换个角度看": "districts area place-assignments",
    "kanban#日历和时间轴": "area-timeline",
}
