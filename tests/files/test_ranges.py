import pytest

from usher.files.ranges import Part, Unsatisfiable, part_asked


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-4", Part(0, 4)),
        ("bytes=5-", Part(5, 9)),
        ("bytes=-3", Part(7, 9)),
        ("bytes=-99", Part(0, 9)),
        ("bytes=8-99", Part(8, 9)),
        ("", None),
        ("bytes=0-1,4-5", None),
        ("items=0-1", None),
        ("bytes=5-2", None),
        ("bytes=-", None),
    ],
)
def test_what_a_range_asks_of_ten_bytes(header: str, part: Part | None) -> None:
    assert part_asked(header, 10) == part


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-12", "bytes=-0"])
def test_a_range_behind_the_end_is_refused(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        part_asked(header, 10)
