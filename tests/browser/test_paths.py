"""The ways people go: by mouse or finger, by keyboard, by address, and without a script."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.render.sample import sample

SAID = {s.question: s for s in sample().statements()}
STAFF, MOOD, SUBTRACTION = SAID["staff"], SAID["mood"], SAID["subtraction"]
ORDER = [
    *("Estimate", "Uncertainty", "Method", "Estimates", "Uncertainty", "Method"),
    *("Basis", "Vintage", "Geography", "Definition", "Caveat", "Source", "Evidence: 3 rows"),
    "Snapshot",
]


def sentence(page: Page, identity: str) -> Locator:
    return page.locator(f"#s-{identity}")


def panel(page: Page) -> Locator:
    return page.locator("#panel")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id")


def test_a_click_shows_what_a_sentence_rests_on_in_order(visit: Visit, width: str) -> None:
    page = visit(width)
    sentence(page, SUBTRACTION.id).click()
    expect(panel(page)).to_contain_text("4,200 employees")
    assert panel(page).locator("dt").all_inner_texts() == ORDER
    expect(panel(page)).to_contain_text("Sensitivity, not an interval: 2,430–5,970 employees.")
    expect(panel(page)).to_contain_text("implied by published figures, printed nowhere")
    assert sentence(page, SUBTRACTION.id).get_attribute("aria-expanded") == "true"
    assert page.evaluate("location.hash") == f"#s-{SUBTRACTION.id}"


def test_what_it_rests_on_stands_beside_or_beneath_and_never_over_it(
    visit: Visit, width: str
) -> None:
    page = visit(width)
    sentence(page, STAFF.id).click()
    page.wait_for_timeout(50)
    said, beside = sentence(page, STAFF.id).bounding_box(), panel(page).bounding_box()
    assert said
    assert beside
    if width == "desk":
        assert beside["x"] >= said["x"] + said["width"]
    else:
        assert beside["y"] >= said["y"] + said["height"]
    assert beside["y"] < page.viewport_size["height"]  # pyright: ignore[reportOptionalSubscript]


def test_businesses_are_drawn_as_businesses(visit: Visit, width: str) -> None:
    page = visit(width)
    sentence(page, STAFF.id).click()
    assert panel(page).locator(".marks").first.locator("i").count() == 12
    assert panel(page).locator(".marks").first.locator("i.solid").count() == 8
    assert "%" not in panel(page).locator(".over").first.inner_text()


def test_the_same_sentence_again_closes(visit: Visit, width: str) -> None:
    page = visit(width)
    sentence(page, MOOD.id).click()
    sentence(page, MOOD.id).click()
    expect(panel(page).locator("dl")).to_have_count(0)
    assert page.evaluate("location.hash") == ""


def test_the_close_button_leads_back_to_the_sentence(visit: Visit, width: str) -> None:
    page = visit(width)
    sentence(page, MOOD.id).click()
    panel(page).get_by_role("button", name="Close").click()
    assert focused(page) == f"s-{MOOD.id}"
    expect(panel(page).locator("dl")).to_have_count(0)


def test_by_keyboard_alone(visit: Visit, width: str) -> None:
    page = visit(width)
    first, second = list(sample().statements())[:2]
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == f"s-{first.id}":
            break
    page.keyboard.press("ArrowRight")
    assert focused(page) == f"s-{second.id}"
    page.keyboard.press("Enter")
    assert focused(page) == "panel-title"
    expect(panel(page)).to_contain_text("Statement 2")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(panel(page)).to_contain_text("Statement 3")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    assert focused(page) == f"s-{second.id}"
    expect(panel(page).locator("dl")).to_have_count(0)


def test_arrows_leave_the_first_and_the_last_sentence_alone(visit: Visit) -> None:
    page = visit()
    first = next(sample().statements())
    sentence(page, first.id).focus()
    page.keyboard.press("ArrowUp")
    assert focused(page) == f"s-{first.id}"


def test_a_changed_address_opens_the_other_sentence(visit: Visit, width: str) -> None:
    page = visit(width)
    sentence(page, MOOD.id).click()
    page.evaluate(f"location.hash = 's-{STAFF.id}'")
    expect(panel(page)).to_contain_text("8 of 12 businesses")
    assert page.locator("[aria-expanded=true]").count() == 1


def test_by_address(visit: Visit, width: str) -> None:
    page = visit(width, at=f"#s-{STAFF.id}")
    expect(panel(page)).to_contain_text("8 of 12 businesses")
    expect(sentence(page, STAFF.id)).to_be_in_viewport()
    assert focused(page) == f"s-{STAFF.id}"


def test_an_address_nobody_has_opens_nothing(visit: Visit) -> None:
    page = visit(at="#s-%E0%A4%A")
    expect(panel(page).locator("dl")).to_have_count(0)


def test_without_a_script_a_sentence_leads_to_the_annex(visit: Visit, width: str) -> None:
    page = visit(width, java_script_enabled=False)
    sentence(page, STAFF.id).click()
    assert page.url.endswith(f"#e-{STAFF.id}")
    expect(page.locator(f"#e-{STAFF.id}")).to_be_in_viewport()
    expect(page.locator(f"#e-{STAFF.id}")).to_contain_text("8 of 12 businesses")


def test_a_gap_and_a_figure_open_too(visit: Visit, width: str) -> None:
    page = visit(width)
    sentence(page, "no-interval").click()
    expect(panel(page)).to_contain_text("200 companies")
    if width == "phone":
        page.keyboard.press("Escape")
    sentence(page, "sizes").click()
    expect(panel(page)).to_contain_text("Figure 1")
