"""Streams of a compound file (OLE2), the container of .xls, .et and of encrypted .xlsx files.

The package olefile does not serve for files of strangers: it compares each directory entry with all others (a file
of 5 MB keeps it busy for most of a minute) and walks the directory recursively. Here all work is linear in the size
of the file, and the directory is read entry by entry, so that a damaged tree of names does no harm.
"""

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END, FREE = 0xFFFFFFFE, 0xFFFFFFFF
DIRECTORY_ENTRY = 128
STORAGE, STREAM, ROOT = 1, 2, 5


class DamagedError(ValueError):
    """The container contradicts itself."""


class CompoundFile:
    """Read-only view of a compound file.

    Chains that loop or leave the file raise ``DamagedError``, also those that only the native reader follows, which
    would go round until the memory ends.
    """

    def __init__(self, data):
        if len(data) < 512 or not data.startswith(MAGIC):
            raise DamagedError("no compound file")
        self.data = data
        self.sector = 1 << struct.unpack_from("<H", data, 30)[0]
        self.mini_sector = 1 << struct.unpack_from("<H", data, 32)[0]
        if self.sector not in (512, 4096) or self.mini_sector > self.sector:
            raise DamagedError("sector size")
        directory_start, self.mini_cutoff, mini_fat_start, mini_fat_count = struct.unpack_from("<I4xIII", data, 48)
        self.fat = self._read_fat()
        self.entries = self._read_directory(directory_start)
        root_start = next((start for kind, start, _size in self.entries.values() if kind == ROOT), END)
        self.mini_stream = self._joined(root_start)
        mini_fat = self._joined(mini_fat_start) if mini_fat_count else b""
        self.mini_fat = struct.unpack(f"<{len(mini_fat) // 4}I", mini_fat)

    def _read_fat(self):
        """The next sector of each sector; no more of them than the file has, whatever the header says."""
        per_sector = self.sector // 4
        needed = len(self.data) // (self.sector * per_sector) + 1
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        next_difat, seen = struct.unpack_from("<I", self.data, 68)[0], set()
        while next_difat < FREE - 5:
            if next_difat in seen:
                raise DamagedError("broken chain")
            seen.add(next_difat)
            numbers = struct.unpack(f"<{per_sector}I", self._sector(next_difat))
            sectors += numbers[:-1] if len(sectors) < needed else ()
            next_difat = numbers[-1]
        fat = []
        for number in sectors[:needed]:
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

    def _joined(self, start):
        return b"".join(self._sector(number) for number in self._chain(start, self.fat))

    def _read_directory(self, start):
        raw = self._joined(start)
        entries = {}
        for offset in range(0, len(raw), DIRECTORY_ENTRY):
            entry = raw[offset : offset + DIRECTORY_ENTRY]
            length = struct.unpack_from("<H", entry, 64)[0]
            if entry[66] in (STORAGE, STREAM, ROOT) and 2 <= length <= 64:
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
            return self._joined(start)[:size]
        step, chain = self.mini_sector, self._chain(start, self.mini_fat)
        return b"".join(self.mini_stream[number * step : (number + 1) * step] for number in chain)[:size]
