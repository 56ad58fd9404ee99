"""Records: what is typed is there, what is wrong is refused by name, and nothing is half done."""

from collections.abc import Iterator

import pytest

from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.services.lines import Line
from cspdesk.services.workspace import Workspace
from tests.services.pairs import lone

MEETING = {
    "title": "Women's group",
    "held_on": "2026-11-09",
    "place": "3509038",
    "participants": [
        {"sex": "f", "band": "18-30", "count": 12},
        {"sex": "f", "band": "60+", "count": 3},
    ],
    "concerns": [
        {"theme": "EDU-ACCESS", "severity": 3, "rank": 1, "words": "No teacher"},
        {"theme": "POL-TRUST", "severity": 4, "rank": 2},
    ],
}


def added(workspace: Workspace, kind: str = "consultation", **fields: object) -> str:
    return workspace.records.add(kind, [{**MEETING, **fields} if kind == "consultation" else fields]).ids[0]


def fields_of(workspace: Workspace, record: str) -> dict[str, object]:
    return dict(workspace.records.show(record).fields)


def parts_of(workspace: Workspace, record: str, name: str) -> list[dict[str, object]]:
    parts = fields_of(workspace, record).get(name, [])
    assert isinstance(parts, list)
    return parts


def bare(parts: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{name: value for name, value in part.items() if name != "id"} for part in parts]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A desk to which nothing is ever added."""
    with lone(tmp_path_factory.mktemp("empty")) as workspace:
        yield workspace


# --- adding


def test_a_record_is_shown_as_it_was_given(workspace: Workspace):
    record = added(workspace)
    shown = fields_of(workspace, record)
    assert shown["title"] == MEETING["title"]
    assert sorted(bare(parts_of(workspace, record, "participants")), key=str) == MEETING["participants"]
    assert bare(parts_of(workspace, record, "concerns")) == MEETING["concerns"]


def test_empty_text_empty_lists_and_null_are_no_values(workspace: Workspace):
    record = added(workspace, title="", groups=[], minutes=None)
    assert not {"title", "groups", "minutes"} & fields_of(workspace, record).keys()


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"titel": "x"}, "titel"),
        ({"method": "focus"}, "focus"),
        ({"groups": ["women", "womem"]}, "womem"),
        ({"place": "9999999"}, "9999999"),
        ({"minutes": "100"}, "minutes"),
        ({"minutes": True}, "minutes"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": 2**63}, "minutes"),
        ({"held_on": "2026-02-30"}, "held_on"),
        ({"held_on": 2026}, "held_on"),
        ({"title": ["x"]}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"title": "\ud800"}, "title"),
        ({"script_read": "yes"}, "script_read"),
        ({"facilitator": "nobody"}, "facilitator"),
        ({"concerns": {"theme": "ROAD"}}, "concerns"),
        ({"concerns": [{"thema": "ROAD"}]}, "thema"),
        ({"concerns": [{"id": "0" * 32}]}, ""),
        ({"concerns": [{"removed": True}]}, "concerns"),
        ({"concerns": ["ROAD"]}, ""),
        ({"attachments": [{"name": "x", "key": "00"}]}, "key"),
        ({"participants": [{"sex": "f", "count": 1}, {"sex": "f", "count": 2}]}, "participants"),
    ],
)
def test_what_a_field_does_not_take_is_refused_by_name(
    empty: Workspace, fields: dict[str, object], named: str
):
    with pytest.raises(RefusedError) as refused:
        added(empty, "consultation", **fields)
    assert named in refused.value.what.english()
    assert empty.records.list("consultation").total == 0


def test_a_reference_names_a_record_of_its_kind_or_one_that_is_not_here(workspace: Workspace):
    body = added(workspace, "body", name="B", type="cppt")
    donor = added(workspace, "donor", name="D")
    with pytest.raises(RefusedError, match="donor"):
        added(workspace, "fund", donor=body)
    assert added(workspace, "fund", donor=donor)
    assert added(workspace, "fund", donor="0" * 32)


def test_an_id_is_given_by_the_program(empty: Workspace):
    with pytest.raises(RefusedError) as refused:
        added(empty, id="0" * 32)
    assert refused.value.hint is not None
    assert "program" in refused.value.hint.english()


def test_a_refusal_names_what_was_probably_meant(empty: Workspace):
    with pytest.raises(RefusedError) as refused:
        added(empty, titel="x")
    assert refused.value.hint is not None
    assert "title" in refused.value.hint.english()


@pytest.mark.parametrize("currency", ["XXX", "tjs", "", "TJ"])
def test_a_currency_that_there_is_not_is_refused(empty: Workspace, currency: str):
    with pytest.raises(RefusedError):
        added(empty, "fund", amount={"amount": "1.00", "currency": currency})


def test_all_records_are_added_or_none(workspace: Workspace):
    with pytest.raises(RefusedError, match="Line 2"):
        workspace.records.add("consultation", [MEETING, {"titel": "x"}, MEETING])
    assert workspace.records.list("consultation").total == 0


def test_partly_adds_what_can_be_added_and_names_the_lines_that_cannot(workspace: Workspace):
    lines = [Line(1, MEETING), Line(4, {"titel": "x"}), Line(5, 7), Line(9, MEETING)]
    done = workspace.records.add("consultation", lines, partial=True)
    assert len(done.ids) == 2
    assert [number for number, _ in done.refused] == [4, 5]


@pytest.mark.parametrize("kind", ["participants", "concern", "attachment", "desk", "meeting", ""])
def test_only_whole_records_of_known_kinds_are_added(empty: Workspace, kind: str):
    with pytest.raises(RefusedError):
        empty.records.add(kind, [{}])


def test_one_saved_text_is_nfc_whatever_was_typed(workspace: Workspace):
    record = added(workspace, title="Ӣ и\u0306")
    assert fields_of(workspace, record)["title"] == "Ӣ й"


# --- changing


def test_a_field_is_changed_cleared_and_left_alone(workspace: Workspace):
    record = added(workspace, minutes=60)
    workspace.records.set(record, {"title": "Other", "minutes": None})
    shown = fields_of(workspace, record)
    assert shown["title"] == "Other"
    assert "minutes" not in shown
    assert shown["place"] == "3509038"


def test_parts_change_by_id_come_without_one_and_go_when_removed(workspace: Workspace):
    record = added(workspace)
    first, second = parts_of(workspace, record, "concerns")
    workspace.records.set(
        record,
        {
            "concerns": [
                {"id": first["id"], "rank": 3},
                {"id": second["id"], "removed": True},
                {"theme": "ROAD"},
            ]
        },
    )
    concerns = bare(parts_of(workspace, record, "concerns"))
    assert [one.get("theme") for one in concerns] == ["EDU-ACCESS", "ROAD"]
    assert concerns[0]["rank"] == 3
    assert concerns[0]["words"] == "No teacher"


def test_a_cell_is_found_by_what_it_counts(workspace: Workspace):
    record = added(workspace)
    workspace.records.set(record, {"participants": [{"sex": "f", "band": "18-30", "count": 14}]})
    cells = bare(parts_of(workspace, record, "participants"))
    assert {"sex": "f", "band": "18-30", "count": 14} in cells
    assert len(cells) == 2


def test_a_cell_that_was_removed_can_be_filled_again(workspace: Workspace):
    record = added(workspace)
    cell = parts_of(workspace, record, "participants")[0]
    workspace.records.set(record, {"participants": [{"id": cell["id"], "removed": True}]})
    workspace.records.set(record, {"participants": [{"sex": cell["sex"], "band": cell["band"], "count": 5}]})
    assert {"sex": cell["sex"], "band": cell["band"], "count": 5} in bare(
        parts_of(workspace, record, "participants")
    )
    assert workspace.integrity.check(rebuild=True).ok


def test_a_cell_keeps_what_it_counts(workspace: Workspace):
    record = added(workspace)
    cell = parts_of(workspace, record, "participants")[0]
    with pytest.raises(RefusedError, match="sex"):
        workspace.records.set(record, {"participants": [{"id": cell["id"], "sex": "m"}]})


@pytest.mark.parametrize("parts", [[{"id": "0" * 32, "rank": 1}], [{"id": "x"}], [{"rank": 100}]])
def test_a_part_that_is_not_there_or_not_right_is_refused(workspace: Workspace, parts: list[object]):
    record = added(workspace)
    before = workspace.records.show(record)
    with pytest.raises(RefusedError):
        workspace.records.set(record, {"title": "Other", "concerns": parts})
    assert workspace.records.show(record) == before


def test_one_part_is_not_given_twice(workspace: Workspace):
    record = added(workspace)
    part = parts_of(workspace, record, "concerns")[0]["id"]
    with pytest.raises(RefusedError, match="twice"):
        workspace.records.set(record, {"concerns": [{"id": part, "rank": 1}, {"id": part, "rank": 2}]})


def test_a_group_keeps_the_members_that_were_not_given(workspace: Workspace):
    amount = {"amount": "100.00", "currency": "USD"}
    record = added(workspace, "fund", credited_on="2026-03-03", amount=amount, rate={"rate": "10.9"})
    workspace.records.set(record, {"amount": {"amount": "200.00", "currency": "USD"}})
    shown = fields_of(workspace, record)
    assert shown["credited_on"] == "2026-03-03"
    assert shown["rate"] == {"rate": "10.9", "unit": 1}
    assert shown["amount"] == {"amount": "200.00", "currency": "USD"}


@pytest.mark.parametrize("token", ["", "x", "AAAA", "g4RQ" * 20])
def test_a_token_that_is_none_is_refused(workspace: Workspace, token: str):
    record = added(workspace)
    with pytest.raises(RefusedError):
        workspace.records.set(record, {"title": "x"}, seen=token)


def test_a_token_of_another_record_is_refused(workspace: Workspace):
    one, other = added(workspace), added(workspace)
    token = workspace.records.show(other).token
    with pytest.raises(RefusedError, match="another record"):
        workspace.records.set(one, {"title": "x"}, seen=token)


@pytest.mark.parametrize("record", ["", "x", "0" * 31, "0" * 33, "ё" * 32])
def test_what_is_no_id_is_refused(empty: Workspace, record: str):
    with pytest.raises(RefusedError):
        empty.records.show(record)


def test_a_record_that_is_not_here_is_said_to_be_so(empty: Workspace):
    with pytest.raises(NotFoundError):
        empty.records.show("0" * 32)


# --- deleting


def test_a_deleted_record_is_in_no_list_and_can_be_restored(workspace: Workspace):
    record = added(workspace)
    workspace.records.delete(record, "by mistake")
    assert workspace.records.list("consultation").total == 0
    assert workspace.records.list("consultation", deleted=True).total == 1
    assert workspace.records.show(record).deleted
    workspace.records.restore(record)
    assert len(parts_of(workspace, record, "concerns")) == 2


def test_a_deleted_record_is_neither_changed_nor_deleted_again(workspace: Workspace):
    record = added(workspace)
    workspace.records.delete(record, "x")
    with pytest.raises(RefusedError):
        workspace.records.set(record, {"title": "x"})
    with pytest.raises(RefusedError):
        workspace.records.delete(record, "x")


def test_a_record_that_is_there_is_not_restored(workspace: Workspace):
    with pytest.raises(RefusedError):
        workspace.records.restore(added(workspace))


# --- lists


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Three consultations in two regions."""
    with lone(tmp_path_factory.mktemp("several")) as workspace:
        _fill(workspace)
        yield workspace


