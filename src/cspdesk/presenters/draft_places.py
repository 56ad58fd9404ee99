"""Where a draft is gone on with: the form of its kind, or the short form that it was typed in."""

from __future__ import annotations

from cspdesk.domain.fields import Kind
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters import bank_typing, duty_drafts, duty_rules
from cspdesk.presenters.kind_places import KIND
from cspdesk.presenters.navigation import PLACE_OF_KIND, REGISTER, Spot
from cspdesk.presenters.short_drafts import short_id
from cspdesk.services.drafts import Draft
from cspdesk.services.duties import wording

_PLACE = "duties"
_BANK = "bank"
TYPE = "type"
"""The act of typing a statement from paper."""


def spot_of_draft(draft: Draft, kind: Kind) -> Spot:
    """The spot that opens the form with what was typed."""
    name = draft.id
    if kind.name == duty_drafts.KIND:
        if name == short_id(kind.number, duty_drafts.LETTER):
            return Spot(_PLACE, act="new", draft=name)
        return Spot(_PLACE, record=duty_drafts.about(draft), draft=name)
    if kind.name == bank_typing.KIND and name == short_id(kind.number, _account_of(draft)):
        return Spot(_BANK, record=_account_of(draft), act=TYPE, draft=name)
    key = duty_rules.key_of(kind.name, draft.typed.values)
    if key and name == short_id(kind.number, *duty_rules.draft_key(key)[1:]):
        return Spot(_PLACE, record=key, draft=name, section="rules")
    place = PLACE_OF_KIND.get(kind.name, REGISTER)
    return Spot(place, record=draft.record, act="edit", draft=name, where=((KIND, kind.name),))


def _account_of(draft: Draft) -> str:
    return str(draft.typed.values.get("account", ""))


def title_of(kind: Kind, title: object) -> Msg:
    """What a record that is not finished is called: by its duty, by its title, else by its kind."""
    if kind.by_name.get(kind.title) is not None and kind.by_name[kind.title].choices == "duty" and title:
        return wording.duty(str(title))
    if title:
        return msg("{words}", words=str(title))
    return msg(N_("Consultation without a title") if kind.name == "consultation" else kind.label)
