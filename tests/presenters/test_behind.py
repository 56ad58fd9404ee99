"""Behind a figure: its rows, the making of each value in rows and words, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest

from cspdesk.domain.ledger.names import AgreementId
from cspdesk.i18n.catalogue import english
from cspdesk.presenters.agreement_figures import AgreementFigures
from cspdesk.presenters.background import Immediate
from cspdesk.presenters.behind import BehindPresenter
from cspdesk.presenters.book_figures import BookFigures
from cspdesk.presenters.books import BooksPresenter, BooksState
from cspdesk.presenters.figures import Sum
from cspdesk.presenters.session import Session
from cspdesk.services.tour import speaker
from tests.conftest import FixedClock, SeededIds
from tests.services.books import worked
from tests.templates import Templates, opened_copy

LATER = datetime(2026, 1, 10, 9, tzinfo=UTC)
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The worked year, ten days after its end; nothing here writes."""
    folder = tmp_path_factory.mktemp("year")
    clock = FixedClock(LATER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CSPDESK_TIDE", str(folder / "tides"))
        made = Templates(folder).new("plain")
        workspace = opened_copy(made, folder / "desk", clock, SeededIds(2, clock))
        worked.enter_year(workspace)
        found = Session(workspace, Immediate(), clock, english())
        yield found
        found.close()


@pytest.fixture(scope="module")
def books(session: Session) -> BooksState:
    """Its books."""
    presenter = BooksPresenter(session)
    presenter.ask()
    assert presenter.state is not None
    return presenter.state


class Behind(BehindPresenter):
    """Remembers what it opened."""

    def __init__(self, session: Session) -> None:
        self.opened: list[tuple[str, str]] = []
        super().__init__(session, lambda kind, record: self.opened.append((kind, record)))


def spent(session: Session, books: BooksState, name: str) -> Behind:
    """What an agreement spent, opened."""
    figures = AgreementFigures.of(books.ledger, AgreementId(worked.IDS[name]), books.day)
    made = Behind(session)
    made.open("spent", figures.figure, books)
    return made


def figure(behind: Behind) -> Sum:
    """What is shown."""
    assert behind.figure is not None
    return behind.figure


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize("name", ["A", "B", "C"])
@pytest.mark.parametrize("key", ["spent", "received", "returned", "advances", "difference"])
def test_the_pieces_of_each_value_add_up_to_its_row(session, books, name, key):
    figures = AgreementFigures.of(books.ledger, AgreementId(worked.IDS[name]), books.day)
    behind = Behind(session)
    behind.open(key, figures.figure, books)
    for place, row in enumerate(figure(behind).rows):
        shown = behind.row(place)
        if shown.has_making:
            behind.open_value(place)
            assert (figure(behind).minor, figure(behind).currency) == (row.minor, figures.currency)
            assert all(words for _, words in behind.told)
            behind.back()
            assert behind.standing == place


def test_an_expense_that_two_lots_bore_tells_of_both(session, books):
    behind = spent(session, books, "A")
    place = next(at for at in range(behind.count) if behind.row(at).shown == "1,433.00")
    behind.open_value(place)
    rows = [behind.row(at) for at in range(behind.count)]
    assert [(row.day, row.words, row.shown) for row in rows] == [
        ("23 Jan 2025", "Conversion", "1,116.23"),
        ("22 Apr 2025", "Conversion", "316.77"),
    ]
    first, second = (plain(row.told).split("\n") for row in rows)
    assert first == [
        "The rest, TJS 12,607.79, of TJS 112,950.00, which are worth EUR 10,000.00.",
        "Less the TJS 100,342.21 drawn earlier: 10,000.00 \N{MINUS SIGN} 8,883.77 = 1,116.23",
    ]
    assert second == [
        "TJS 3,592.21 of TJS 90,720.00, which are worth EUR 8,000.00.",
        "3,592.21 × 8,000.00 ÷ 90,720.00 = 316.77",
    ]
    behind.open_row(0)
    assert [kind for kind, _ in behind.opened] == ["conversion"]


def test_an_official_rate_is_told_with_its_day_and_opens_its_record(session, books):
    behind = spent(session, books, "B")
    place = next(at for at in range(behind.count) if behind.row(at).shown == "118.73")
    behind.open_value(place)
    (row,) = (behind.row(at) for at in range(behind.count))
    amount, rate = plain(row.told).split("\n")
    assert (row.words, amount) == ("Official rate", "TJS 1,300.00 ÷ 10.9489 = USD 118.73")
    assert rate == f"Official rate of {row.day}: 1 USD = 10.9489 TJS"
    behind.open_row(0)
    ((kind, record),) = behind.opened
    fields = session.workspace.records.show(record).fields
    assert (kind, fields["source"], fields["currency"]) == ("exchange_rate", "nbt", "USD")


def test_a_mean_of_a_month_and_its_unit_are_told(session, books):
    behind = spent(session, books, "C")
    place = next(at for at in range(behind.count) if behind.row(at).shown == "8,018.04")
    behind.open_value(place)
    amount, mean = plain(behind.told[0][1]).split("\n")
    assert amount == "TJS 866.67 ÷ 1.0809 × 10 = RUB 8,018.04"
    assert mean.startswith("Mean of the official rates, ")


def test_somoni_of_foreign_money_tell_their_official_rate(session, books):
    behind = Behind(session)
    behind.open("trial:expense:bank_charges", BookFigures(books, books.day).figure, books)
    place = next(at for at in range(behind.count) if behind.row(at).shown == "283.33")
    behind.open_value(place)
    assert "EUR 25.00 × 11.3333 = TJS 283.33" in plain(behind.told[0][1])


def test_money_that_is_worth_itself_has_nothing_to_tell(session, books):
    behind = spent(session, books, "A")
    place = next(at for at in range(behind.count) if behind.row(at).shown == "25.00")
    assert not behind.row(place).has_making
    behind.open_value(place)
    assert [kind for kind, _ in behind.opened] == ["expense"]


def test_the_words_follow_the_language(session, books):
    behind = spent(session, books, "A")
    behind.open_value(next(at for at in range(behind.count) if behind.row(at).shown == "1,433.00"))
    session.speak(speaker("ru"))
    behind.speak()
    assert behind.row(0).day == "23.01.2025"
    session.speak(english())
    behind.speak()
    assert behind.row(0).day == "23 Jan 2025"


def test_a_value_whose_row_is_gone_gives_way_to_its_figure(session, books):
    figures = AgreementFigures.of(books.ledger, AgreementId(worked.IDS["A"]), books.day)
    behind = spent(session, books, "A")
    behind.open_value(next(at for at in range(behind.count) if behind.row(at).has_making))
    behind.renew(figures.figure, books)
    assert behind.is_making
    before = AgreementFigures.of(books.ledger, AgreementId(worked.IDS["A"]), date(2024, 12, 31))
    behind.renew(before.figure, books)
    assert not behind.is_making
    assert (figure(behind).key, behind.count) == ("spent", 0)


def test_only_a_mirror_gives_back(session, books):
    behind = spent(session, books, "A")
    said = {}
    for place in range(behind.count):
        row = behind.row(place)
        if row.has_making:
            behind.open_value(place)
            said[place] = (bool(behind.mirrors), "Given back:" in behind.told[0][1], row.words)
            behind.back()
    assert any(mirrors for mirrors, _, _ in said.values())
    assert all(mirrors == given == words.startswith("Reversal") for mirrors, given, words in said.values())


class Held(Immediate):
    """Keeps back what is read until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[Callable[[], None]] = []

    def run(self, work, done, failed, *, lane="read"):
        self.kept.append(lambda: super(Held, self).run(work, done, failed, lane=lane))

    def let_go(self) -> None:
        """All of it comes."""
        while self.kept:
            self.kept.pop(0)()


def made_up(behind: Behind) -> int:
    """The first row whose value has a making."""
    return next(at for at in range(behind.count) if behind.row(at).has_making)


def test_a_value_that_takes_its_time_says_so_until_it_comes(session, books, monkeypatch):
    behind, held = spent(session, books, "A"), Held()
    monkeypatch.setattr(session, "background", held)
    told = []
    behind.listen(lambda: told.append(behind.is_late))
    behind.open_value(made_up(behind))
    held.elapse(100)
    assert told == []
    held.elapse(200)
    assert told == [True]
    held.let_go()
    assert behind.is_making
    assert not behind.is_late
    held.elapse(1000)
    assert told == [True, False]


def test_a_value_that_is_waited_for_no_more_says_nothing(session, books, monkeypatch):
    behind, held = spent(session, books, "A"), Held()
    monkeypatch.setattr(session, "background", held)
    behind.open_value(made_up(behind))
    held.elapse(300)
    behind.open(
        "received", AgreementFigures.of(books.ledger, AgreementId(worked.IDS["A"]), books.day).figure, books
    )
    assert not behind.is_late
    held.let_go()
    assert not behind.is_making


def test_a_value_that_cannot_be_computed_is_waited_for_no_more(session, books, monkeypatch):
    behind, held = spent(session, books, "A"), Held()
    errors: list[Exception] = []
    monkeypatch.setattr(session, "background", held)
    monkeypatch.setattr(session, "fail", errors.append)
    monkeypatch.setattr("cspdesk.presenters.behind.making_of", lambda *_: 1 // 0)
    behind.open_value(made_up(behind))
    held.elapse(300)
    assert behind.is_late
    held.let_go()
    assert [type(one) for one in errors] == [ZeroDivisionError]
    assert not behind.is_late
