"""Documents of accounts in the shapes of Inline XBRL and XBRL, of companies that do not exist."""

import io
import zipfile
from collections.abc import Mapping, Sequence

NUMBER = "01234567"
NAME = "Prod224_0012_01234567_20251231.html"
_SPACES = (
    'xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" '
    'xmlns:xbrli="http://www.xbrl.org/2003/instance" '
    'xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:core="http://xbrl.frc.org.uk/fr/core" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def context(
    name: str,
    days: Sequence[str],
    *,
    number: str = NUMBER,
    member: str = "",
    space: str = "xbrli:",
) -> str:
    """A context over two days, or of an instant; of a part of the staff where one is named."""
    part = (
        f'<{space}segment><xbrldi:explicitMember dimension="core:Staff">{member}'
        f"</xbrldi:explicitMember></{space}segment>"
        if member
        else ""
    )
    period = (
        f"<{space}startDate>{days[0]}</{space}startDate><{space}endDate>{days[1]}</{space}endDate>"
        if len(days) > 1
        else f"<{space}instant>{days[0]}</{space}instant>"
    )
    return (
        f'<{space}context id="{name}"><{space}entity><{space}identifier '
        f'scheme="http://www.companieshouse.gov.uk/">{number}</{space}identifier>{part}'
        f"</{space}entity><{space}period>{period}</{space}period></{space}context>"
    )


THIS, LAST = ("2025-01-01", "2025-12-31"), ("2024-01-01", "2024-12-31")


def figure(shown: str, context: str = "this", **of: str) -> str:
    """The tagged number of employees, as it is shown."""
    more = "".join(f' {name}="{value}"' for name, value in of.items())
    name = "core:AverageNumberEmployeesDuringPeriod"
    about = f'name="{name}" contextRef="{context}" unitRef="pure"{more}'
    return f"<ix:nonFraction {about}>{shown}</ix:nonFraction>"


def page(*figures: str, contexts: str = "", before: str = "", number: str = NUMBER) -> bytes:
    """A page of accounts; with contexts of this year and the last where no others are given."""
    held = contexts or context("this", THIS, number=number) + context("last", LAST, number=number)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<html {_SPACES}><body><div><ix:header>'
        f"<ix:resources>{held}</ix:resources></ix:header></div><p>A. Director of £1</p>"
        f"<table><tr>{''.join(f'<td>{f}</td>' for f in figures)}</tr></table></body></html>"
    ).encode()


def instance(value: str) -> bytes:
    """The same figure as plain XBRL."""
    return (
        '<xbrl xmlns="http://www.xbrl.org/2003/instance" '
        'xmlns:core="http://xbrl.frc.org.uk/fr/core" '
        'xmlns:xbrldi="http://xbrl.org/2006/xbrldi">'
        f'<core:AverageNumberEmployeesDuringPeriod contextRef="this" unitRef="pure">{value}'
        f"</core:AverageNumberEmployeesDuringPeriod>{context('this', THIS, space='')}</xbrl>"
    ).encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
