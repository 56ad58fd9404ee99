"""What the program says of its kinds is so: every example is taken, and comes back as it was given."""

from collections.abc import Iterator
from typing import Any

import pytest

from cspdesk.domain.codelists import LISTS
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.fields import Kind
from cspdesk.i18n.catalogue import english, translator
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.services import kinds
from cspdesk.services.workspace import Workspace
from tests.services.pairs import lone

FILLED_IN = kinds.filled_in()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with lone(tmp_path_factory.mktemp("kinds")) as workspace:
        yield workspace


def fields_of(kind: Kind) -> list[dict[str, Any]]:
    fields = kinds.described(kind, english())["fields"]
    assert isinstance(fields, list)
    return fields


def bare(value: object) -> object:
    """A value without the ids that the program gave to parts."""
    if isinstance(value, list):
        return [bare(one) for one in value]
    if isinstance(value, dict):
        return {name: bare(one) for name, one in value.items() if name != "id"}
    return value


@pytest.mark.parametrize("kind", FILLED_IN, ids=lambda kind: kind.name)
def test_a_record_of_all_examples_is_taken_and_comes_back(desk: Workspace, kind: Kind):
    given = {field["name"]: field["example"] for field in fields_of(kind)}
    record = desk.records.add(kind.name, [given]).ids[0]
    assert bare(dict(desk.records.show(record).fields)) == given


@pytest.mark.parametrize("kind", FILLED_IN, ids=lambda kind: kind.name)
def test_a_record_of_the_required_examples_lacks_nothing_that_is_required(desk: Workspace, kind: Kind):
    given = {field["name"]: field["example"] for field in fields_of(kind) if field["required"]}
    record = desk.records.add(kind.name, [given]).ids[0]
    lacking = {lack.where for lack in desk.records.show(record).lacks}
    assert not lacking & given.keys()


@pytest.mark.parametrize("kind", FILLED_IN, ids=lambda kind: kind.name)
def test_every_choice_is_taken(desk: Workspace, kind: Kind):
    named_by = {field["name"]: field["example"] for field in fields_of(kind) if field["name"] in kind.keys}
    for field in fields_of(kind):
        for choice in field["choices"] or ():
            value = [choice["code"]] if field["type"] == "codes" else choice["code"]
            if named_by and field["name"] not in named_by:
                # what its content names is one record, whatever else it says: it is changed where it is
                desk.records.set(desk.records.add(kind.name, [named_by]).ids[0], {field["name"]: value})
            else:
                assert desk.records.add(kind.name, [named_by | {field["name"]: value}]).ids


def test_parts_tell_their_own_fields():
    fields = {field["name"]: field for field in fields_of(kinds.named("consultation"))}
    inner = {field["name"]: field for field in fields["concerns"]["fields"]}
    assert fields["concerns"]["of"] == "concern"
    assert inner["theme"]["required"]
    assert inner["severity"]["choices"][0]["code"] == 1


def test_nobody_is_asked_for_what_comes_with_a_file():
    fields = {field["name"]: field for field in fields_of(kinds.named("consultation"))}
    assert [field["name"] for field in fields["attachments"]["fields"]] == ["name", "caption"]


def test_choices_are_the_shipped_lists_in_their_order():
    fields = {field["name"]: field for field in fields_of(kinds.named("consultation"))}
    offered = [choice.code for choice in LISTS["method"].offered()]
    assert [choice["code"] for choice in fields["method"]["choices"]] == offered


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_labels_are_in_the_language_asked_for(language: Any):
    words = translator(language)
    described = kinds.described(kinds.named("fund"), words)
    assert described["label"] == words.t(kinds.named("fund").label)


def test_only_what_people_fill_in_is_listed():
    names = {kind.name for kind in FILLED_IN}
    assert "consultation" in names
    assert not names & {"participants", "attachment", "desk"}


def test_an_unknown_kind_is_refused_with_the_nearest():
    with pytest.raises(RefusedError) as refused:
        kinds.named("consultaton")
    assert refused.value.hint is not None
    assert "consultation" in refused.value.hint.english()
