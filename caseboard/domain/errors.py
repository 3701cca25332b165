"""The one family of errors a person may see: each is one sentence that says what, where and what to do."""


class CaseboardError(Exception):
    """Something a person can put right. `str(error)` is the whole sentence shown; it never holds a name or a note."""


class BadInput(CaseboardError):
    """A value, filter, date or setting that cannot be used. Nothing was changed."""


class BadFile(CaseboardError):
    """A file that cannot be read as what it claims to be. Nothing was written."""


class StoreError(CaseboardError):
    """The database cannot be opened, is not ours, is damaged, or is busy."""


class Busy(StoreError):
    """Somebody else writes, backs up or restores the database, or has it open: in a moment it may be free."""


class Damaged(StoreError):
    """The database, its key file or a backup is damaged or not what it should be: a backup is the way back."""


class WrongPassphrase(StoreError):
    """The passphrase does not open the key slot, or the key file is damaged: the two look alike."""


class TooSoon(StoreError):
    """After too many wrong passphrases: no other is tried for a while."""

    def __init__(self, sentence: str, seconds: int) -> None:
        """`seconds` are still to be waited."""
        self.seconds = seconds
        super().__init__(sentence)


class NeedsPassphrase(StoreError):
    """The database is encrypted and no passphrase was given."""
