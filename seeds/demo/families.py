"""Children and the families they come in: siblings share a surname and everything that happens on one date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .council import Council
from .names import child_name, surname


@dataclass(slots=True)
class Child:
    """A child once added, with what later rows need."""

    id: int
    first_name: str
    """Empty where the record has no name."""
    born: date | None
    unborn: bool = False
    """Whether it is still expected."""
    plans: int = 0
    """Child protection plans so far."""

    def can_be_seen(self, day: date) -> bool:
        """Whether the child was born by then; where no date of birth is recorded nobody can say that it was not."""
        return self.born <= day if self.born else not self.unborn


@dataclass(slots=True)
class Family:
    """Children referred together; free for another referral once the last episode is closed."""

    children: list[Child]
    closed: date | None = None


class Register:
    """Makes families, and finds earlier ones that come back."""

    def __init__(self, council: Council) -> None:
        """Shuffle the decks families are drawn from."""
        self._council = council
        self._size = council.deck((1, 88), (2, 9), (3, 3))
        self._sex = council.deck(("M", 51), ("F", 48), ("U", 1))
        self._ethnicity = council.deck(
            *(("WBRI", 60), ("WOTH", 9), ("MWBC", 5), ("MWAS", 4), ("AIND", 3), ("APKN", 7), ("BCRB", 3), ("BAFR", 5)),
            *(("CHNE", 1), ("OOTH", 2), ("NOBT", 1)),
        )
        self._named = council.deck((True, 96), (False, 4))
        self._unborn = council.deck((False, 98), (True, 2))
        self._known: list[Family] = []
        self.children: dict[int, Child] = {}

    def come_back(self, day: date) -> Family | None:
        """A family whose last episode was closed before `day`, if one is at hand."""
        if self._known and self._council.chance(0.17):
            place = int(self._council.rng.random() * len(self._known))
            closed = self._known[place].closed
            if closed is not None and closed < day:
                self._known[place], self._known[-1] = self._known[-1], self._known[place]
                return self._known.pop()
        return None

    def remember(self, family: Family) -> None:
        """Keep a family that may come back."""
        self._known.append(family)

    def new_family(self, day: date) -> Family:
        """One to three children first referred on `day`."""
        name = surname(self._council.rng)
        named = self._named.draw()
        if not self._unborn.draw():
            return Family([self.new_child(day, name if named else "") for _ in range(self._size.draw())])
        expected = day + timedelta(days=30 + int(self._council.rng.random() * 150))
        if expected > self._council.as_at:
            return Family([self.add_child(f"Unborn {name}", None, expected)])
        return Family([self.new_child(day, name, born=expected)])

    def new_child(self, day: date, family_name: str, born: date | None = None) -> Child:
        """One child of up to seventeen years; without a family name one with a record number only."""
        sex = self._sex.draw()
        name = child_name(self._council.rng, sex, family_name) if family_name else ""
        age = self._council.rng.random() ** 1.25 * 17.5 * 365.25
        return self.add_child(name, born or day - timedelta(days=10 + int(age)), None, sex)

    def add_child(self, name: str, born: date | None, expected: date | None, sex: str = "U", number: str = "") -> Child:
        """Add a child's row."""
        council = self._council
        pk = council.add(
            "children",
            child_id=number or record_number(len(council.tables["children"])),
            name=name,
            born=born,
            expected=expected,
            died=None,
            sex=sex,
            ethnicity=self._ethnicity.draw(),
        )
        first_name = "" if name.startswith("Unborn") else name.partition(" ")[0]
        self.children[pk] = Child(pk, first_name, born, unborn=born is None and expected is not None)
        return self.children[pk]


def record_number(place: int) -> str:
    """The record number of the child in that place: a number and, behind a hyphen, its check digit."""
    number = 10_203 + place * 3
    digits = [int(d) for d in str(number)]
    check = sum(digit * weight for digit, weight in zip(reversed(digits), range(2, 9), strict=False)) % 10
    return f"{number}-{check}"
