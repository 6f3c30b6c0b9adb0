"""/api/docs: the documentation, drawn from the OpenAPI document; and /api/, which leads there."""

import msgspec
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from usher.api.docs.problems import kinds
from usher.api.docs.reading import groups
from usher.api.errors import answer


class Root(msgspec.Struct, rename="camel"):
    """What the bare address says."""

    name: str
    documentation: str
    openapi: str
    authorization: str
    resources: list[str]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """How to begin, what holds everywhere, and the groups. Open to everyone, like the document itself."""
    context = {"groups": list(groups().values()), "kinds": kinds(), "server": settings.USHER_URL}
    return render(request, "api/overview.html", context)


@require_safe
def group(request: HttpRequest, chapter: str) -> HttpResponse:
    """All endpoints of one group."""
    if chapter not in groups():
        raise Http404
    context = {"groups": list(groups().values()), "group": groups()[chapter], "server": settings.USHER_URL}
    return render(request, "api/group.html", context)


@csrf_exempt
def root(request: HttpRequest) -> HttpResponse:
    """GET /api/: where everything is."""
    if request.method not in {"GET", "HEAD"}:
        return answer(404, "Nothing is written at this address; /api/docs lists what there is.")
    paths = {operation.path for each in groups().values() for operation in each.operations if "{" not in operation.path}
    told = Root(
        "Usher", f"{settings.USHER_URL}/api/docs", f"{settings.USHER_URL}/api/openapi.json", "Bearer usher_…", sorted(paths)
    )
    return HttpResponse(msgspec.json.encode(told), content_type="application/json")
