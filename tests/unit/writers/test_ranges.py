"""Where the rows of a CSV file end."""

from pathlib import Path

import pytest

from extractor.writers import ranges


@pytest.mark.parametrize("portion", [1, 2, 7, 1 << 20])
def test_rows_end_where_no_quotation_marks_are_open(portion: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "_AT_ONCE", portion)
    lines = [b"a,b\r\n", b'"one\r\ntwo",\r\n', b'"","say ""no""\n"\r\n', b'"",3\r\n']
    path = tmp_path / "table.csv"
    path.write_bytes(b"".join(lines))
    assert ranges.row_ends(path).tolist() == [sum(map(len, lines[: number + 1])) for number in range(len(lines))]
