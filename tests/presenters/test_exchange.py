"""Exchange: a stick is noticed, one press takes and leaves, and every number of it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cspdesk.i18n.catalogue import english
from cspdesk.presenters.background import Immediate
from cspdesk.presenters.exchange import WATCH_MS, ExchangePresenter
from cspdesk.presenters.exchange_words import ExchangeWords
from cspdesk.presenters.session import Session
from cspdesk.services.traffic import Volume
from tests.services.pairs import Pair


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def left(pair: Pair, stick: Path) -> Path:
    """The stick with two bundles that the field desk left on it."""
    for name in ("One", "Two"):
        pair.field.records.add("donor", [{"name": name}])
        pair.field.exchange.exchange_folder(stick)
    return stick


@pytest.fixture
def exchange(office: Session) -> ExchangePresenter:
    """The page, with no stick plugged in."""
    made = ExchangePresenter(office)
    made.volumes = tuple
    made.watch()
    return made


@pytest.fixture
def words() -> ExchangeWords:
    return ExchangeWords(english())


def plug(presenter: ExchangePresenter, *folders: Path, read_only: bool = False) -> None:
    """Plug sticks in, and let the page notice."""
    volumes = tuple(Volume(one, one.name.upper(), 4_000_000_000, read_only, None) for one in folders)
    presenter.volumes = lambda: volumes
    background = presenter.session.background
    assert isinstance(background, Immediate)
    background.elapse(WATCH_MS)


def test_a_stick_is_noticed_with_what_lies_on_it(
    exchange: ExchangePresenter, words: ExchangeWords, left: Path
):
    assert not exchange.sticks
    plug(exchange, left)
    stick = exchange.sticks[0]
    assert (stick.bundles, len(stick.unseen), stick.senders, stick.closed) == (2, 2, ("Zafar",), 0)
    title, second = words.stick(stick)
    assert "STICK" in title
    assert second == "Holds 2 new bundles, from Zafar."


def test_a_stick_that_can_only_be_read_says_so(exchange: ExchangePresenter, words: ExchangeWords, left: Path):
    plug(exchange, left, read_only=True)
    assert "read only" in words.stick(exchange.sticks[0])[1]


def test_a_stick_that_is_pulled_is_gone_at_the_next_look(exchange: ExchangePresenter, left: Path):
    plug(exchange, left)
    plug(exchange)
    assert exchange.sticks == ()


def test_nobody_looks_while_the_page_is_not_open(exchange: ExchangePresenter, left: Path):
    exchange.rest()
    plug(exchange, left)
    assert exchange.sticks == ()


def test_an_empty_stick_says_what_will_be_left_there(
    exchange: ExchangePresenter, words: ExchangeWords, stick: Path
):
    plug(exchange, stick)
    assert words.stick(exchange.sticks[0])[1] == "No bundle lies on it yet; yours will be left there."


def test_one_press_takes_what_is_new_and_leaves_what_others_lack(
    exchange: ExchangePresenter, words: ExchangeWords, left: Path
):
    exchange.session.workspace.records.add("donor", [{"name": "Three"}])
    plug(exchange, left)
    told: list[tuple[int, int]] = []
    exchange.listen(lambda: told.append((exchange.done, exchange.whole)))
    exchange.exchange(left, name="STICK", removable=True)
    outcome = exchange.outcome
    assert outcome is not None
    assert outcome.received is not None
    assert (outcome.received.records.added, len(outcome.made), outcome.may_remove) == (2, 1, True)
    assert {(0, 3), (1, 3), (2, 3)} <= set(told)
    title, second = words.outcome(outcome)
    assert title == "Done. STICK may be removed safely."
    assert "2 records came." in second
    assert "left for others" in second
    assert exchange.running == ""
    assert exchange.sticks[0].unseen == ()


def test_a_folder_is_never_said_to_be_removable(
    exchange: ExchangePresenter, words: ExchangeWords, left: Path
):
    exchange.exchange(left)
    assert exchange.outcome is not None
    assert words.outcome(exchange.outcome)[0] == "Done."


class Slow(Immediate):
    """Long work begins when it is told to, so that it can be stopped on the way."""

    def run_long(self, work, done, failed, told):
        stopped: list[bool] = []
        self.begin = lambda: self.run(lambda: work(told, lambda: bool(stopped)), done, failed)
        return lambda: stopped.append(True)


def test_a_person_stops_and_what_was_taken_stays(
    exchange: ExchangePresenter, words: ExchangeWords, left: Path
):
    slow = exchange.session.background = Slow()
    exchange.listen(lambda: exchange.stop() if exchange.whole else None)
    exchange.exchange(left, name="STICK", removable=True)
    assert words.progress(exchange) == "Exchange with STICK…"
    slow.begin()
    outcome = exchange.outcome
    assert outcome is not None
    assert outcome.received is not None
    assert (outcome.stopped, outcome.received.records.added, outcome.made) == (True, 1, ())
    assert words.outcome(outcome)[0].startswith("Stopped.")


def test_a_second_press_does_nothing_while_one_goes_on(exchange: ExchangePresenter, left: Path):
    exchange.session.background = Slow()
    exchange.exchange(left, name="STICK")
    exchange.exchange(left, name="OTHER")
    assert exchange.running == "STICK"


def test_what_comes_back_after_the_desk_was_left_is_nobodys(exchange: ExchangePresenter, left: Path):
    slow = exchange.session.background = Slow()
    exchange.exchange(left)
    exchange.close()
    slow.begin()
    assert exchange.outcome is None


def test_nothing_new_is_said_and_so_is_what_waited(
    exchange: ExchangePresenter, words: ExchangeWords, left: Path
):
    exchange.exchange(left)
    exchange.exchange(left)
    assert exchange.outcome is not None
    assert words.outcome(exchange.outcome)[1].startswith("Nothing new came.")


def test_a_folder_that_is_gone_is_told_with_a_remedy(
    exchange: ExchangePresenter, words: ExchangeWords, tmp_path: Path
):
    exchange.exchange(tmp_path / "gone", name="GONE", removable=True)
    outcome = exchange.outcome
    assert outcome is not None
    assert outcome.problem is not None
    assert not outcome.may_remove
    title, second = words.outcome(outcome)
    assert title
    assert second
    exchange.forget_outcome()
    assert exchange.outcome is None


def test_a_bundle_that_was_damaged_is_refused_in_words(
    exchange: ExchangePresenter, words: ExchangeWords, left: Path
):
    bundle = next(one for one in sorted(left.rglob("*")) if one.is_file())
    damaged = bytearray(bundle.read_bytes())
    damaged[-100] ^= 1
    bundle.write_bytes(damaged)
    exchange.exchange(left)
    outcome = exchange.outcome
    assert outcome is not None
    assert outcome.refused == 1
    (line,) = words.refused(exchange)
    assert line.why
    assert line.hint
    assert line.count == 1
    assert "1 thing could not be taken" in words.outcome(outcome)[1]


def test_bundles_in_files_are_taken_and_made(
    pair: Pair, exchange: ExchangePresenter, words: ExchangeWords, tmp_path: Path
):
    out = tmp_path / "ours.cspbundle"
    exchange.session.workspace.records.add("donor", [{"name": "Three"}])
    exchange.make(out)
    assert exchange.outcome is not None
    assert (exchange.outcome.name, exchange.outcome.made[0].path) == ("ours.cspbundle", out)
    assert pair.field.exchange.receive([out]).records.added == 1
    theirs = tmp_path / "theirs.cspbundle"
    pair.field.records.add("donor", [{"name": "Four"}])
    pair.field.exchange.make(["all"], theirs)
    exchange.take([theirs])
    assert words.outcome(exchange.outcome)[1] == "1 record came."
    assert "Zafar" in words.arrival(exchange.arrivals[0])[0]


def test_who_holds_our_changes_is_told_once_they_say_so(
    pair: Pair, exchange: ExchangePresenter, words: ExchangeWords, stick: Path
):
    exchange.session.workspace.records.add("donor", [{"name": "Three"}])
    before = exchange.waiting.changes
    exchange.exchange(stick)
    assert exchange.waiting.changes == before > 0
    pair.field.exchange.exchange_folder(stick)
    exchange.exchange(stick)
    (holder,) = exchange.receipts.holders
    told, when = words.holder(holder, exchange.receipts.changes)
    assert (holder.name, told) == ("Zafar", "holds all")
    assert "2026" in when
    assert words.last(exchange).startswith("Last exchange")


def test_a_new_desk_says_that_there_was_no_exchange(session: Session, words: ExchangeWords):
    presenter = ExchangePresenter(session)
    assert words.last(presenter) == "No exchange yet"
    assert presenter.receipts.holders == ()
