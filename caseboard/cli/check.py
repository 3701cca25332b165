"""`caseboard check`: whether a database, its key file, journal, figures and backups are as they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from caseboard.cli.call import Call
from caseboard.cli.opening import failures_remembered, naming_backups, open_records, settle, way_back
from caseboard.cli.options import db_option
from caseboard.cli.output import emit, emit_line, narrate
from caseboard.cli.places import backup_folder
from caseboard.cli.secret import passphrase
from caseboard.cli.who import came_by, signed_in
from caseboard.domain.journal import Event
from caseboard.domain.soundness import Answer, Soundness, worst
from caseboard.exchange.outputs import as_json
from caseboard.store.attempts import Attempt, remember
from caseboard.store.files import is_encrypted, key_file_of, refuse_unusable

if TYPE_CHECKING:
    from caseboard.store.address import Address

CODES = {Soundness.SOUND: 0, Soundness.TO_KNOW: 1, Soundness.DAMAGED: 2}
"""What the command ends with."""
_WORDS = {Soundness.SOUND: "well", Soundness.TO_KNOW: "note", Soundness.DAMAGED: "DAMAGED"}


@click.command("check")
@click.option("--json", "in_json", is_flag=True, help="Print an array of objects: check, state, told.")
@db_option
@click.pass_obj
def check_command(call: Call, in_json: bool) -> int:
    """Check file, records, keys, journal, counters, figures and backups: one line each. Nothing is changed.

    Exit code 0: all is well. 1: somebody should do something. 2: something is damaged. The journal's head that is
    printed shows, written down elsewhere, that nothing was cut off its end.
    """
    address = call.address
    answers = _of_file(call) if address is None else _of_server(call, address)
    if in_json:
        emit(as_json([{"check": a.check, "state": a.state.value, "told": a.told} for a in answers]))
    else:
        width = max(len(answer.check) for answer in answers)
        for answer in answers:
            emit_line(f"{answer.check:<{width}}  {_WORDS[answer.state]:<7}  {answer.told}")
    if address is None and any(a.check == "file" and a.state is Soundness.DAMAGED for a in answers):
        narrate(way_back(call.path))
    return CODES[worst(answers)]


def _of_file(call: Call) -> list[Answer]:
    path = call.path
    settle(path)
    demo = call.demo_day is not None
    with naming_backups(path):
        refuse_unusable(path)
        key = _unlocked(call) if is_encrypted(path) else None
    from caseboard.store.examining import Moment, examine_file
    from caseboard.store.proving import FileWithKey

    at = Moment(call.today, call.now())
    return examine_file(FileWithKey(path, key), backup_folder(path), at, demo=demo)


def _unlocked(call: Call) -> bytes:
    """The data key. As nothing is to be changed, the journal is told of this unlock with the next one."""
    from caseboard.store.keys import unlock
    from caseboard.store.memory import keep_out_of_dumps

    keep_out_of_dumps()
    with failures_remembered(call.path):
        key = unlock(key_file_of(call.path), passphrase())
    remember(call.path, Attempt(call.now(), Event.UNLOCK, signed_in(), came_by()))
    return key


def _of_server(call: Call, address: Address) -> list[Answer]:
    from caseboard.store.examining import Moment, examine_server

    with open_records(call) as records:
        return examine_server(records, address.label, Moment(call.today, call.now()))
