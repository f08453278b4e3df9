"""Every mistake that somebody can type is one sentence, and nothing has changed afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.server.commanding import (
    BOSS,
    BY,
    COUNTER,
    CUT_OFF,
    WHY,
    terminal,
)
from tests.sample import copied_server
from tools.sample import SampleServer

PAY = ("payout", "enter", "--sheet", "1", "--payee", "CHO-001")
SALE = (
    "carbon-sale", "--buyer", "Cafédirect", "--tonnes", "463", "--gross", "5000.00", "--currency", "GBP", "--rate",
    "2014-12-01", "--upstream", "CAFE", "--adaptation", "ADAPT", "--document", "F-9", *BY,
)  # fmt: skip
MISTAKES: tuple[tuple[tuple[str, ...], str], ...] = (
    # Who, what and which
    (("sheet", "lock", "draft"), "Falta decir: --as"),
    (("sheet", "lock", "draft", "--as", "X99"), "No hay un usuario con el código X99. Hay estos: C01"),
    (("sheet", "lock", "draft", "--as", "T01"), "es tarea de administrador/a, aprobador/a, coordinador/a"),
    (("sheet", "approve", "1", *BY), "es tarea de administrador/a, aprobador/a"),
    (("sheet", "fly"), "no puede ser 'fly'"),
    (("planilla",), "no puede ser 'planilla'"),
    (("sheet", "list", "--loud"), "No se entiende: --loud"),
    (("sheet", "show"), "Falta decir: PLANILLA"),
    (("sheet", "show", "99"), "No hay una planilla 99 en este programa. Hay estas: 1"),
    (("sheet", "show", "QOZO7D-1"), "No hay una planilla QOZO7D-1"),
    (("sheet", "show", "1' OR 1=1"), "No hay una planilla"),
    (("sheet", "show", "1", "--payee", "SCR-010"), "No está en la planilla 1"),
    (("sheet", "list", "--programme", "OTRO"), "El programa OTRO está vacío aquí"),
    (("approve", "QOZO7D-1"), "--as"),
    (("approve", "QOZO7D-1", *BOSS), "no espera ninguna aprobación"),
    (("approve", "nada", *BOSS), "No hay un registro nada"),
    (("setting", "largest_piece_centimos", "1000"), "--as"),
    # Drafts
    (("sheet", "draft", "--cut-off", "2014-13-40", "--fund", "CAFE", "--committee", "SCR", *BY), "no es un día"),
    (("sheet", "draft", "--cut-off", "2014-12-04", "--fund", "CAFE", "--committee", "SCR", *BY), "todavía no llega"),
    (("sheet", "draft", *CUT_OFF, "--fund", "NADA", "--committee", "SCR", *BY), "No hay un fondo con el código NADA"),
    (("sheet", "draft", *CUT_OFF, "--fund", "CAFE", "--committee", "XXX", *BY), "No hay un comité con el código XXX"),
    (("sheet", "draft", *CUT_OFF, "--fund", "CAFE", "--committee", "AMA", *BY), "Ya hay un borrador"),
    (
        ("sheet", "draft", *CUT_OFF, "--fund", "CAFE", "--committee", "SCR", "--leave-out", "CHO-0001", *BY),
        "No hay un integrante ni un comité con el código CHO-0001. Hay estos: CHO-0",
    ),
    (("sheet", "change", "draft", *BY), "No cambió nada"),
    (("sheet", "change", "draft", "--cut-off", "2014-12-24", *BY), "todavía no llega"),
    (("sheet", "change", "draft", "--committee", "QQQ", *BY), "No hay un comité"),
    (("sheet", "change", "1", "--fund", "ADAPT", *BY), "Solo un borrador"),
    (("sheet", "abandon", "1", *BY), "Solo un borrador"),
    # Steps out of order
    (("sheet", "lock", "1", *BY), "asignada"),
    (("sheet", "reopen", "1", "--reason", "other", *BY), "asignada"),
    (("sheet", "reopen", "1", "--reason", "porque sí", *BY), "no puede ser 'porque sí'"),
    (("sheet", "approve", "draft", *BOSS), "todavía es un borrador"),
    (("sheet", "approve", "1", *BOSS), "asignada"),
    (("sheet", "assign", "draft", "--to", "choco", *BY), "todavía es un borrador"),
    (("sheet", "assign", "1", "--to", "choco", *BY), "no queda ninguna línea por asignar"),
    (("sheet", "assign", "1", "--to", "choco", "--payee", "CAJ-001", *BY), "ya la tiene cajas"),
    (("sheet", "assign", "1", "--to", "choco", "--payee", "SCR-010", *BY), "No está en la planilla 1"),
    (("sheet", "assign", "1", "--to", "choco", "--payee", "CHO-001", *BY), "ya la tiene la oficina"),
    (("sheet", "reassign", "1", "--to", "choco", "--from", "cajas", "--reason", "other", *BY), "no atiende a Comité"),
    (("sheet", "assign", "1", "--to", "Tablet 9", *BY), "No hay una tableta Tablet 9. Hay estas: "),
    (("sheet", "assign", "1", "--to", "choco", "--pay-until", "2014-12-02", "--committee", "CHO", *BY), "asignar"),
    (
        ("sheet", "reassign", "1", "--to", "office", "--pay-until", "2014-12-02", "--reason", "other", *BY),
        "El plazo para pagar, 2014-12-02, ya pasó",
    ),
    (("sheet", "reassign", "1", "--to", "office", *BY), "Falta decir: --reason"),
    (("sheet", "settle", "1", *BY), "sin pagar en manos de"),
    (("sheet", "settle", "draft", *BY), "todavía es un borrador"),
    (("sheet", "close", "1", "--filed", "Archivador 1", *BY), "asignada"),
    (("sheet", "close", "1", "--filed", "  ", *BY), "quedó vacío"),
    (("sheet", "close", "1", "--filed", "x" * 301, *BY), "hasta 300 letras"),
    (("sheet", "close", "1", "--filed", "a\udcffb", *BY), "no se pueden guardar"),
    # Paying
    ((*PAY, "--amount", "doce", *COUNTER), "no es un monto"),
    ((*PAY, "--amount", "0", *COUNTER), "mayor que cero"),
    ((*PAY, "--amount", "-5.00", *COUNTER), "mayor que cero"),
    ((*PAY, "--amount", "99,999,999.00", *COUNTER), "demasiado grande"),
    ((*PAY, "--amount", "5.05", *COUNTER), "la moneda más chica"),
    ((*PAY, "--amount", "500", *COUNTER), "no se puede pagar más"),
    ((*PAY, "--amount", "5", "--way", "cash", *BY), "de qué caja"),
    ((*PAY, "--amount", "5", "--technician", "T02", *BY), "T02 no tiene ningún fondo por rendir abierto"),
    ((*PAY, "--amount", "5", "--technician", "T01", "--trip", "QOZO7D-1", *BY), "No hay un fondo por rendir QOZO7D-1"),
    ((*PAY, "--amount", "5", "--technician", "T01", *COUNTER), "no sale de la caja de nadie"),
    ((*PAY, "--amount", "5", "--way", "yape", *BY), "número de operación"),
    ((*PAY, "--amount", "5", "--way", "paypal", *BY), "no puede ser 'paypal'"),
    ((*PAY, "--amount", "5", "--witness", "CHO-001", *COUNTER), "El testigo no puede ser"),
    ((*PAY, "--amount", "5", "--proxy", "CHO-001", "--proxy-reason", "ill", *COUNTER), "la misma persona"),
    ((*PAY, "--amount", "5", "--proxy", "CHO-002", *COUNTER), "por qué cobra otra persona"),
    ((*PAY, "--amount", "5", "--proxy-reason", "ill", *COUNTER), "--proxy"),
    ((*PAY, "--amount", "5", "--day", "2014-12-25", *COUNTER), "todavía no llega"),
    (("payout", "enter", "--sheet", "1", "--payee", "SCR-010", "--amount", "5", *COUNTER), "No está en la planilla 1"),
    (("payout", "enter", "--sheet", "draft", "--payee", "AMA-007", "--amount", "5", *COUNTER), "borrador"),
    (("payout", "void", "1/CHO-001", "--reason", "undone", *BY), "no puede ser 'undone'"),
    (("payout", "void", "1/CHO-001", "--reason", "other", *BY), "no tiene ningún pago"),
    (("payout", "void", "QOZO7D-1", "--reason", "other", *BY), "No hay un pago QOZO7D-1"),
    (("suspense", "decide", "QOZO7D-1", "loss", *WHY, *BY), "No hay un pago QOZO7D-1"),
    (("suspense", "decide", "QOZO7D-1", "gift", *WHY, *BY), "no puede ser 'gift'"),
    (("recovery", "decide", "CHO-001", "QOZO7D-1", "waive", *WHY, *BY), "no hay nada por recuperar"),
    (("suspense", "decide", "QOZO7D-1", "loss", *BY), "Falta decir: --note"),
    (("recovery", "decide", "CHO-001", "QOZO7D-1", "waive", *BY), "Falta decir: --note"),
    (("recovery", "decide", "CHO-001", "QOZO7D-1", "waive", "--note", " ", *BY), "Falta decir por qué"),
    (("distribution", "QOZO7D-1", "--share", "CHO-001=5", "--officer", "CHO-001", "--document", "A", *BY), "un pago"),
    (("void", "QOZO7D-999999", "--reason", "other", *BY), "No hay un registro"),
    (("void", "QOZO7D-1", "--reason", "other", *BY), "no se anula"),
    # Cash
    (("advance", "--technician", "T01", "--document", "R", *BY), "Diga cuánto se entrega"),
    (("advance", "--technician", "T01", "--amount", "10.05", "--document", "R", *BY), "la moneda más chica"),
    (("advance", "--technician", "T01", "--amount", "10", "--pieces", "20x1", "--document", "R", *BY), "suman"),
    (("advance", "--technician", "T01", "--pieces", "3x1", "--document", "R", *BY), "«3x1» no dice billetes"),
    (("advance", "--technician", "T01", "--amount", "10", "--document", " ", *BY), "quedó vacío"),
    (("advance", "--technician", "CHO-001", "--amount", "10", "--document", "R", *BY), "No hay un usuario"),
    (("advance", "--technician", "T01", "--amount", "10", "--document", "R", "--day", "2014-12-31", *BY), "no llega"),
    (("cash-return", "--technician", "T01", "--amount", "500.10", "--document", "D", *BY), "En la caja hay S/ 500.00"),
    (("cash-return", "--technician", "T01", "--amount", "1.05", "--document", "D", *BY), "la moneda más chica"),
    (("cash-return", "--technician", "T02", "--amount", "1", "--document", "D", *BY), "ningún fondo por rendir"),
    (("cash-count", "--technician", "T01", *BY), "Falta decir: --pieces"),
    (("expense", "--technician", "T01", "--amount", "5", "--category", "beer", "--voucher", "1", *BY), "'beer'"),
    (("expense", "--technician", "T01", "--amount", "5", "--category", "mule", *BY), "Falta decir: --voucher"),
    (("expense", "--technician", "T01", "--amount", "501", "--category", "mule", "--voucher", "1", *BY), "no alcanza"),
    (("hand-over", "--from", "T01", "--to", "T01", "--amount", "5", *BY), "a otra persona"),
    (("hand-over", "--from", "T01", "--to", "T02", "--amount", "5", *BY), "T02 no tiene ningún fondo"),
    (("difference", "--technician", "T01", "--amount", "0", "--explained", "owed", *BY), "No hay diferencia"),
    (("difference", "--technician", "T01", "--amount", "-5", "--explained", "robbery", *BY), "denuncia policial"),
    (
        ("difference", "--technician", "T01", "--amount", "-5", "--explained", "robbery", "--document", "D", *BY),
        "mayor que cero",
    ),
    (
        ("difference", "--technician", "T01", "--amount", "500.01", "--explained", "difference", *BY),
        "En la caja hay S/ 500.00",
    ),
    (("repaid", "--technician", "T01", "--amount", "5", "--document", "R", *BY), "Solo debe S/ 0.00"),
    (("trip", "settle", "T01", "--keep", "499", *BY), "cuadrar al céntimo"),
    (("trip", "settle", "T01", "--keep", "-1", *BY), "no puede ser negativo"),
    (("trip", "show", "QOZO7D-1"), "No hay un usuario con el código QOZO7D-1"),
    # Funds, rates and the books
    (("fund", "add", "cafe", "--name", "x", "--funder", "y", *BY), "Ya hay un fondo con el código cafe"),
    (("fund", "add", "dos palabras", "--name", "x", "--funder", "y", *BY), "una sola palabra"),
    (("grant", "--fund", "CAFE", "--amount", "1e3", "--document", "x", *BY), "no es un monto"),
    (
        ("grant", "--fund", "CAFE", "--amount", "50", "--document", "x", "--day", "1014-12-01", *BY),
        "anterior al programa, que empezó el 2013-04-15",
    ),
    (
        ("exchange-rate", "--currency", "EUR", "--rate", "4", "--day", "2014-12-01", "--source", "x", *BY),
        "no puede ser 'EUR'",
    ),
    (
        ("exchange-rate", "--currency", "GBP", "--rate", "4,9", "--day", "2014-12-02", "--source", "x", *BY),
        "no es un tipo de cambio",
    ),
    (
        ("exchange-rate", "--currency", "GBP", "--rate", "0", "--day", "2014-12-02", "--source", "x", *BY),
        "no es un tipo de cambio",
    ),
    (
        ("exchange-rate", "--currency", "GBP", "--rate", "5", "--day", "2014-12-01", "--source", "x", *BY),
        "Ya hay un tipo de cambio",
    ),
    (
        ("exchange-rate", "--currency", "GBP", "--rate", "5", "--day", "2014-12-09", "--source", "x", *BY),
        "todavía no llega",
    ),
    ((*SALE, "--rate", "2014-11-30"), "No hay un tipo de cambio 2014-11-30. Hay estos: GBP 2014-12-01"),
    ((*SALE, "--currency", "USD"), "No hay un tipo de cambio 2014-12-01"),
    ((*SALE, "--adaptation", "CAFE"), "tiene que ser otro"),
    ((*SALE, "--fees", "4500.01"), "90 por ciento"),
    ((*SALE, "--gross", "S/ 5000"), "en soles"),
    ((*SALE, "--tonnes", "0"), "no es una cantidad"),
    (("month", "close", "2014-12", *BY), "todavía no termina"),
    (("month", "close", "diciembre", *BY), "no es un mes"),
    (("setting", "luck", "7", *BY), "No existe «luck»"),
    (("setting", "largest_piece_centimos", "3000", *BY), "es un billete o una moneda"),
    (("setting", "recovery_percent", "101", *BY), "va de 0 a 100"),
    (("setting", "payee_is_committee", "2", *BY), "va de 0 a 1"),
    (("setting", "pay_until_days", "99999999", *BY), "va de 0 a 3,650"),
    (("setting", "pay_until_days", "-3", *BY), "no es un número entero"),
    (("setting", "pay_until_days", "10", "--from", "2014-12-02", *BY), "lo ya calculado no cambia"),
    (("wording", "greeting", "hola", *BY), "No existe «greeting»"),
    (("rate", "tree_planted", "0.60", "--from", "2014-12-01", *BY), "2014-12-01"),
    (("rate", "tree_planted", "0.60", "--from", "2014-12-09", "--until", "2014-12-08", *BY), "2014-12-08"),
    (("rate", "tree_planted", "0.60", "--species", "ROBLE", *BY), "No hay una especie con el código ROBLE"),
    (("statement", "ZZZ"), "No hay un integrante, comité ni técnico con el código ZZZ"),
    (("totals", "--by", "colour"), "no puede ser 'colour'"),
    (("export", "ledger", "--format", "excel", "--out", "x"), "no puede ser 'excel'"),
    (("export", "ledger", "--format", "csv", "--out", "/no/such/folder/x"), "No se pudo escribir /no/such/folder/x"),
    (("export", "ledger", "--format", "csv", "--out", "."), "No se pudo escribir"),
    (
        ("export", "ledger", "--format", "csv", "--out", "x", "--from", "2014-12-02", "--to", "2014-12-01"),
        "Cambie --from y --to",
    ),
    (("export", "ledger", "--format", "csv", "--out", "x", "--to", "2001-01-01"), "No hay nada asentado"),
    (("export", "voucher", "--month", "2014-00", "--out", "x"), "no es un mes"),
    (("export", "voucher", "--month", "2001-01", "--out", "x"), "No hay nada asentado"),
    (("export", "voucher", "--month", "9999-12", "--out", "x"), "No hay nada asentado"),
    (("sheet", "print", "1", "--out", "a.pdf", "--stubs", "a.pdf"), "no caben en el mismo archivo"),
)


@pytest.fixture(scope="module")
def untouched(payday: Path, tmp_path_factory: pytest.TempPathFactory) -> SampleServer:
    """The office on which mistakes are made. Nothing is ever written, so one is enough for all."""
    server = copied_server(payday, tmp_path_factory.mktemp("untouched"))
    server.store.engine.dispose()
    return server


@pytest.mark.parametrize(("arguments", "words"), MISTAKES, ids=[" ".join(typed)[:90] for typed, _ in MISTAKES])
def test_mistakes_are_sentences_and_change_nothing(
    arguments: tuple[str, ...],
    words: str,
    untouched: SampleServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = size(untouched)
    assert words in terminal(untouched, capsys, monkeypatch).refused(*arguments)
    assert size(untouched) == before
    assert list(tmp_path.iterdir()) == []


def size(server: SampleServer) -> int:
    """How many records the office has."""
    with server.store.reading() as session:
        number = session.feed_size()
    server.store.engine.dispose()
    return number
