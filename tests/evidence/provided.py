"""Small files of our own making for provision and lists, in the shapes of their publishers."""

import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.evidence.samples import table

LONG = (
    *("year", "apps_Level", "std_fwk_name", "ssa_t1_desc", "ssa_t2_desc", "std_fwk_flag"),
    *("provider_type", "provider_name", "measure", "values"),
)
_ROW = (
    *("2024/25", "Advanced Apprenticeship", "Orthotic Technician", "Health", "Medicine"),
    *("Standard", "Other", "A College (of Art) (10000001)"),
)


def by_standard() -> list[tuple[Any, ...]]:
    return [
        (*_ROW, "Starts", 12),
        (*_ROW, "Achievements", 0),
        ("2025/26 (Aug to Apr)", *_ROW[1:], "Starts", 7),
    ]


def parquet(rows: list[tuple[Any, ...]] | None = None, names: tuple[str, ...] = LONG) -> bytes:
    columns = zip(*(rows or by_standard()), strict=True)
    out = io.BytesIO()
    pq.write_table(pa.table(dict(zip(names, map(list, columns), strict=True))), out)
    return out.getvalue()


DISTRICTS = (
    *("year", "provider_name", "learner_home_lad", "delivery_lad"),
    *("starts", "enrolments", "achievements"),
)


def by_district() -> bytes:
    return table(DISTRICTS, [("2023/24", "B LTD (10000002)", "Leeds", "York", 3, 9, "low")])


def with_notice(encoding: str = "utf-16", email: str = "jo.bloggs@example.org") -> bytes:
    """A notice above the header, a column of addresses, and UTF-16."""
    body = table(
        (*DISTRICTS, "Contact e-mail"),
        [("2023/24", "B LTD (10000002)", "Leeds", "York", 3, 9, 1, email)],
    ).decode()
    return ("Provisional figures. Rounding is not applied.\n" + body).encode(encoding)


def standard(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any entry of a standard
    return {
        **{"title": "Orthotic technician", "level": 3, "route": "Health and science"},
        **{"typicalDuration": 24, "maxFunding": 9000, "overviewOfRole": "Makes orthoses – well."},
        **{"typicalJobTitles": ["Orthotic technician"], "referenceNumber": "ST9001"},
        **{"larsCode": 901, "status": "Approved for delivery"},
        **changes,
    }


def standards(*entries: dict[str, Any]) -> bytes:
    return json.dumps(list(entries or (standard(),)), ensure_ascii=False, indent=2).encode()


GPG = (
    *("EmployerName", "EmployerId", "Address", "PostCode", "CompanyNumber", "SicCodes"),
    *("EmployerSize", "CurrentName"),
)
_FIRM = ("ACME “SURGICAL” LIMITED", "77", "1, Road, Leeds", "LS1 1AA", "01234567")


def employers(
    sics: str = "32500,\r\n86101,\r\n1110,\r\n1", size: str = "5000 to 19,999", again: bool = False
) -> bytes:
    row = (*_FIRM, sics, size, "ACME SURGICAL LIMITED")
    return table(GPG, [row, row] if again else [row])


GOOD = {
    "apprenticeships, Parquet": ("apprenticeships", parquet(), None),
    "apprenticeships, districts": ("apprenticeships", by_district(), None),
    "apprenticeships, with a notice, in UTF-16": ("apprenticeships", with_notice(), None),
    "standards": ("standards", standards(standard(), standard(referenceNumber="ST9002")), None),
    "gender pay gap": ("gender_pay_gap", employers(), None),
}
"""A good file for each of these sources: name, source, bytes, mapping."""
