"""Small files of vacancies of our own making: every employer and advert here is invented."""

HEADER = "vacancy_id,job_title,description,employer,company_number,location,date_posted,soc_code"


def vacancies(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


ROW = (
    'v1,Test Engineer,"You will need to calibrate instruments.\nCall 0113 496 0000.",'
    "Made-up Devices Ltd,1234567,Leeds,03/11/2026,2124"
)
GOOD: dict[str, tuple[str, bytes, bytes | None]] = {
    "vacancies, named as usual": ("vacancies", vacancies(ROW), None),
}
