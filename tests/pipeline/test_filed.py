"""Filed accounts reach the frame that a sector is sized from, and a new filing makes it anew."""

from pathlib import Path

from sectorscope.evidence.add import add_file
from sectorscope.pipeline import make_run
from sectorscope.pipeline.companies import frame_of
from sectorscope.study import open_study
from tests.evidence.samples import WHEN, table
from tests.support.counts import study
from tests.support.filed import NAME, figure, page, zipped

FIRMS = [("Acme Ltd", "01234567", ""), ("Bolt Ltd", "07654321", "7")]


def test_the_headcount_of_a_company_is_that_of_its_newest_accounts(tmp_path: Path):
    path = study(tmp_path / "dale")
    firms = table(("name", "number", "employees"), FIRMS)
    add_file(path, firms, name="firms.csv", source="companies", retrieved=WHEN)
    before = make_run(open_study(path)).run
    assert frame_of(open_study(path), before.tables()).bases == ("", "given")
    filed = zipped({NAME: page(figure("12"), figure("9", "last"))})
    add_file(path, filed, name="Accounts_Bulk_Data.zip", source="accounts", retrieved=WHEN)
    made = make_run(open_study(path)).run
    frame = frame_of(open_study(path), made.tables())
    assert frame.headcount.tolist() == [12, 7]
    assert frame.bases == ("accounts", "given")
    assert "no_headcount" not in frame.flags[0]
    assert made.inputs["table:size"] != before.inputs["table:size"]
