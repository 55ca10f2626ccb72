"""Many increasing numbers as a short text: ``1-500,503``."""


def pack(numbers):
    """Text of the increasing ``numbers``."""
    found = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ",".join(f"{first}-{last}" if first != last else str(first) for first, last in found)


def unpack(text, *, limit):
    """The numbers of a text made by ``pack``, in order.

    Raises ``ValueError`` for text that ``pack`` does not write and for more than ``limit`` numbers.
    """
    numbers = []
    for part in text.split(",") if text else []:
        first, _, last = part.partition("-")
        first, last = int(first), int(last or first)
        if len(numbers) + last - first >= limit:
            raise ValueError(f"more than {limit} numbers")
        numbers.extend(range(first, last + 1))
    return numbers
