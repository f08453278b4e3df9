"""The verifier's tree and chain, by the vectors with which RFC 6962 is usually tested, and notes by real keys."""

import base64
import hashlib
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from core.domain import merkle
from verifier.notes import Note, epoch_message, is_epoch_signed, is_plausible_epoch
from verifier.trees import Tree, chain_start, origin_of_key

LEAVES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def key_of(seed: str) -> tuple[Ed25519PrivateKey, bytes]:
    private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(seed.encode()).digest())
    return private, private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def test_the_known_roots() -> None:
    tree = Tree()
    roots = [tree.root().hex()]
    for leaf in LEAVES:
        tree.add(leaf)
        roots.append(tree.root().hex())
    assert roots == ROOTS


@given(st.lists(st.binary(max_size=4), max_size=80))
def test_the_root_is_the_programs(leaves: list[bytes]) -> None:
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    assert (tree.size, tree.root()) == (len(leaves), merkle.root(merkle.grow(merkle.Tree(), leaves)))


def test_the_example_of_the_rule_book() -> None:
    assert origin_of_key(bytes(32)) == "MZUHVL"
    assert chain_start("PIURA", bytes(32)) == hashlib.sha256(b"planton/1\nPIURA\n" + bytes(32)).digest()


def note_text(seed: str, *, name: str = "", size: int = 5, root: bytes = bytes(32)) -> str:
    private, public = key_of(seed)
    name = name or f"planton/PIURA/{origin_of_key(public)}"
    text = f"{name}\n{size}\n{base64.b64encode(root).decode()}\n"
    mark = hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]
    return f"{text}\n— {name} {base64.b64encode(mark + private.sign(text.encode())).decode()}\n"


def test_a_note_is_taken_apart_and_its_signature_looked_at() -> None:
    _, public = key_of("office")
    note = Note(note_text("office", root=b"\x07" * 32))
    assert (note.wrong, note.signer, note.size, note.root) == ("", origin_of_key(public), 5, b"\x07" * 32)
    assert note.is_signed_by(public)
    assert not note.is_signed_by(key_of("another")[1])


def test_a_second_signature_does_no_harm() -> None:
    text = note_text("office")
    other = "— witness " + base64.b64encode(bytes(68)).decode() + "\n"
    assert Note(text + other).is_signed_by(key_of("office")[1])


@pytest.mark.parametrize(
    ("old", "new"),
    [("\n5\n", "\n6\n"), ("\n5\n", "\n05\n"), ("planton/", "plantan/"), ("AAAA", "BAAA"), ("— ", "- "), ("\n\n", "\n")],
)
def test_a_note_that_was_changed_is_not_signed(old: str, new: str) -> None:
    note = Note(note_text("office").replace(old, new, 1))
    assert note.wrong or not note.is_signed_by(key_of("office")[1])


def epoch(**changes: object) -> dict[str, object]:
    before, before_key = key_of("office")
    _, public = key_of("next")
    body: dict[str, object] = {
        "before": origin_of_key(before_key), "before_key": before_key.hex(), "public_key": public.hex(), "size": 7,
        "root": "ab" * 32,
    }  # fmt: skip
    body["signature"] = before.sign(epoch_message("PIURA", body)).hex()
    return {**body, **changes}


def test_an_epoch_is_signed_by_the_server_before() -> None:
    origin = origin_of_key(key_of("next")[1])
    assert is_plausible_epoch(origin, epoch())
    assert is_epoch_signed("PIURA", epoch())
    assert not is_epoch_signed("PIURA", epoch(size=8))
    assert not is_epoch_signed("OTHER", epoch())
    assert not is_plausible_epoch("MZUHVL", epoch())
    assert not is_plausible_epoch(origin, epoch(before="MZUHVL"))
    assert not is_plausible_epoch(origin, epoch(signature="00"))
    assert not is_plausible_epoch(origin, epoch(root="AB" * 32))


def test_signatures_are_looked_at_with_nothing_but_python(monkeypatch: pytest.MonkeyPatch) -> None:
    from verifier.curve import verify_signature, verify_slowly

    private, public = key_of("slow")
    signature = private.sign(b"message")
    assert verify_slowly(public, b"message", signature)
    assert not verify_slowly(public, b"massage", signature)
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    assert verify_signature(public, b"message", signature)
    assert not verify_signature(key_of("other")[1], b"message", signature)
