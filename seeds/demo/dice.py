"""The shares everything is drawn by: how long assessments take, how cases go on, who gets them."""

from __future__ import annotations

from .council import Council, Deck
from .people import DUTY, EAST, EAST_PLANS, SLIPPING, WEST, WEST_PLANS, Team

NFA = "no further action"


class Dice:
    """Every deck the courses are drawn from. Shares are per hundred families unless the numbers say otherwise."""

    def __init__(self, council: Council) -> None:
        """Shuffle the decks."""
        deck = council.deck
        self.decision_lag = deck((0, 58), (1, 36), (2, 4), (3, 2))
        self.outcome = deck((NFA, 21), ("initial assessment", 75), ("single assessment", 4))
        self.first_team = deck((DUTY, 30), (EAST, 37), (WEST, 33))
        self.start_lag = deck((0, 74), (1, 18), (2, 6), (3, 2))
        self.allocation_lag = deck((0, 60), (1, 34), (2, 5), (4, 1))
        self.seen_lag = deck((0, 12), (1, 22), (2, 22), (3, 18), (5, 20), (None, 6))
        self.submitted_lag = deck((0, 44), (1, 32), (2, 13), (3, 6), (4, 2), (7, 2), (11, 1))
        self.next_step = deck(("close", 58), ("core", 32), ("enquiry", 10))
        self.core_lag = deck((0, 62), (1, 26), (2, 12))
        self.core_basis = deck(("initial_ended", 80), ("allocation_decision", 12), ("new_information", 8))
        self.core_side = deck((EAST, 5), (WEST, 4))
        self.core_team = deck(("same", 58), (EAST_PLANS, 21), (WEST_PLANS, 21))
        self.conference = deck((9, 4), (11, 5), (12, 6), (13, 7), (14, 9), (15, 9), (17, 4), (21, 2), (None, 54))
        self.planned = deck((True, 4), (False, 1))
        self.reassigned = deck((False, 93), (True, 7))
        self.plan_team = deck((EAST_PLANS, 1), (WEST_PLANS, 1))
        self.plan_days = deck((110, 2), (190, 4), (270, 5), (340, 5), (420, 4), (560, 3), (740, 2), (900, 1))
        self.core_again = deck((60, 2), (130, 2), (220, 2), (330, 1), (99_999, 5))
        self.review_lead = deck((1, 9), (3, 15), (8, 18), (15, 12), (24, 6), (-6, 1))
        self.missed = deck((False, 7), (True, 1))
        self.booking = deck(("in time", 37), ("late", 1), ("none", 1))
        self.visit_gap = deck((5, 3), (7, 4), (8, 4), (9, 4), (10, 8), (11, 2), (13, 2), (19, 2))
        self.closing = deck((0, 20), (2, 20), (5, 18), (35, 14), (70, 14), (110, 14))
        self._durations = {
            ("initial", False): _initial(council),
            ("initial", True): _late_initial(council),
            ("core", False): _core(council),
            ("core", True): _late_core(council),
            ("single", False): _single(council),
            ("single", True): _single(council),
        }

    def duration(self, kind: str, team: Team) -> int:
        """Working days an assessment will take, by kind and by how the team is doing."""
        return self._durations[kind, team.name == SLIPPING].draw()


def _initial(council: Council) -> Deck[int]:
    in_time = ((1, 3), (2, 4), (3, 8), (4, 11), (5, 14), (6, 16), (7, 19))
    late = ((8, 4), (9, 4), (10, 3), (11, 3), (12, 3), (14, 2), (17, 2), (21, 1), (28, 2), (36, 1))
    return council.deck(*in_time, *late)


def _late_initial(council: Council) -> Deck[int]:
    in_time = ((2, 1), (3, 3), (4, 6), (5, 10), (6, 13), (7, 17))
    late = ((8, 7), (9, 6), (10, 6), (11, 6), (12, 5), (13, 5), (15, 5), (18, 4), (22, 4), (27, 3), (40, 1))
    return council.deck(*in_time, *late)


def _core(council: Council) -> Deck[int]:
    in_time = ((12, 3), (18, 6), (23, 9), (27, 12), (30, 14), (32, 14), (34, 12), (35, 12))
    return council.deck(*in_time, (36, 4), (38, 4), (41, 4), (45, 2), (52, 3), (66, 1))


def _late_core(council: Council) -> Deck[int]:
    in_time = ((20, 4), (26, 9), (30, 14), (33, 15), (35, 16))
    return council.deck(*in_time, (36, 6), (38, 7), (40, 7), (43, 6), (47, 6), (52, 5), (60, 4), (74, 2), (86, 1))


def _single(council: Council) -> Deck[int]:
    return council.deck((15, 2), (24, 4), (32, 5), (38, 6), (43, 8), (45, 6), (46, 2), (50, 2), (57, 1), (70, 1))
