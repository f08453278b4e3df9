"""The widgets of the paying screens, as a usual day shows them; gallery puts the frame of the app around each page."""

from math import pi, sin

from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.widgets.big_amount.big_amount import BigAmount
from app.widgets.button.button import AppButton
from app.widgets.card.card import Card
from app.widgets.label.label import Body
from app.widgets.page.page import Columns, ScrollPage
from app.widgets.pieces.counting import PieceCounter
from app.widgets.pieces.pieces import PieceGroups
from app.widgets.qr_code.qr_code import QrCode
from app.widgets.strokes.ink import bounded
from app.widgets.strokes.strokes import StrokesPad, StrokesPicture
from app.widgets.top_bar.top_bar import PageHeader
from core.domain.money import break_down


def _signature() -> list[list[int]]:
    """Loops, waves, a line below and a dot, thinned as a pad does it."""
    loops = [
        (80 + 480 * t + 50 * sin(10 * pi * t), 480 + 220 * sin(10 * pi * t + 1) * (1 - t / 2)) for t in _parts(160)
    ]
    waves = [(640 + 280 * t, 330 + 300 * abs(sin(3 * pi * t))) for t in _parts(80)]
    below = [(60 + 820 * t, 220 + 50 * sin(4 * t)) for t in _parts(40)]
    strokes = (loops, waves, below, [(700, 800)])
    return bounded([[round(value) for point in stroke for value in point] for stroke in strokes])


def _parts(number: int) -> list[float]:
    return [step / number for step in range(number + 1)]


SIGNATURE = _signature()
CODE = "https://oficina.planton.example/v1/enrol?c=7KQ2-MXHD-93PA"
COUNTED = [(20000, 2), (5000, 19), (2000, 7), (100, 12), (50, 1), (10, 43)]


def _page(title: str, subtitle: str, *parts: Widget) -> BoxLayout:
    page = BoxLayout(orientation="vertical", padding=("24dp", "12dp", "24dp", "16dp"), spacing="12dp")
    page.add_widget(PageHeader(title=title, subtitle=subtitle, has_help=False))
    for part in parts:
        page.add_widget(part)
    return page


def _card(*parts: Widget) -> Card:
    card = Card(grows=True)
    for part in parts:
        card.add_widget(part)
    return card


def pieces() -> Widget:
    """What the payee sees: the amount, the words, the notes and coins."""
    amount = BigAmount(amount="S/\u00a0277.70", words="doscientos setenta y siete con 70/100 soles", largest="72sp")
    return _page("Juana Huamán Neira", "Planilla 12 · Choco", _card(amount, PieceGroups(pieces=break_down(27770))))


def many_pieces() -> Widget:
    """Every note and coin, and more of some than are drawn."""
    return _page(
        "Bolsa de Choco", "46 personas", _card(PieceGroups(pieces=[*break_down(38880), (10000, 5), (2000, 3), (10, 4)]))
    )


def counting() -> Widget:
    return _page(
        "Arqueo de caja",
        "Rosa Mondragón · Fondo 004",
        _card(PieceCounter(pieces=COUNTED, total_text="Total en la caja", is_open=True)),
    )


def signing() -> Widget:
    pad = StrokesPad(caption="Firma de Juana Huamán Neira", clear_text="Borrar", strokes=SIGNATURE)
    kept = StrokesPicture(strokes=SIGNATURE, size_hint_y=None, height="88dp")
    button = AppButton(text="Entregado", icon="check-bold", large=True)
    return _page("Juana Huamán Neira", "Planilla 12 · Choco", pad, kept, button)


def code() -> Widget:
    page = ScrollPage()
    page.add_widget(PageHeader(title="Dar de alta una tableta", subtitle="Vale un día", has_help=False))
    columns = Columns(wide_from_dp=700)
    words = Body(text="Muestre este código a la otra tableta, a un brazo de distancia.", pos_hint={"center_y": 0.5})
    columns.add_widget(QrCode(text=CODE, side="360dp"))
    columns.add_widget(words)
    page.add_widget(columns)
    return page


PAGES = {"pieces": pieces, "many_pieces": many_pieces, "counting": counting, "signing": signing, "code": code}
