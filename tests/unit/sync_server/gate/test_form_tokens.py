"""A form's token, which is written in other signs on every page."""

from sync_server.gate.form_tokens import is_token, written

TOKEN = "vW4x-9_pQ"


def test_it_is_never_written_the_same_way_and_always_known() -> None:
    pages = [written(TOKEN) for _ in range(100)]
    assert len(set(pages)) == len(pages)
    assert all(is_token(page, TOKEN) for page in pages)
    assert not any(TOKEN in page or TOKEN.encode().hex() in page for page in pages)


def test_what_no_page_has_written_is_none() -> None:
    other, cut = written("vW4x-9_pR"), written(TOKEN)[:-2]
    for given in ("", TOKEN, TOKEN.encode().hex(), other, cut, "ñ", "0", "00" * 2 * len(TOKEN)):
        assert not is_token(given, TOKEN)


def test_where_there_is_no_token_nothing_is_one() -> None:
    assert not any(is_token(given, "") for given in ("", written(""), "00"))
