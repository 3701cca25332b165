"""The address of a database on a server: what is read, what is shown, and what the client library is told."""

from __future__ import annotations

import pytest

from caseboard.domain.errors import BadInput
from caseboard.store.address import Address, read_address

PASSWORD = "s3cr3t"


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg", "postgres"])
def test_every_part_is_read(scheme: str) -> None:
    address = read_address(f"{scheme}://amin:{PASSWORD}@db.example.invalid:6432/council?sslrootcert=/etc/ca.pem")
    assert (address.user, address.password) == ("amin", PASSWORD)
    assert (address.host, address.port) == ("db.example.invalid", 6432)
    assert (address.name, address.options) == ("council", (("sslrootcert", "/etc/ca.pem"),))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (f"postgresql://amin:{PASSWORD}@db.example.invalid/council", "postgresql://amin@db.example.invalid/council"),
        ("postgresql+psycopg://db.example.invalid:6432/council", "postgresql://db.example.invalid:6432/council"),
        ("postgresql:///council", "postgresql:///council"),
        (f"postgres://amin:{PASSWORD}@[::1]/council", "postgresql://amin@[::1]/council"),
        ("postgresql://amin@/council?host=/run/pg", "postgresql://amin@/council?host=/run/pg"),
        ("postgresql://amin@%2Frun%2Fpg/council", "postgresql://amin@/council?host=/run/pg"),
        ("postgresql://a%40b:s3cr3t%40@host/c%20d", "postgresql://a@b@host/c d"),
        ("postgresql://amin@host/%1b[2J", "postgresql://amin@host/␛[2J"),
    ],
)
def test_it_is_shown_without_its_password(text: str, label: str) -> None:
    address = read_address(text)
    assert address.label == label
    assert PASSWORD not in repr(address)


@pytest.mark.parametrize(
    "text",
    [
        f"mysql://amin:{PASSWORD}@host/council",
        f"file://{PASSWORD}",
        f"postgresql://amin:{PASSWORD}@host",
        f"postgresql://amin:{PASSWORD}@host/",
        f"postgresql://amin:{PASSWORD}@host:port/council",
        f"postgresql://amin:{PASSWORD}@host:99999/council",
        f"postgresql://amin:1/{PASSWORD}@host/council",
        f"postgresql://amin:1/{PASSWORD}@host",
        f"postgresql://amin:1#{PASSWORD}@host/council",
        f"postgresql://amin:1?{PASSWORD}@host/council",
        f"postgresql://amin:1?{PASSWORD}=x@host/council",
        f"postgresql://amin:{PASSWORD}@host/council#more",
        f"postgresql://amin:{PASSWORD}@[::1/council",
        f"postgresql://amin:{PASSWORD}@host/council?options=-csearch_path",
        f"postgresql://amin:{PASSWORD}@host/council?hostaddr=192.0.2.1",
        f"postgresql://amin:{PASSWORD}@host/council?host=other",
        f"postgresql://amin:{PASSWORD}@host,other/council",
        f"postgresql://amin:{PASSWORD}@/council?host=/run/pg,other",
        f"postgresql://amin:{PASSWORD}@host/council%00",
        f"postgresql://amin:{PASSWORD}%00@host/council",
        f"postgresql://amin:{PASSWORD}@host/\udcff",
        f"postgresql://amin:{PASSWORD}@localhost/council?sslmode=perhaps",
    ],
)
def test_what_is_no_address_is_refused_and_nothing_of_it_repeated(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_address(text)
    sentence = str(refused.value)
    assert sentence.startswith("--db: ") and "\n" not in sentence
    assert PASSWORD not in sentence
    assert refused.value.__cause__ is None


LOCAL = ["", "localhost", "127.0.0.1", "[::1]", "%2Frun%2Fpg"]
REMOTE = ["db.example.invalid", "192.0.2.1", "127.0.0.2", "localhost.example.invalid", "[2001:db8::1]", "%40abstract"]


@pytest.mark.parametrize("host", REMOTE)
def test_another_machine_has_to_prove_that_it_is_that_machine(host: str) -> None:
    for asked in ("", "?sslmode=verify-full"):
        assert read_address(f"postgresql://{host}/council{asked}").parameters()["sslmode"] == "verify-full"
    for less in ("disable", "allow", "prefer", "require", "verify-ca"):
        with pytest.raises(BadInput, match="another machine is only reached with sslmode=verify-full"):
            read_address(f"postgresql://{host}/council?sslmode={less}")


@pytest.mark.parametrize("host", LOCAL)
def test_this_machine_need_not(host: str) -> None:
    assert read_address(f"postgresql://{host}/council").parameters()["sslmode"] == "prefer"
    assert read_address(f"postgresql://{host}/council?sslmode=disable").parameters()["sslmode"] == "disable"


def test_what_is_not_given_is_left_to_the_client_library() -> None:
    assert not {"port", "user", "password"} & Address("council").parameters().keys()


def test_no_variable_can_lead_elsewhere() -> None:
    told = Address("council").parameters()
    assert (told["host"], told["hostaddr"], told["gssencmode"]) == ("", "", "disable")