def _fill(workspace: Workspace) -> None:
    for title, place, held_on, groups in (
        ("Гурӯҳи занон", "3509038", "2026-05-02", ["women"]),
        ("Ҷавонон", "3505404", "2026-11-09", ["youth", "mixed"]),
        ("Старики", "3505401", "2026-Q4", ["older"]),
    ):
        added(workspace, title=title, place=place, held_on=held_on, groups=groups)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ([("place", "3505000")], 2),
        ([("place", "3505404")], 1),
        ([("place", "TJK")], 3),
        ([("place", "Sughd Region")], 2),
        ([("groups", "youth")], 1),
        ([("groups", "Young people")], 1),
        ([("held_on", "2026-Q4")], 2),
        ([("held_on", "2026-H1")], 1),
        ([("held_on", "2026-11")], 1),
        ([("held_on", "2026-05-02")], 1),
        ([("held_on", "2026-01-01..2026-06-30")], 1),
        ([("concerns.theme", "POL-TRUST")], 3),
        ([("concerns.theme", "ROAD")], 0),
        ([("concerns.severity", "4")], 3),
        ([("participants.sex", "f")], 3),
        ([("lifecycle", "draft")], 3),
        ([("lifecycle", "approved")], 0),
        ([("minutes", "")], 3),
        ([("title", "Ҷавонон"), ("place", "3505000")], 1),
        ([("title", "Ҷавонон"), ("place", "3509000")], 0),
    ],
)
def test_conditions_are_joined_by_and(several: Workspace, where: list[tuple[str, str]], found: int):
    assert several.records.list("consultation", where=where).total == found


