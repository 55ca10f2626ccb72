"""The four numbers of a figure."""

from dataclasses import dataclass, replace
from decimal import Decimal


@dataclass(frozen=True)
class Counts:
    """The value of an indicator: elements that are met, all of them, those nobody knows about, and waiting records.

    Records that wait for confirmation are never counted. With a population that has an amount the first three are sums.
    """

    numerator: Decimal | int = 0
    denominator: Decimal | int = 0
    unknown: Decimal | int = 0
    waiting: int = 0

    NAMES = ("numerator", "denominator", "unknown", "waiting")

    def __add__(self, other):
        return Counts(
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            self.unknown + other.unknown,
            self.waiting + other.waiting,
        )

    def __bool__(self):
        return bool(self.numerator or self.denominator or self.unknown or self.waiting)

    @property
    def not_met(self):
        return self.denominator - self.numerator - self.unknown

    def is_other_value(self, other):
        """Whether the figure differs from ``other``; records that wait do not change a figure."""
        return replace(self, waiting=0) != replace(other, waiting=0)

    def as_json(self):
        """The four numbers by name; sums that are not whole have their decimals."""
        return {name: number if isinstance(number, int) else float(number) for name, number in self.by_name().items()}

    def by_name(self):
        return {name: getattr(self, name) for name in Counts.NAMES}

    @classmethod
    def of(cls, numbers):
        """The counts of the four numbers of a row of a database."""
        return cls(*map(_number, numbers))


NOTHING = Counts()


def _number(value):
    """Return a count as ``int``, and a sum as ``int`` or with its decimals: SQLite sums decimals as floats."""
    if isinstance(value, int):
        return value
    amount = value if isinstance(value, Decimal) else round(Decimal(str(value)), 2)
    return int(amount) if amount == int(amount) else amount
