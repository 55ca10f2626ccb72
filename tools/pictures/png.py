"""Small PNG files: one byte for each pixel, which names one of 256 colours."""

import struct
import zlib
from base64 import b64decode

# Run in the browser, which can decode a PNG: the colours in use, the most frequent ones, and each pixel by its number.
COUNT_COLOURS = """async source => {
  const image = new Image();
  image.src = "data:image/png;base64," + source;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  const paper = canvas.getContext("2d");
  paper.drawImage(image, 0, 0);
  const pixels = new Uint32Array(paper.getImageData(0, 0, image.width, image.height).data.buffer);
  const uses = new Map();
  for (const pixel of pixels) uses.set(pixel, (uses.get(pixel) || 0) + 1);
  const kept = [...uses.keys()].sort((one, other) => uses.get(other) - uses.get(one)).slice(0, 256);
  const parts = pixel => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  const distance = (one, other) => one.reduce((sum, part, index) => sum + (part - other[index]) ** 2, 0);
  const palette = kept.map(parts);
  const numbers = new Map(kept.map((pixel, number) => [pixel, number]));
  for (const pixel of uses.keys()) {
    if (numbers.has(pixel)) continue;
    const distances = palette.map(colour => distance(colour, parts(pixel)));
    numbers.set(pixel, distances.indexOf(Math.min(...distances)));
  }
  let text = "";
  for (const pixel of pixels) text += String.fromCharCode(numbers.get(pixel));
  return { width: image.width, height: image.height, palette: palette.flat(), pixels: btoa(text) };
}"""


def encoded(width, height, palette, pixels):
    """Return the PNG of ``pixels`` (base64, one byte each, row by row) in the colours of ``palette`` (r, g, b, …)."""
    numbers = b64decode(pixels)
    rows = b"".join(b"\0" + numbers[start : start + width] for start in range(0, width * height, width))
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(palette)),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
