"""Bank statements by command: taken whole or not at all, matched, reconciled."""

from tests.cli.doors import CommandLine

FILE = (
    "Date;Reference;Debit;Credit;Balance;Details\n"
    "05.02.2026;K-17;500,00;;10 600,00;Rent K-17\n"
    "06.02.2026;3;12,50;;10 587,50;Bank fee\n"
)
ACCOUNT = ("--account", "Bank")


def begin(cli: CommandLine) -> tuple[str, str]:
    """An account, own funds and a rent; ids of the agreement and of the rent."""
    (account,) = cli.add("account", {"name": "Bank", "kind": "bank", "currency": "TJS"})
    (own,) = cli.add("agreement", {"number": "Own", "rule": "own"})
    money = {"amount": "500.00", "currency": "TJS"}
    shares = [{"agreement": own, "percent": "100"}]
    rent = {"spent_on": "2026-02-04", "amount": money, "account": account, "article": "rent"}
    (made,) = cli.add("expense", {**rent, "number": "K-17", "allocations": shares})
    return own, made


def test_a_statement_is_taken_matched_booked_and_reconciled(cli: CommandLine):
    own, rent = begin(cli)
    taken = cli("bank", "take", "-", *ACCOUNT, "--json", given=FILE)
    assert (taken.status, taken.json["added"], taken.json["closing"]["amount"]) == (0, 2, "10587.50")
    assert cli("bank", "take", "-", *ACCOUNT, "--json", given=FILE).json["known"] == 2
    first, second = cli("bank", "lines", *ACCOUNT, "--json").json["lines"]
    assert ([one["id"] for one in first["proposed"]], first["why"]) == ([rent], "reference")
    assert cli("bank", "match", first["id"], *ACCOUNT).lines == [rent]
    rule = ("--article", "bank_charges", "--agreement", own, "--remember", "bank fee")
    assert cli("bank", "book", second["id"], *ACCOUNT, *rule).status == 0
    assert cli("bank", "lines", *ACCOUNT, "--waiting", "--json").json["lines"] == []
    told = cli("bank", "reconcile", *ACCOUNT, "--json").json
    assert (told["bank"], told["books"], told["unexplained"]) == ("10587.50", "-512.50", "0.00")
    assert told["beginning"] == "11100.00"
    assert cli("bank", "unmatch", first["id"]).status == 0
    assert len(cli("bank", "lines", *ACCOUNT, "--waiting", "--json").json["lines"]) == 1


def test_only_checking_tells_what_taking_would(cli: CommandLine):
    begin(cli)
    later = FILE.replace("10 600,00", "9 600,00").replace("10 587,50", "9 587,50").replace(".02.", ".03.")
    taken = {}
    for content in (FILE, later, later):
        tried = cli("bank", "take", "-", *ACCOUNT, "--dry-run", "--json", given=content).json
        before = cli.count("statement_line")
        assert "Only checked" in cli("bank", "take", "-", *ACCOUNT, "--dry-run", given=content).out
        assert cli.count("statement_line") == before
        taken = cli("bank", "take", "-", *ACCOUNT, "--json", given=content).json
        assert {**tried, "statement": taken["statement"], "dry_run": False} == taken
    assert (taken["added"], taken["known"], taken["gap"]) == (0, 2, "-487.50")


def test_a_statement_that_lost_a_line_is_refused(cli: CommandLine):
    begin(cli)
    short = "\n".join(FILE.split("\n")[::2])
    balances = ("--opening", "11100", "--closing", "10587,50")
    refused = cli("bank", "take", "-", *ACCOUNT, *balances, "--json", given=short)
    assert (refused.status, refused.json["error"]["code"]) == (1, "not-whole")
    assert cli.count("statement_line") == 0


def test_what_is_wrong_is_listed_beside_the_file(cli: CommandLine):
    begin(cli)
    path = cli.folder / "bank.csv"
    path.write_text(FILE.replace("05.02", "35.02"), "utf-8")
    refused = cli("bank", "take", path, *ACCOUNT, "--json")
    assert (refused.status, refused.json["error"]["problems"][0]["row"]) == (1, 2)
    assert path.with_name("bank.problems.xlsx").exists()
