"""Parts of a consultation: who was there, what they said, and what was promised to them."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from cspdesk.domain.fields import Merge
from cspdesk.domain.text import N_
from cspdesk.models.base import Facts, Part, field


class Participants(Part):
    """One cell of a participants grid.

    A cell with an age band or without disability counts people.  A cell with a disability but no
    band says how many of them, of whatever age, it concerns; it adds nobody.
    """

    facts = Facts(
        11,
        N_("Participants"),
        N_("Participants"),
        parents=("consultation", "activity"),
        keys=("sex", "band", "disability"),
    )

    sex: Mapped[str | None] = field(
        1101,
        N_("Sex"),
        "code",
        choices="sex",
        required=True,
        merge=Merge.POSTED,
        audience="public",
        authority=True,
        example="f",
    )
    band: Mapped[str | None] = field(
        1102,
        N_("Age"),
        "code",
        choices="age_band",
        merge=Merge.POSTED,
        audience="public",
        authority=True,
        example="18-30",
    )
    disability: Mapped[str | None] = field(
        1103,
        N_("Disability"),
        "code",
        choices="disability",
        merge=Merge.POSTED,
        audience="public",
        sensitivity="moderate",
    )
    count: Mapped[int | None] = field(
        1104,
        N_("People"),
        "integer",
        required=True,
        merge=Merge.MUST_DECIDE,
        audience="public",
        authority=True,
        least=0,
        most=100_000,
        tag="#reached",
        example=16,
    )


class Official(Part):
    """Officials of one body who were in the room: how many, never who."""

    facts = Facts(12, N_("Officials present"), N_("Officials present"), parents=("consultation", "activity"))

    body: Mapped[bytes | None] = field(1201, N_("Body"), "reference", of="body", sensitivity="moderate")
    body_type: Mapped[str | None] = field(
        1202, N_("Kind of body"), "code", choices="body_type", sensitivity="moderate"
    )
    number: Mapped[int | None] = field(
        1203, N_("How many"), "integer", merge=Merge.MUST_DECIDE, least=0, most=10_000
    )


class Concern(Part):
    """One thing that worries people, in a few of their words."""

    facts = Facts(13, N_("Concern"), N_("Concerns"), title="words", parents=("consultation",))

    theme: Mapped[str | None] = field(
        1301,
        N_("Concern"),
        "code",
        choices="concern_theme",
        required=True,
        audience="public",
        authority=True,
        example="EDU-ACCESS",
        index=True,
    )
    words: Mapped[str | None] = field(
        1302,
        N_("What was said"),
        "text",
        search=True,
        sensitivity="moderate",
        audience="organisation",
        example="No teacher of chemistry for two years",
        help=N_("What happens in general, never who or where."),
    )
    details: Mapped[str | None] = field(
        1303, N_("Details"), "longtext", search=True, sensitivity="high", audience="organisation"
    )
    place: Mapped[str | None] = field(
        1304, N_("Place of the concern"), "place", sensitivity="moderate", audience="organisation"
    )
    time_pattern: Mapped[str | None] = field(1305, N_("When it happens"), "code", choices="time_pattern")
    trend: Mapped[str | None] = field(1306, N_("Trend"), "code", choices="trend", audience="donor")
    severity: Mapped[int | None] = field(
        1307,
        N_("Severity"),
        "integer",
        choices="severity",
        required=True,
        least=1,
        most=5,
        audience="public",
        authority=True,
        tag="#severity",
        example=3,
    )
    frequency: Mapped[str | None] = field(
        1308, N_("How often"), "code", choices="frequency", audience="donor"
    )
    rank: Mapped[int | None] = field(
        1309,
        N_("Rank"),
        "integer",
        required=True,
        least=1,
        most=99,
        audience="public",
        authority=True,
        example=1,
    )
    rank_women: Mapped[int | None] = field(
        1310, N_("Rank by women"), "integer", least=1, most=99, audience="donor"
    )
    rank_men: Mapped[int | None] = field(
        1311, N_("Rank by men"), "integer", least=1, most=99, audience="donor"
    )
    votes_women: Mapped[int | None] = field(
        1312, N_("Votes of women"), "integer", least=0, most=100_000, merge=Merge.MUST_DECIDE
    )
    votes_men: Mapped[int | None] = field(
        1313, N_("Votes of men"), "integer", least=0, most=100_000, merge=Merge.MUST_DECIDE
    )
    affected: Mapped[str | None] = field(
        1314, N_("Who is affected"), "codes", choices="affected_group", audience="donor"
    )
    scale: Mapped[str | None] = field(
        1315, N_("How many are affected"), "code", choices="scale", audience="donor"
    )
    said_by: Mapped[str | None] = field(
        1316,
        N_("Who said it"),
        "code",
        choices="affected_group",
        sensitivity="moderate",
        audience="organisation",
    )


class Cause(Part):
    """Why people think it happens; who is responsible is a role, never a name."""

    facts = Facts(14, N_("Cause"), N_("Causes"), title="words", parents=("consultation",))

    words: Mapped[str | None] = field(
        1401, N_("Cause"), "text", search=True, sensitivity="moderate", audience="organisation"
    )
    kind: Mapped[str | None] = field(1402, N_("Kind of cause"), "code", choices="cause_kind")
    responsible: Mapped[str | None] = field(
        1403,
        N_("Seen as responsible"),
        "code",
        choices="responsible_kind",
        sensitivity="high",
        audience="organisation",
    )
    concern: Mapped[bytes | None] = field(1404, N_("Concern"), "reference", of="concern")


class Capacity(Part):
    """Who already does something about it, and what helps."""

    facts = Facts(
        15, N_("What already helps"), N_("What already helps"), title="words", parents=("consultation",)
    )

    words: Mapped[str | None] = field(1501, N_("What helps"), "text", search=True)
    who: Mapped[str | None] = field(1502, N_("Who does it"), "code", choices="responsible_kind")
    concern: Mapped[bytes | None] = field(1503, N_("Concern"), "reference", of="concern")


class Idea(Part):
    """What people propose, who could do it and on which level."""

    facts = Facts(16, N_("Idea"), N_("Ideas"), title="words", parents=("consultation",))

    words: Mapped[str | None] = field(
        1601,
        N_("Proposal"),
        "text",
        search=True,
        audience="public",
        authority=True,
        example="Regular meetings between police and young people",
    )
    who: Mapped[str | None] = field(
        1602, N_("Who could do it"), "code", choices="responsible_kind", audience="public", authority=True
    )
    level: Mapped[str | None] = field(
        1603, N_("Level"), "code", choices="level", audience="public", authority=True
    )
    concern: Mapped[bytes | None] = field(1604, N_("Concern"), "reference", of="concern")
    theme: Mapped[str | None] = field(
        1605, N_("Topic"), "code", choices="concern_theme", audience="public", authority=True
    )


class Quote(Part):
    """Somebody's words without the somebody: reworded where they could be traced, and approved."""

    facts = Facts(17, N_("Quote"), N_("Quotes"), title="words", parents=("consultation",))

    words: Mapped[str | None] = field(
        1701, N_("Words"), "text", search=True, sensitivity="high", audience="public"
    )
    theme: Mapped[str | None] = field(1702, N_("Topic"), "code", choices="concern_theme", audience="public")
    said_by: Mapped[str | None] = field(
        1703, N_("Who said it"), "code", choices="affected_group", sensitivity="high", audience="organisation"
    )
    reworded: Mapped[int | None] = field(1704, N_("Reworded"), "boolean", audience="organisation")
    approved: Mapped[str | None] = field(
        1705,
        N_("Approved to be quoted"),
        "code",
        choices="yes_no",
        merge=Merge.SAFER,
        order=("yes", "no"),
        audience="organisation",
    )
    approved_by: Mapped[bytes | None] = field(
        1706, N_("Approved by"), "reference", of="person", stream="people", audience="organisation"
    )


class Promise(Part):
    """What was promised back to the community, and whether it was kept."""

    facts = Facts(18, N_("Promise"), N_("Promises"), title="words", date="due", parents=("consultation",))

    words: Mapped[str | None] = field(1801, N_("What was promised"), "text", required=True, search=True)
    due: Mapped[str | None] = field(1802, N_("To be done by"), "date", required=True)
    state: Mapped[str | None] = field(1803, N_("State"), "code", choices="promise_state")
    told_on: Mapped[str | None] = field(1804, N_("Community told on"), "date")
    channel: Mapped[str | None] = field(1805, N_("How it was told"), "code", choices="feedback_channel")
    concern: Mapped[bytes | None] = field(1806, N_("Concern"), "reference", of="concern")
