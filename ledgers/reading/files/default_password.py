"""Opens workbooks that Excel encrypts without asking: protecting a workbook uses a password that every copy knows.

The scheme is MS-OFFCRYPTO: agile (Excel 2010 and later) and standard (Excel 2007) encryption of an .xlsx package.
"""

import base64
import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from defusedxml import ElementTree

PASSWORD = "VelvetSweatshop".encode("utf-16-le")
MOST_ROUNDS = 1_000_000
SEGMENT = 4_096
_PACKAGE_KEY = "{http://schemas.microsoft.com/office/2006/keyEncryptor/password}encryptedKey"
_DATA_KEY = "{http://schemas.microsoft.com/office/2006/encryption}keyData"
_INPUT, _HASH, _KEY = (
    bytes.fromhex(text) for text in ("fea7d2763b4b9e79", "d7aa0f6d3061344e", "146e0be7abacd0d6")
)  # parts of the keys of the verifier, its hash and the key of the package
_STANDARD_ROUNDS = 50_000


def opened(container):
    """Return the .xlsx package inside a ``CompoundFile``; None if it has a password of its own, or is damaged."""
    try:
        info, package = container.stream("EncryptionInfo"), container.stream("EncryptedPackage")
        major, minor = struct.unpack_from("<HH", info)
        decrypt = _agile if (major, minor) == (4, 4) else _standard
        size = struct.unpack_from("<Q", package)[0]
        data = decrypt(info, package[8:])
        return data[:size] if data and size <= len(data) else None
    except (KeyError, ValueError, IndexError, TypeError, struct.error, ElementTree.ParseError):
        return None


def _agile(info, package):
    tree = ElementTree.fromstring(info[8:], forbid_dtd=True)
    outer, inner = tree.find(_DATA_KEY).attrib, next(tree.iter(_PACKAGE_KEY)).attrib
    name, salt = inner["hashAlgorithm"].lower().replace("-", ""), base64.b64decode(inner["saltValue"])
    secret = _hashed(name, salt, int(inner["spinCount"]))
    size = int(inner["keyBits"]) // 8

    def uncovered(part, field):
        key = _fitted(hashlib.new(name, secret + part).digest(), size)
        return _aes_cbc(key, salt, base64.b64decode(inner[field]))

    verifier = uncovered(_INPUT, "encryptedVerifierHashInput")[: int(inner["saltSize"])]
    wanted = uncovered(_HASH, "encryptedVerifierHashValue")[: int(inner["hashSize"])]
    if not hmac.compare_digest(hashlib.new(name, verifier).digest(), wanted):
        return None
    key = uncovered(_KEY, "encryptedKeyValue")[:size]
    outer_name, outer_salt = outer["hashAlgorithm"].lower().replace("-", ""), base64.b64decode(outer["saltValue"])
    block = int(outer["blockSize"])
    pieces = []
    for number, start in enumerate(range(0, len(package), SEGMENT)):
        vector = _fitted(hashlib.new(outer_name, outer_salt + struct.pack("<I", number)).digest(), block)
        pieces.append(_aes_cbc(key, vector, package[start : start + SEGMENT]))
    return b"".join(pieces)


def _hashed(name, salt, rounds):
    if rounds > MOST_ROUNDS:
        raise ValueError("too many rounds")
    digest = hashlib.new(name, salt + PASSWORD).digest()
    for number in range(rounds):
        digest = hashlib.new(name, struct.pack("<I", number) + digest).digest()
    return digest


def _fitted(digest, size):
    return digest[:size].ljust(size, b"\x36")


def _aes_cbc(key, vector, data):
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(data[: len(data) // 16 * 16]) + decryptor.finalize()


def _standard(info, package):
    header_size = struct.unpack_from("<I", info, 8)[0]
    size = struct.unpack_from("<I", info, 12 + 16)[0] // 8
    verifier = info[12 + header_size :]
    salt, covered, covered_hash = verifier[4:20], verifier[20:36], verifier[40:72]
    secret = hashlib.sha1(_hashed("sha1", salt, _STANDARD_ROUNDS) + bytes(4)).digest()  # noqa: S324 the file says so
    padded = bytes(byte ^ 0x36 for byte in secret.ljust(64, b"\0"))
    key = hashlib.sha1(padded).digest()[:size]  # noqa: S324
    expected = hashlib.sha1(_aes_ecb(key, covered)).digest()  # noqa: S324
    if not hmac.compare_digest(expected, _aes_ecb(key, covered_hash)[:20]):
        return None
    return _aes_ecb(key, package)


def _aes_ecb(key, data):
    decryptor = Cipher(algorithms.AES(key), modes.ECB()).decryptor()  # noqa: S305 the format has no other
    return decryptor.update(data[: len(data) // 16 * 16]) + decryptor.finalize()
