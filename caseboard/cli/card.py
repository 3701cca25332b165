"""`caseboard card`: the report card as text, data or paper; signing it off, and the cards that were signed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from caseboard.cli.call import Call
from caseboard.cli.card_asked import named_indicator, named_quarter, refuse_several
from caseboard.cli.card_writing import FORMATS, Output, write_card
from caseboard.cli.carrying import carried_out
from caseboard.cli.lists import scope_of
from caseboard.cli.opening import open_records
from caseboard.cli.options import Whole, as_at_option, db_option
from caseboard.cli.output import narrate
from caseboard.domain.acts import BadField
from caseboard.domain.card import SignedCard
from caseboard.domain.cases import Facts
from caseboard.domain.errors import BadInput
from caseboard.domain.indicators import Indicator
from caseboard.domain.journal import Event
from caseboard.domain.people import find_by_name
from caseboard.domain.periods import Quarter
from caseboard.domain.settings import Rules
from caseboard.domain.words import long_date
from caseboard.usecases.card_columns import CHANGED_COLUMNS, SIGNED_COLUMNS, values_of
from caseboard.usecases.carding import (
    CardAsked,
    PrintedCard,
    differences,
    printed_of,
    read_card,
    read_printed,
    scope_signed,
)
from caseboard.usecases.indicator_rows import INDICATOR_ROWS, indicator_rows
from caseboard.usecases.ports import Records
from caseboard.usecases.reference import rules_from
from caseboard.usecases.working.carding import sign_card

_ALL = "all"


@click.command("card")
@click.option("--quarter", "named", default="", metavar="2009-Q2", help="The quarter; without it that of the date.")
@click.option("--team", default="", help="A team, with the teams below it; its computed rows.")
@click.option("--cohort", default="", metavar="NAME", help="Show the figures without this marked cohort, too.")
@click.option("--rows", "reference", default="", metavar="REFERENCE", help='The rows behind a figure: --rows "NI 59".')
@click.option("--year-to-date", is_flag=True, help="With --rows: of the year to date, not of the quarter alone.")
@click.option("--sign-off", "approver", metavar="NAME", help="Freeze the card as NAME approves it, and print it.")
@click.option("--signed", is_flag=False, flag_value=_ALL, metavar="[N]", help="List the signed cards, or print one.")
@click.option("--differences", "compared", type=Whole(1, 2**31), metavar="N", help="What differs from signed card N.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", help="A table by default.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write to this file.")
@db_option
@as_at_option
@click.pass_obj
def card_command(
    call: Call,
    named: str,
    team: str,
    cohort: str,
    reference: str,
    year_to_date: bool,
    approver: str | None,
    signed: str | None,
    compared: int | None,
    form: str,
    output: Path | None,
) -> None:
    """Print the report card of a quarter: typed rows and computed ones, with how each figure came about.

    2009-Q2 is July to September 2009, the second quarter of the year that began in April.
    """
    given = {"--quarter": named, "--team": team, "--cohort": cohort, "--rows": reference, "--sign-off": approver}
    refuse_several({name for name, value in given.items() if value is not None and value != ""}, signed, compared)
    indicator = named_indicator(reference, year_to_date)
    quarter = named_quarter(named, call.day)
    out = Output(form, output)
    out.refuse_early(a_list=indicator is not None or compared is not None or signed == _ALL)
    with open_records(call) as records:
        opened = _Opened(records, rules_from(records.settings_document()), call, out)
        if compared is not None:
            opened.differences(compared)
        elif signed is not None:
            opened.signed(signed)
        elif indicator is not None:
            opened.rows(indicator, quarter, team, year_to_date=year_to_date)
        elif approver is not None:
            opened.sign(opened.card(quarter, team, cohort), approver)
        else:
            opened.write(opened.card(quarter, team, cohort), f"card {quarter}")


@dataclass(frozen=True, slots=True)
class _Opened:
    """What is done with an open database."""

    records: Records
    rules: Rules
    call: Call
    out: Output

    def card(self, quarter: Quarter, team: str, cohort: str) -> PrintedCard:
        """The card of a part of the council, its teams compared."""
        facts = self._people()
        asked = self._asked(facts, quarter, team, cohort)
        return read_printed(self.records, self.rules, asked, self.call.day, self.call.today, facts.teams)

    def write(self, printed: PrintedCard, about: str) -> None:
        """Write a card out; the journal is told first."""
        self._note(about)
        write_card(printed, self.out)

    def sign(self, printed: PrintedCard, approver: str) -> None:
        """Freeze the card and write it out as it was signed."""
        try:
            act = sign_card(printed.card, approver, self.call.now(), self.call.today, printed.teams)
        except BadField as refused:
            raise BadInput(f"--sign-off: {refused}") from None
        said = carried_out(self.records, act, self.call.now()).said
        newest = max(self.records.cards(), key=lambda card: card.id)
        narrate(f"{said}: it is signed card {newest.id}")
        if newest.as_at < newest.quarter.last:
            narrate(f"the quarter goes on until {long_date(newest.quarter.last)}: its figures are those up to the date")
        self.write(printed_of(newest), f"signed card {newest.id}")

    def signed(self, number: str) -> None:
        """List the signed cards, or write one out as it was signed."""
        if number == _ALL:
            self._note("list of signed cards")
            self.out.write_rows("signed cards", SIGNED_COLUMNS, values_of(SIGNED_COLUMNS, self.records.cards()))
        else:
            signed = self._numbered(number, "--signed")
            self.write(printed_of(signed), f"signed card {signed.id}")

    def differences(self, number: int) -> None:
        """What today's figures of the same quarter and team say that the signed card does not."""
        signed = self._numbered(str(number), "--differences")
        scope = scope_signed(signed, self._people().teams)
        if scope is None:
            gone = f'signed card {signed.id} is of the team "{signed.team}", and no team is called so any more'
            raise BadInput(f"--differences: {gone}; choose another card, or give the team its name again")
        asked = CardAsked(signed.quarter, scope, signed.team)
        now = read_card(self.records, self.rules, asked, self.call.day, self.call.today)
        found = differences(signed, now)
        self._note(f"differences from signed card {signed.id}")
        self.out.write_rows("differences", CHANGED_COLUMNS, values_of(CHANGED_COLUMNS, found))
        if not found:
            narrate("nothing differs from the signed card")

    def rows(self, indicator: Indicator, quarter: Quarter, team: str, *, year_to_date: bool) -> None:
        """The rows behind a figure."""
        facts = self._people()
        asked = self._asked(facts, quarter, team, "")
        day, today, people = self.call.day, self.call.today, (facts.teams, facts.workers)
        self._note(f"rows of {indicator.value}, {quarter}")
        found = indicator_rows(
            self.records, self.rules, *people, indicator, asked, day, today, year_to_date=year_to_date
        )
        self.out.write_rows(indicator.value, INDICATOR_ROWS, values_of(INDICATOR_ROWS, found))

    def _note(self, what: str) -> None:
        self.records.note(Event.EXPORT, self.call.now(), about=f"{what}, {self.out.form}, as at {self.call.day}")

    def _people(self) -> Facts:
        """Teams and workers; of the cases only open work."""
        return self.records.facts(self.call.day)

    def _asked(self, facts: Facts, quarter: Quarter, team: str, cohort: str) -> CardAsked:
        scope = scope_of(team, facts.teams)
        name = find_by_name(facts.teams.values(), team)[0].name if team else ""
        if cohort and cohort not in (there := self.records.cohorts()):
            known = f"the cohorts are {', '.join(there)}" if there else "no assessment is marked as of a cohort"
            raise BadInput(f'--cohort: there is no cohort "{cohort[:40]}"; {known}')
        return CardAsked(quarter, scope, name, cohort)

    def _numbered(self, number: str, option: str) -> SignedCard:
        found = [card for card in self.records.cards() if str(card.id) == number]
        if not found:
            raise BadInput(f'{option}: there is no signed card "{number[:40]}"; caseboard card --signed lists them')
        return found[0]
