"""Streams of a compound file (OLE2), the container of .xls, .et and of encrypted .xlsx files."""

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END, FREE = 0xFFFFFFFE, 0xFFFFFFFF
DIRECTORY_ENTRY = 128


class DamagedError(ValueError):
    """The container contradicts itself."""


class CompoundFile:
    """Read-only view of a compound file; chains that loop or leave the file raise ``DamagedError``."""

    def __init__(self, data):
        if len(data) < 512 or not data.startswith(MAGIC):
            raise DamagedError("no compound file")
        self.data = data
        self.sector = 1 << struct.unpack_from("<H", data, 30)[0]
        self.mini_sector = 1 << struct.unpack_from("<H", data, 32)[0]
        if self.sector not in (512, 4096) or self.mini_sector > self.sector:
            raise DamagedError("sector size")
        self.directory_start, self.mini_cutoff, self.mini_fat_start = struct.unpack_from("<I4xII", data, 48)
        self.fat = self._read_fat()
        self.entries = self._read_directory()

    def _read_fat(self):
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        next_difat, count = struct.unpack_from("<II", self.data, 68)
        per_sector = self.sector // 4
        for _ in range(min(count, len(self.data) // self.sector)):
            if next_difat >= FREE - 5:
                break
            numbers = struct.unpack(f"<{per_sector}I", self._sector(next_difat))
            sectors += numbers[:-1]
            next_difat = numbers[-1]
        fat = []
        for number in sectors:
            if number < FREE - 5 and (number + 2) * self.sector <= len(self.data) + self.sector:
                fat += struct.unpack(f"<{per_sector}I", self._sector(number))
        return fat

    def _sector(self, number):
        start = (number + 1) * self.sector
        found = self.data[start : start + self.sector]
        if not found:
            raise DamagedError("sector beyond the end")
        return found.ljust(self.sector, b"\0")

    def _chain(self, start, table):
        seen = 0
        while start < FREE - 5:
            if start >= len(table) or seen > len(table):
                raise DamagedError("broken chain")
            yield start
            seen += 1
            start = table[start]

    def _read_directory(self):
        raw = b"".join(self._sector(number) for number in self._chain(self.directory_start, self.fat))
        entries = {}
        for offset in range(0, len(raw), DIRECTORY_ENTRY):
            entry = raw[offset : offset + DIRECTORY_ENTRY]
            length = struct.unpack_from("<H", entry, 64)[0]
            if entry[66] in (1, 2, 5) and 2 <= length <= 64:
                name = entry[: length - 2].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", entry, 116)
                entries.setdefault(name, (entry[66], start, size))
        return entries

    def __contains__(self, name):
        return name in self.entries

    def stream(self, name):
        """The bytes of a stream; KeyError if there is none of that name."""
        _kind, start, size = self.entries[name]
        if size >= self.mini_cutoff:
            return b"".join(self._sector(number) for number in self._chain(start, self.fat))[:size]
        root_start = next((entry[1] for entry in self.entries.values() if entry[0] == 5), END)
        mini = b"".join(self._sector(number) for number in self._chain(root_start, self.fat))
        raw = b"".join(self._sector(number) for number in self._chain(self.mini_fat_start, self.fat))
        table = struct.unpack(f"<{len(raw) // 4}I", raw)
        step = self.mini_sector
        return b"".join(mini[number * step : (number + 1) * step] for number in self._chain(start, table))[:size]
