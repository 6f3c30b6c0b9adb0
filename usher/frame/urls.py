from django.urls import path

from usher.frame.gallery.showing import components

urlpatterns = [
    path("_components", components, name="components"),
    path("_components/<slug:screen>", components, name="component_screen"),
]
