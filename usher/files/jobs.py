"""Files' jobs. Each is safe to run twice."""

from procrastinate.contrib.django import app

from usher.base.tenancy import entered


@app.task(name="files.erase", retry=8)
def erase(organization_id: int, keys: list[str]) -> None:
    """Delete the bytes at these places of the storage, where no file needs them."""
    from usher.files import actions

    for key in keys:
        with entered(organization_id):
            actions.erase(key)
