"""Whom and what records name: the organisation, its people and desks, bodies, places, groupings."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from cspdesk.domain.fields import Field, Merge
from cspdesk.domain.text import N_
from cspdesk.models.base import Facts, Record, field


class Organisation(Record):
    """The civil society organisation whose desk this is."""

    facts = Facts(
        50,
        N_("Organisation"),
        N_("Organisations"),
        stream="directory",
        title="name",
        holds=(
            Field(
                5020,
                N_("Attachments"),
                "parts",
                name="attachments",
                of="attachment",
                merge=Merge.GROW,
                audience="organisation",
            ),
        ),
    )

    name: Mapped[str | None] = field(
        5001, N_("Name"), "text", required=True, search=True, audience="public", tag="#org+name"
    )
    full_name: Mapped[str | None] = field(
        5002, N_("Full name in Tajik"), "text", search=True, audience="public", authority=True
    )
    legal_form: Mapped[str | None] = field(
        5003, N_("Legal form"), "code", choices="legal_form", audience="public", authority=True
    )
    registration_no: Mapped[str | None] = field(
        5004, N_("Registration number"), "text", audience="donor", authority=True
    )
    registered_on: Mapped[str | None] = field(
        5005, N_("Registered on"), "date", audience="donor", authority=True
    )
    registering_body: Mapped[str | None] = field(
        5006, N_("Registering body"), "text", audience="donor", authority=True
    )
    tax_id: Mapped[str | None] = field(5007, N_("Tax number"), "text", audience="donor", authority=True)
    address: Mapped[str | None] = field(5008, N_("Address"), "text", audience="donor", authority=True)
    scope: Mapped[str | None] = field(5009, N_("Where it works"), "place", audience="public", authority=True)
    website: Mapped[str | None] = field(5010, N_("Website"), "text", audience="public", authority=True)
    short_name: Mapped[str | None] = field(
        5011,
        N_("Abbreviated name"),
        "text",
        search=True,
        audience="public",
        authority=True,
        tag="#org+acronym",
    )
    actual_address: Mapped[str | None] = field(
        5012, N_("Where it really sits"), "text", audience="donor", authority=True
    )
    phone: Mapped[str | None] = field(5013, N_("Phone"), "text", audience="donor", authority=True)
    email: Mapped[str | None] = field(5014, N_("E-mail"), "text", audience="donor", authority=True)
    head: Mapped[str | None] = field(
        5015, N_("Head"), "text", sensitivity="moderate", audience="donor", authority=True
    )
    head_post: Mapped[str | None] = field(
        5016, N_("Post of the head"), "text", audience="donor", authority=True
    )
    accountant: Mapped[str | None] = field(
        5017, N_("Chief accountant"), "text", sensitivity="moderate", audience="donor", authority=True
    )
    org_id: Mapped[str | None] = field(
        5018, N_("Identifier in open data"), "text", audience="public", example="TJ-MOJ-000000"
    )
    members: Mapped[int | None] = field(
        5019, N_("Number of members"), "integer", least=0, most=10_000_000, audience="donor", authority=True
    )
    branches: Mapped[int | None] = field(
        5021, N_("Number of branches"), "integer", least=0, most=10_000, audience="donor", authority=True
    )
    leaders: Mapped[str | None] = field(
        5022,
        N_("Leaders"),
        "longtext",
        sensitivity="moderate",
        audience="donor",
        authority=True,
        help=N_("One on each line, as the yearly notice tells them: name and post."),
    )
    leaders_confirmed_on: Mapped[str | None] = field(
        5023, N_("Leaders confirmed on"), "date", audience="organisation"
    )
    uei: Mapped[str | None] = field(
        5024, N_("Identifier of the United States (UEI)"), "text", audience="donor", example="ABCDEF123456"
    )
    ein: Mapped[str | None] = field(
        5025, N_("Employer number of the United States (EIN)"), "text", audience="donor"
    )
    keep_years: Mapped[int | None] = field(
        5026,
        N_("Years for which records of money are kept"),
        "integer",
        least=1,
        most=100,
        audience="organisation",
        help=N_("After the year of the record. Empty: five, which nobody has confirmed."),
    )


class Person(Record):
    """A member of staff; elsewhere in the records a person is the short code."""

    facts = Facts(51, N_("Person"), N_("People"), stream="people", title="name")

    name: Mapped[str | None] = field(
        5101, N_("Name"), "text", required=True, search=True, sensitivity="moderate", audience="organisation"
    )
    code: Mapped[str | None] = field(5102, N_("Short code"), "text", search=True, audience="organisation")
    post: Mapped[str | None] = field(5103, N_("Post"), "text", audience="organisation")
    contact: Mapped[str | None] = field(
        5104, N_("Contact"), "text", sensitivity="high", audience="organisation"
    )
    left_on: Mapped[str | None] = field(5105, N_("Left on"), "date", audience="organisation")


class Desk(Record):
    """A desk of the organisation and the person who works at it; its id is the device's."""

    facts = Facts(52, N_("Desk"), N_("Desks"), stream="directory", title="person", hidden=True)

    person: Mapped[str | None] = field(5201, N_("Person"), "text", required=True, audience="organisation")
    name: Mapped[str | None] = field(5202, N_("Name of the desk"), "text", audience="organisation")


