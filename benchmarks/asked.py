"""What is asked of a measured number, printed beside it: reached or not reached."""


def asked(title, value, limit, *, at_least=False, unit=""):
    """Print ``value`` with what is asked of it: at most ``limit``, or at least."""
    is_reached = value >= limit if at_least else value <= limit
    word = "at least" if at_least else "at most"
    verdict = "reached" if is_reached else "not reached"
    print(f"  {title:<52} {value:8,.2f}{unit}   asked: {word} {limit:g}{unit}   {verdict}", flush=True)