@pytest.mark.parametrize(
    "where",
    [("titel", "x"), ("concerns", "x"), ("concerns.thema", "x"), ("groups", "yuth"), ("place", "Nowhere")],
)
def test_a_condition_on_what_is_not_known_is_refused(several: Workspace, where: tuple[str, str]):
    with pytest.raises(RefusedError):
        several.records.list("consultation", where=[where])


@pytest.mark.parametrize("typed", ["занон", "ЗАНОН", "zanon", "гурухи"])
def test_search_finds_tajik_letters_typed_otherwise(several: Workspace, typed: str):
    assert several.records.list("consultation", search=typed).total == 1


def test_an_amount_is_compared_with_its_currency(workspace: Workspace):
    for currency in ("USD", "TJS"):
        added(workspace, "fund", amount={"amount": "100.00", "currency": currency})
    assert workspace.records.list("fund", where=[("amount", "100 USD")]).total == 1


def test_a_reference_is_compared_by_id_or_by_title(workspace: Workspace):
    donor = added(workspace, "donor", name="Nordlicht")
    added(workspace, "fund", donor=donor)
    assert workspace.records.list("fund", where=[("donor", donor)]).total == 1
    assert workspace.records.list("fund", where=[("donor", "Nordlicht")]).total == 1


@pytest.mark.parametrize(
    ("sort", "first"), [("title", "Гурӯҳи занон"), ("-title", "Ҷавонон"), ("", "Ҷавонон")]
)
def test_a_list_is_sorted_as_asked(several: Workspace, sort: str, first: str):
    assert several.records.list("consultation", sort=sort).records[0].fields["title"] == first


