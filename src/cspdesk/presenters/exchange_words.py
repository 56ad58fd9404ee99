"""What an exchange came to, what waits and what was refused, in the person's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from cspdesk.domain.clock import moment
from cspdesk.domain.codecs import CODECS
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.i18n.catalogue import Translator
from cspdesk.presenters.exchange import ExchangePresenter, Outcome, Stick
from cspdesk.services.receipts import Holder
from cspdesk.services.traffic import ArrivalView, Received, Refusal


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """Something that could not be taken: why, what to do, and how many such things there are."""

    why: str
    hint: str
    count: int


class ExchangeWords:
    """Words for one language."""

    def __init__(self, words: Translator) -> None:
        self._t = words.t
        self._formats = words.formats

    # --- moments -----------------------------------------------------------------------------------

    def moment(self, at: datetime) -> str:
        """A day and time."""
        return self._formats.moment(at)

    def stored(self, at: str) -> str:
        """A stored moment; an empty text for none."""
        if not at:
            return ""
        return self._formats.moment(moment(cast("int", CODECS["time"].parse(at))))

    def last(self, presenter: ExchangePresenter) -> str:
        """When the last exchange was."""
        at = presenter.waiting.last_exchange
        return self._t(msg(N_("Last exchange {time}"), time=self.stored(at)) if at else N_("No exchange yet"))

    # --- sticks ------------------------------------------------------------------------------------

    def stick(self, stick: Stick) -> tuple[str, str]:
        """A title and a line about a stick."""
        volume = stick.volume
        free = self._formats.file_size(volume.free)
        title = self._t(msg(N_("A stick is plugged in: {name}, {free} free"), name=volume.name, free=free))
        return title, " ".join(self._about(stick))

    def _about(self, stick: Stick) -> list[str]:
        t = self._t
        if stick.volume.read_only:
            return [t(N_("It can be read only: what it holds is taken, nothing is left on it."))]
        if stick.bundles is None:
            return [t(N_("It is being looked at…"))]
        if not stick.unseen:
            return [
                t(N_("No bundle on it that is new here."))
                if stick.bundles
                else t(N_("No bundle lies on it yet; yours will be left there."))
            ]
        openable = len(stick.unseen) - stick.closed
        said = []
        if openable:
            senders = self._formats.listed(stick.senders)
            told = plural(
                N_("Holds {n} new bundle, from {senders}."),
                N_("Holds {n} new bundles, from {senders}."),
                openable,
                senders=senders,
            )
            said.append(t(told))
        if stick.closed:
            told = plural(
                N_("{n} bundle on it is not for this desk."),
                N_("{n} bundles on it are not for this desk."),
                stick.closed,
            )
            said.append(t(told))
        return said

    # --- what an exchange came to ------------------------------------------------------------------

    def progress(self, presenter: ExchangePresenter) -> str:
        """What goes on, with its numbers."""
        if not presenter.whole:
            return self._t(msg(N_("Exchange with {name}…"), name=presenter.running))
        return self._t(
            msg(
                N_("Exchange with {name}: step {step} of {whole}"),
                name=presenter.running,
                step=presenter.done + 1,
                whole=presenter.whole,
            )
        )

    def outcome(self, outcome: Outcome) -> tuple[str, str]:
        """A title and a line about what an exchange came to."""
        t = self._t
        if outcome.problem is not None:
            problem = outcome.problem
            parts: list[Msg] = [problem.safe, *([problem.hint] if problem.hint else [])]
            return t(problem.what), " ".join(t(part) for part in parts)
        said = [
            *([self._came(outcome.received)] if outcome.received is not None else []),
            self._went(outcome),
        ]
        if outcome.refused:
            told = plural(
                N_("{n} thing could not be taken; see below."),
                N_("{n} things could not be taken; see below."),
                outcome.refused,
            )
            said.append(t(told))
        return self._title(outcome), " ".join(one for one in said if one)

    def _title(self, outcome: Outcome) -> str:
        if outcome.stopped:
            return self._t(N_("Stopped. What was taken stays; the rest follows the next time."))
        if outcome.may_remove:
            return self._t(msg(N_("Done. {name} may be removed safely."), name=outcome.name))
        return self._t(N_("Done."))

    def _came(self, received: Received) -> str:
        said = self._brought(received.records.added, received.records.changed)
        if received.conflicts:
            told = plural(N_("{n} needs a decision"), N_("{n} need a decision"), received.conflicts)
            said.append(self._t(told))
        return ", ".join(said) + "."

    def _brought(self, added: int, changed: int) -> list[str]:
        said = []
        if added:
            said.append(self._t(plural(N_("{n} record came"), N_("{n} records came"), added)))
        if changed:
            said.append(self._t(plural(N_("{n} was changed"), N_("{n} were changed"), changed)))
        return said or [self._t(N_("Nothing new came"))]

    def _went(self, outcome: Outcome) -> str:
        if not outcome.made:
            return ""
        records = sum(one.records for one in outcome.made)
        size = self._formats.file_size(sum(one.bytes for one in outcome.made))
        told = plural(
            N_("{n} record of yours was left for others ({size})."),
            N_("{n} records of yours were left for others ({size})."),
            records,
            size=size,
        )
        return self._t(told)

    # --- what waits --------------------------------------------------------------------------------

    def parked(self, presenter: ExchangePresenter) -> list[str]:
        """Changes that wait for earlier ones of others."""
        return [
            self._t(
                plural(
                    N_("{n} change waits for earlier ones from {name}."),
                    N_("{n} changes wait for earlier ones from {name}."),
                    one.changes,
                    name=one.waits_for,
                )
            )
            for one in presenter.waiting.parked
        ]

    def refused(self, presenter: ExchangePresenter) -> list[RefusedLine]:
        """What is kept for another try, and what the last exchange refused for good."""
        counted: dict[str, tuple[Refusal, int]] = {}
        for refusal, count in presenter.waiting.refused:
            counted[refusal.code] = (refusal, count)
        outcome = presenter.outcome
        fresh = outcome.received.segments.refused if outcome is not None and outcome.received else ()
        for refusal in fresh:
            if refusal.code not in counted:
                counted[refusal.code] = (refusal, sum(one.code == refusal.code for one in fresh))
        return [RefusedLine(self._t(one.why), self._t(one.hint), count) for one, count in counted.values()]

    def holder(self, holder: Holder, changes: int) -> tuple[str, str]:
        """What another desk holds of ours, and when it said so."""
        t = self._t
        if holder.at is None:
            return t(N_("has said nothing yet")), ""
        told = msg(N_("holds {held} of {whole}"), held=holder.held, whole=changes)
        if holder.held >= changes:
            told = msg(N_("holds all"))
        if holder.opened < holder.held:
            told = msg(N_("{held}, opened {opened} of them"), held=told, opened=holder.opened)
        return t(told), self.moment(holder.at)

    def arrival(self, arrival: ArrivalView) -> tuple[str, str]:
        """A bundle that came, in a line, and when."""
        said = [arrival.sender, *self._brought(arrival.added, arrival.changed)]
        return " · ".join(said), self.stored(arrival.at)
