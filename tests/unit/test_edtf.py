import datetime

import edtf as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.records.edtf import Edtf, overlaps


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2006-06-28", (2006, 6, 28), (2006, 6, 28)),
        ("2011-05", (2011, 5, 1), (2011, 5, 31)),
        ("2012-02", (2012, 2, 1), (2012, 2, 29)),
        ("1994", (1994, 1, 1), (1994, 12, 31)),
        ("2023?", (2023, 1, 1), (2023, 12, 31)),
        ("2023-06~", (2023, 6, 1), (2023, 6, 30)),
    ],
)
def test_bounds(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    date = Edtf(text)
    assert (date.first, date.last) == (datetime.date(*first), datetime.date(*last))
    assert date == text


@pytest.mark.parametrize(
    "text",
    ["", "2006-6-28", "20060628", "2006/06", "2023-02-29", "2023-13", "2006-00", "199X", "2006??", "0000", "２００６",
     "2006-06-28\n", "今年", "2004-06/2006", "2021-21x"],
)  # fmt: skip
def test_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Edtf(text)


@given(
    st.dates(min_value=datetime.date(1, 1, 1)),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "?", "~", "%"]),
)
def test_agrees_with_the_edtf_package(day: datetime.date, length: int, qualifier: str) -> None:
    text = day.isoformat()[:length] + qualifier
    ours, theirs = Edtf(text), oracle.parse_edtf(text)
    assert tuple(ours.first.timetuple()[:3]) == tuple(theirs.lower_strict()[:3])
    assert tuple(ours.last.timetuple()[:3]) == tuple(theirs.upper_strict()[:3])


def test_in_chinese() -> None:
    assert Edtf("2006-06-28").chinese == "2006年6月28日"
    assert Edtf("2023-06~").chinese == "约2023年6月"
    assert Edtf("2016?").chinese == "2016年（存疑）"
    assert Edtf("2016?").plain == "2016"


def test_overlap_is_generous_with_incomplete_dates() -> None:
    assert overlaps(Edtf("2013-03"), Edtf("2018-03"), Edtf("2018"))
    assert overlaps(None, Edtf("2018-03"), Edtf("2018-03-31"))
    assert not overlaps(None, Edtf("2018-03"), Edtf("2018-04"))
    assert not overlaps(Edtf("2011-05"), None, Edtf("2011-04-30"))