def test_a_list_is_sorted_by_known_fields_only(several: Workspace):
    for sort in ("titel", "concerns"):
        with pytest.raises(RefusedError):
            several.records.list("consultation", sort=sort)


def test_a_stream_gives_the_whole_list_however_long(workspace: Workspace):
    workspace.records.add("body", ({"name": f"B{n}", "type": "cppt"} for n in range(1_000)))
    with workspace.records.stream("body") as stream:
        assert stream.total == 1_000
        assert len({view.id for view in stream.records}) == 1_000


def test_a_limited_stream_tells_how_many_there_are(several: Workspace):
    with several.records.stream("consultation", limit=1) as stream:
        assert (stream.total, len(list(stream.records))) == (3, 1)


# --- what a command line types


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, str, str]]:
    """A workspace with a consultation and a fund."""
    with lone(tmp_path_factory.mktemp("typed")) as workspace:
        yield workspace, added(workspace), added(workspace, "fund", purpose="x")


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("title", "  as typed ", "  as typed "),
        ("title", "null", None),
        ("title", "", None),
        ("minutes", "1 200", 1200),
        ("minutes", "100", 100),
        ("held_on", "2026-11-22", "2026-11-22"),
        ("held_on", "22.11.2026", "2026-11-22"),
        ("held_on", "2026-11", "2026-11"),
        ("held_on", "2026-Q4", "2026-Q4"),
        ("held_on", "ноябри соли 2026", "2026-11"),
        ("held_on", "3 марта 2026 г.", "2026-03-03"),
        ("script_read", "true", True),
        ("script_read", "Нет", False),
        ("script_read", "ҳа", True),
        ("method", "focus_group", "focus_group"),
        ("method", "Focus group", "focus_group"),
        ("groups", "women,youth", ["women", "youth"]),
        ("groups", '["women"]', ["women"]),
        ("place", "3509038", "3509038"),
        ("place", "Хуҷанд", "3505401"),
        ("safety_day", "3", 3),
        ("concerns", '[{"theme": "ROAD"}]', [{"theme": "ROAD"}]),
    ],
)
def test_typed_text_becomes_the_value_of_its_field(
    typed: tuple[Workspace, str, str], field: str, text: str, value: object
):
    workspace, record, _ = typed
    assert workspace.records.from_text(record, {field: text}) == {field: value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.50 TJS", {"amount": "1234.50", "currency": "TJS"}),
        ("1 234,50 TJS", {"amount": "1234.50", "currency": "TJS"}),
        ("USD 1,234.50", {"amount": "1234.50", "currency": "USD"}),
        ("-5 EUR", {"amount": "-5.00", "currency": "EUR"}),
        ("$12", {"amount": "12.00", "currency": "USD"}),
        ("100 сомонӣ", {"amount": "100.00", "currency": "TJS"}),
        ("1000 JPY", {"amount": "1000", "currency": "JPY"}),
        ('{"amount": "1.00", "currency": "TJS"}', {"amount": "1.00", "currency": "TJS"}),
    ],
)
def test_an_amount_is_typed_with_its_currency(
    typed: tuple[Workspace, str, str], text: str, value: dict[str, str]
):
    workspace, _, fund = typed
    assert workspace.records.from_text(fund, {"amount": text}) == {"amount": value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10.9245", {"rate": "10.9245", "unit": 1}),
        ("11,33", {"rate": "11.33", "unit": 1}),
        ("12.6871 / 100", {"rate": "12.6871", "unit": 100}),
        ("12.6871 за 100", {"rate": "12.6871", "unit": 100}),
    ],
)
def test_a_rate_is_typed_with_its_unit(
    typed: tuple[Workspace, str, str], text: str, value: dict[str, object]
):
    workspace, _, fund = typed
    assert workspace.records.from_text(fund, {"rate": text}) == {"rate": value}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("amount", "1234.50"),
        ("amount", "1,234 USD"),
        ("amount", "12 XXX"),
        ("amount", "{broken"),
        ("rate", "0"),
        ("credited_on", "32.01.2026"),
        ("credited_on", "tomorrow"),
        ("donor", "Nobody"),
        ("kind", "Grantt"),
        ("purpos", "x"),
    ],
)
def test_what_could_mean_two_things_or_nothing_is_refused(
    typed: tuple[Workspace, str, str], field: str, text: str
):
    workspace, _, fund = typed
    with pytest.raises(RefusedError) as refused:
        workspace.records.from_text(fund, {field: text})
    assert field in refused.value.what.english()
