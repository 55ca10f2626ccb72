"""Write increasing numbers as a short text of ranges: ``1-500,503``."""


def pack(numbers):
    """Return the text for the increasing ``numbers``."""
    ranges = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ",".join(f"{first}-{last}" if first != last else str(first) for first, last in ranges)


def unpack(text, *, limit):
    """Return the numbers of a text made by ``pack``, in order.

    Raises ``ValueError`` for any other text and for more than ``limit`` numbers.
    """
    numbers = []
    for part in text.split(",") if text else []:
        first, _, last = part.partition("-")
        first, last = int(first), int(last or first)
        if len(numbers) + last - first >= limit:
            raise ValueError(f"more than {limit} numbers")
        numbers.extend(range(first, last + 1))
    return numbers
