"""Projects as other software writes them, built by hand."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

CODES = """<Codes>
 <Code guid="C-PAY" name="Pay &amp; conditions" isCodable="true" color="#ff0000">
  <Description>what is paid</Description>
  <Code guid="C-LOW" name="Low pay" isCodable="true"/>
 </Code>
 <Code guid="C-4" name="4 ways" isCodable="false"/>
</Codes>"""


def selection(
    start: object,
    end: object,
    name: str = "",
    *,
    guid: str = "S-1",
    code: str = "c-pay",
    more="",  # noqa: ANN001
) -> str:
    return (
        f'<PlainTextSelection guid="{guid}" name={quoteattr(name)} startPosition="{start}" '
        f'endPosition="{end}" creatingUser="U-1" creationDateTime="2026-03-01T10:00:00Z">{more}'
        f'<Coding guid="K-{guid}"><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )


def source(text: str, *selections: str, name: str = "Canary Ltd", guid: str = "T-1") -> str:
    return (
        f'<TextSource guid="{guid}" name={quoteattr(name)}>'
        f"<PlainTextContent>{escape(text)}</PlainTextContent>{''.join(selections)}</TextSource>"
    )


def at_path(*selections: str, path: str = "internal://T1.txt", guid: str = "T-1") -> str:
    chosen = "".join(selections)
    return (
        f'<TextSource guid="{guid}" name="Canary Ltd" plainTextPath="{path}">{chosen}</TextSource>'
    )


def qde(*sources: str, codes: str = CODES, head: str = "", origin: str = "Other 1.0") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}'
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="{origin}">'
        '<Users><User guid="U-1" name="Coder One"/></Users>'
        f"<CodeBook>{codes}</CodeBook><Sources>{''.join(sources)}</Sources></Project>"
    ).encode()


def qdpx(project: bytes, name: str = "project.qde", files: dict[str, bytes] | None = None) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, project)
        for path, data in (files or {}).items():
            archive.writestr(path, data)
    return held.getvalue()
