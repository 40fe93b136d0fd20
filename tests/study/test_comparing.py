"""Places beside the region, and how its postcodes begin: what cannot be meant is refused."""

import pytest

from sectorscope.errors import StudyError
from sectorscope.study import parse
from tests.study.test_sector import HEAD


def test_places_beside_have_a_name_and_codes():
    text = '[[official.beside]]\nname = "Dales"\nplaces = ["E1", "E2"]\n'
    (beside,) = parse(HEAD + text).official.beside
    assert (beside.name, beside.places) == ("Dales", ("E1", "E2"))


@pytest.mark.parametrize(
    "entry", ['name = ""\nplaces = ["E1"]', 'name = "Dales"\nplaces = []', 'name = "Dales"']
)
def test_a_place_without_a_name_or_codes_is_refused(entry: str):
    with pytest.raises(StudyError, match=r"official\.beside"):
        parse(f"{HEAD}[[official.beside]]\n{entry}\n")


def test_a_mistyped_key_is_named():
    with pytest.raises(StudyError, match="did you mean 'places'"):
        parse(f'{HEAD}[[official.beside]]\nname = "Dales"\nplace = ["E1"]\n')


@pytest.mark.parametrize("start", ["L", "LS", "LS1", "EC1A", "LS1 4", "LS10 1"])
def test_areas_districts_and_sectors_may_begin_a_postcode(start: str):
    assert parse(f'{HEAD}[region]\npostcodes = ["{start}"]\n').region.postcodes == (start,)


@pytest.mark.parametrize("start", ["", "ls", "LS1 4AP", "Leeds", "LSX", "LS1-4", "LS 1"])
def test_what_begins_no_postcode_is_refused(start: str):
    with pytest.raises(StudyError, match="postcodes"):
        parse(f'{HEAD}[region]\npostcodes = ["{start}"]\n')
