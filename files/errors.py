class FileError(Exception):
    """A file or text that cannot be used at all.

    ``code`` is for programs. ``message`` is for people, in Chinese: what is wrong, why, and what to do about it.
    """

    def __init__(self, code, message):
        super().__init__(str(message))
        self.code = code
        self.message = str(message)

    def __reduce__(self):
        return type(self), (self.code, self.message)