class Body(Record):
    """An authority or another body with which the organisation works."""

    facts = Facts(53, N_("Body"), N_("Bodies"), title="name")

    name: Mapped[str | None] = field(5301, N_("Name"), "text", required=True, search=True, audience="donor")
    name_ru: Mapped[str | None] = field(5302, N_("Name in Russian"), "text", search=True, audience="donor")
    name_en: Mapped[str | None] = field(5303, N_("Name in English"), "text", search=True, audience="donor")
    type: Mapped[str | None] = field(
        5304, N_("Kind of body"), "code", choices="body_type", required=True, audience="donor", example="cppt"
    )
    level: Mapped[str | None] = field(5305, N_("Level"), "code", choices="level", audience="donor")
    place: Mapped[str | None] = field(5306, N_("Place"), "place", index=True, audience="donor")
    contact: Mapped[str | None] = field(
        5307, N_("Contact"), "text", stream="people", sensitivity="moderate", audience="organisation"
    )
    note: Mapped[str | None] = field(5308, N_("Note"), "longtext", search=True, audience="organisation")


class Place(Record):
    """A jamoat or village that the organisation adds below the shipped districts."""

    facts = Facts(54, N_("Place"), N_("Places"), stream="common", title="name")

    name: Mapped[str | None] = field(
        5401, N_("Name"), "text", required=True, search=True, audience="organisation"
    )
    name_ru: Mapped[str | None] = field(
        5402, N_("Name in Russian"), "text", search=True, audience="organisation"
    )
    name_en: Mapped[str | None] = field(
        5403, N_("Name in English"), "text", search=True, audience="organisation"
    )
    level: Mapped[str | None] = field(
        5404,
        N_("Kind of place"),
        "code",
        choices="place_level",
        required=True,
        audience="organisation",
        example="jamoat",
    )
    within: Mapped[str | None] = field(
        5405, N_("Lies in"), "place", required=True, index=True, audience="organisation", example="3509038"
    )
    former_names: Mapped[str | None] = field(
        5406, N_("Former names"), "text", search=True, audience="organisation"
    )
    code: Mapped[str | None] = field(
        5407,
        N_("Official code"),
        "code",
        audience="organisation",
        help=N_("Given where an official code exists, or where a shipped place is renamed."),
    )


class Grouping(Record):
    """Places that are read together, such as the zones of the Civil Society Platform."""

    facts = Facts(55, N_("Grouping"), N_("Groupings"), stream="common", title="name")

    name: Mapped[str | None] = field(5501, N_("Name"), "text", required=True, search=True, audience="public")
    name_ru: Mapped[str | None] = field(5502, N_("Name in Russian"), "text", search=True, audience="public")
    name_en: Mapped[str | None] = field(5503, N_("Name in English"), "text", search=True, audience="public")
    code: Mapped[str | None] = field(
        5504,
        N_("Code"),
        "code",
        audience="public",
        help=N_("The code of a shipped grouping, where this changes it."),
    )
    places: Mapped[str | None] = field(5505, N_("Places"), "codes", audience="public", example=["3505000"])
    position: Mapped[int | None] = field(5507, N_("Order"), "integer", audience="public")
