"""The one error that reading a directive raises."""


class DirectiveError(ValueError):
    """The directive cannot be read; the message is Chinese and says what to do instead."""
