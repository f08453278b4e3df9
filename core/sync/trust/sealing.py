"""Sealing a file so that one reader alone can open it: X25519, HKDF-SHA256 and ChaCha20-Poly1305.

Each seal has a key pair of its own, thrown away at once, so that its key and nonce are used for one file. Where the
sender's lasting key goes in as well, only that sender can have made the seal. `bound` stands outside, readable and
unchangeable.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.domain.calendar import local_day
from core.domain.sealing import SealingKey
from core.usecases.office.opening import has_begun, state_facts
from core.usecases.own_log import OFFICE_AUTHOR, Statement
from core.usecases.ports import Clock, Session, Store
from core.usecases.sealing import sealing_key_in_force

KEY_BYTES = 32
_NONCE_BYTES = 12
_PURPOSE = b"planton-seal/1\n"
_NOTE = "sealing_key"


class NotOpened(ValueError):
    """The seal is not for this key, or something of it has changed."""


def new_key() -> bytes:
    """A raw private key."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_half(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(data: bytes, reader: bytes, bound: bytes, sender: bytes = b"") -> bytes:
    """The data for the holder of `reader`'s private half, from the holder of the private key `sender` if it is given.

    Raises ValueError for what is no key.
    """
    passing = X25519PrivateKey.generate()
    public = passing.public_key().public_bytes_raw()
    shared = _agreed(passing, reader)
    if sender:
        shared += _agreed(X25519PrivateKey.from_private_bytes(sender), reader)
    cipher, nonce = _cipher(shared, public + reader, bound)
    return public + cipher.encrypt(nonce, data, bound)


def unseal(sealed: bytes, private: bytes, bound: bytes, sender: bytes = b"") -> bytes:
    """What was sealed for this key, from the holder of the public key `sender` if it is given. Raises NotOpened."""
    public, hidden = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    try:
        own = X25519PrivateKey.from_private_bytes(private)
        shared = _agreed(own, public) + (_agreed(own, sender) if sender else b"")
        cipher, nonce = _cipher(shared, public + own.public_key().public_bytes_raw(), bound)
        return cipher.decrypt(nonce, hidden, bound)
    except (InvalidTag, ValueError) as error:
        raise NotOpened("not for this key, or changed") from error


def own_sealing_key(session: Session) -> bytes:
    """Server: the private key that tablets seal to; empty where there is none yet."""
    return session.note(_NOTE) or b""


def state_sealing_key(store: Store, clock: Clock, office_origin: str) -> bool:
    """Server: have a key, and let the feed say so: stated where it does not, or where another one was said last. A
    programme that nobody has opened yet has no office to state it. Whether it was stated now.
    """
    with store.writing() as session:
        session.origin(office_origin, lock=True)
        if not has_begun(session):
            return False
        private = own_sealing_key(session) or new_key()
        public = public_half(private)
        session.put_note(_NOTE, private)
        if sealing_key_in_force(session) == public:
            return False
    now = clock.now_ms()
    state_facts(store, office_origin, [Statement(SealingKey(public.hex()), local_day(now), OFFICE_AUTHOR, now)])
    return True


def _agreed(own: X25519PrivateKey, public: bytes) -> bytes:
    return own.exchange(X25519PublicKey.from_public_bytes(public))


def _cipher(shared: bytes, keys: bytes, bound: bytes) -> tuple[ChaCha20Poly1305, bytes]:
    length = KEY_BYTES + _NONCE_BYTES
    derived = HKDF(algorithm=SHA256(), length=length, salt=None, info=_PURPOSE + keys + bound).derive(shared)
    return ChaCha20Poly1305(derived[:KEY_BYTES]), derived[KEY_BYTES:]
