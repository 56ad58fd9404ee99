"""What the standard demands and is not filled in, or is filled in with what it does not take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cspdesk.domain.text import N_, Msg, msg
from cspdesk.reports.iati import codes
from cspdesk.reports.iati.facts import Project, Publisher

_REF = re.compile(r"[A-Z]{2,3}-[A-Z0-9]+-[^\s/&|?]+\Z")
_CODE = re.compile(r"[^\s/&|?]+\Z")


def lacks(publisher: Publisher, projects: Sequence[Project]) -> tuple[Msg, ...]:
    """Everything that keeps the files from being whole, in words."""
    return (
        *of_publisher(publisher),
        *(one for project in projects for one in of_project(project)),
        *doubled(projects),
    )


def doubled(projects: Sequence[Project]) -> Iterator[Msg]:
    """Codes that name two activities."""
    seen: set[str] = set()
    for project in projects:
        if project.code in seen:
            yield msg(N_("Two agreements have the project code “{code}”."), code=project.code)
        seen.add(project.code)


def of_publisher(publisher: Publisher) -> Iterator[Msg]:
    """What the organisation lacks: without it there is no file at all."""
    if not publisher.ref:
        yield msg(N_("The organisation has no identifier for open data yet."))
    elif not _REF.match(publisher.ref):
        yield msg(N_("“{ref}” is no identifier of an organisation: XX-XXX-NUMBER."), ref=publisher.ref[:60])
    if not publisher.name:
        yield msg(N_("The organisation’s name is not filled in."))


def of_project(project: Project) -> Iterator[Msg]:
    """What an agreement lacks: it is left out of the file, and named."""
    name = project.number or project.code
    if not _CODE.match(project.code):
        yield msg(N_("Agreement {number}: it has no code of a project."), number=name)
    if not project.title:
        yield msg(N_("Agreement {number}: the title is not filled in."), number=name)
    if not project.descriptions:
        yield msg(N_("Agreement {number}: no description says what it is for."), number=name)
    if not project.donor.name:
        yield msg(N_("Agreement {number}: the donor is not filled in."), number=name)
    if project.starts is None:
        yield msg(N_("Agreement {number}: the day on which it begins is not filled in."), number=name)
    if not project.sectors:
        yield msg(N_("Agreement {number}: no purpose (DAC code) is filled in."), number=name)
    for code, weight in project.sectors:
        if code not in codes.SECTOR or weight <= 0:
            yield msg(
                N_("Agreement {number}: “{code}” is no purpose that is offered."), number=name, code=code
            )
    for words, table, used in (
        (N_("Agreement {number}: “{code}” is no kind of flow."), codes.FLOW, project.flows.flow),
        (N_("Agreement {number}: “{code}” is no kind of aid."), codes.AID, project.flows.aid),
        (N_("Agreement {number}: “{code}” is no kind of finance."), codes.FINANCE, project.flows.finance),
        (N_("Agreement {number}: “{code}” is no tied status."), codes.TIED, project.flows.tied),
        (
            N_("Agreement {number}: “{code}” is no kind of collaboration."),
            codes.COLLABORATION,
            project.flows.collaboration,
        ),
    ):
        if used and used not in table:
            yield msg(words, number=name, code=used)
