"""The few files that the demo's customers attach, drawn on the spot."""

from io import BytesIO

from PIL import Image, ImageDraw

LOG = "".join(
    f"2026-11-17T02:{minute:02d}:00Z GET /v2/bikes?page={minute + 1} {'429 retry-after=60' if minute > 9 else '200'}\n"
    for minute in range(16)
)
PICTURES = {
    "statement.png": ("Statement, November", ("18 Nov  NORTHWIND CYCLES  48377   −249.00", "18 Nov  NORTHWIND CYCLES  48377   −249.00")),
    "serials.png": ("Northwind C3", ("S/N  C3-77120", "S/N  C3-77124")),
    "brake-lever.png": ("Brake lever, left", ("bent about 15° at the clamp", "Photo 1 of 1")),
}  # fmt: skip


def content(name: str) -> tuple[bytes, str]:
    """The bytes and the content type of one of the demo's files."""
    if name.endswith(".log"):
        return LOG.encode(), "text/plain"
    title, lines = PICTURES[name]
    picture = Image.new("RGB", (900, 420), "#eef0f4")
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((40, 40, 860, 380), 24, fill="white", outline="#c9cdd6", width=3)
    draw.text((80, 80), title, fill="#20242e", font_size=40)
    for row, line in enumerate(lines):
        draw.text((80, 180 + row * 70), line, fill="#4a5060", font_size=32)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue(), "image/png"
