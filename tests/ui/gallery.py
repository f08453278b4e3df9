"""Widgets with the words and figures of a usual day, for the tests of widgets."""

from datetime import date
from math import pi, sin

from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.text.formats import long_date
from app.text.money_parts import MoneyParts
from app.widgets.button.button import AppButton
from app.widgets.card.card import Card
from app.widgets.chip.chip import Chip
from app.widgets.date_field.date_field import DateField
from app.widgets.label.label import Figure, IconLabel, Muted
from app.widgets.money_parts.money_parts import MoneyThreeParts
from app.widgets.notice.notice import Notice
from app.widgets.page.page import Columns, ScrollPage, Shell
from app.widgets.person_row.rows import ABSENT, FULL, HALF, PersonRow, initials
from app.widgets.progress_line.progress_line import ProgressLine
from app.widgets.record_row.record_row import RecordList
from app.widgets.record_row.rows import RecordRow
from app.widgets.segmented.segmented import Segmented
from app.widgets.strokes.ink import bounded
from app.widgets.text_field.text_field import TextField
from app.widgets.top_bar.top_bar import PageHeader, TopBar

ITEMS = [
    ("today", "home", "Hoy"),
    ("nursery", "sprout", "Vivero"),
    ("planting", "pine-tree", "Plantación"),
    ("attendance", "account-multiple-check", "Asistencia"),
    ("pay", "hand-coin", "Pagos"),
    ("progress", "chart-bar", "Avance"),
]
MONEY = MoneyParts(
    "S/\u00a0310.00", "confirmado", "S/\u00a0310.00", "solo en esta tableta", "S/\u00a010.00", "observado"
)
NAMES = (
    "Juana Huamán Neira", "Segundo Ñaupari Chuquihuanga", "María Córdova Peña", "Eleuterio García Guerrero",
    "Rosa Elvira Jaramillo Cruz", "Wilmer Huancas Rojas", "Pascuala Neyra Domínguez", "Óscar Ríos Chinchay",
)  # fmt: skip


CODE = "https://oficina.planton.example/v1/enrol?c=7KQ2-MXHD-93PA"


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


def people(number: int = 50) -> list[PersonRow]:
    ways = ((FULL, "Presente"), (ABSENT, "No vino"), (HALF, "Medio día"), (FULL, "Presente"))
    rows = []
    for place in range(number):
        name = NAMES[place % len(NAMES)]
        attendance, word = ways[place % len(ways)]
        stands_in = place == 3
        note = "Asiste por María Córdova" if stands_in else ("Presidente" if place == 0 else "")
        rows.append(PersonRow(str(place), name, initials(name), attendance, word, "½ día", note, stands_in))
    return rows


def records(number: int = 3) -> list[RecordRow]:
    usual = (
        ("10:15", "pine-tree", "640 pino pátula plantados", "Unidad 04-2 · minga de 23", "S/\u00a0320.00",
         "pending", "Por enviar"),
        ("08:40", "account-multiple-check", "Jornada de plantación", "23 presentes, 2 medio día", "",
         "pending", "Por enviar"),
        ("07:55", "sprout", "1,240 pino radiata listos", "Lote PR-07 · quedan 860", "S/\u00a0310.00",
         "confirmed", "Enviado"),
        ("07:30", "pine-tree", "20 queñoal plantados", "Unidad 04-1 · falta el certificado", "S/\u00a010.00",
         "observed", "Observado"),
    )  # fmt: skip
    return [RecordRow(str(place), *usual[place % len(usual)]) for place in range(number)]


def shell(page: Widget, chosen: str = "today") -> Shell:
    content = BoxLayout(orientation="vertical")
    content.add_widget(page)
    built = Shell(content)
    built.bar.items = ITEMS
    built.bar.chosen = chosen
    return built


def _summary(icon: str, name: str, figure: str, note: str, button: str) -> Card:
    card = Card()
    for part in (
        IconLabel(icon=icon, text=name),
        Figure(text=figure),
        Muted(text=note),
        Widget(size_hint_y=None, height=4),
        AppButton(text=button),
    ):
        card.add_widget(part)
    return card


def top_bar() -> TopBar:
    return TopBar(community="Choco", date=long_date(date(2025, 11, 22)), sync_text="14 por enviar", user="Rosa M.")


def today() -> Widget:
    page = ScrollPage()
    page.add_widget(top_bar())
    columns = Columns(wide_from_dp=700)
    columns.add_widget(_summary("sprout", "Vivero", "1,240", "plantones listos hoy", "Registrar vivero"))
    columns.add_widget(_summary("pine-tree", "Plantación", "640", "árboles plantados hoy", "Registrar plantación"))
    columns.add_widget(
        _summary("account-multiple-check", "Asistencia", "23 de 48", "14 mujeres, 9 varones", "Pasar lista")
    )
    page.add_widget(columns)
    money = MoneyThreeParts(caption="Ganado hoy por el comité")
    money.render(MONEY)
    card = Card()
    card.add_widget(money)
    page.add_widget(card)
    rows = RecordList(size_hint_y=None, height=4 * 76)
    rows.show(records(4))
    listed = Card(padding=("4dp", "8dp"))
    listed.add_widget(rows)
    page.add_widget(listed)
    return shell(page)


def controls() -> Widget:
    page = ScrollPage()
    page.add_widget(PageHeader(title="Registrar plantación", subtitle="Unidad 04-2 · pino pátula"))
    columns = Columns(wide_from_dp=700)
    left, right = _column(), _column()
    for part in (
        AppButton(text="Guardar", icon="check-bold"),
        AppButton(text="Corregir", icon="pencil", kind="secondary"),
        AppButton(text="Anular", icon="delete-outline", kind="danger"),
        AppButton(text="Escuchar", icon="volume-high", kind="quiet"),
        AppButton(text="Guardar", disabled=True),
        Segmented(options=[("full", "Día completo"), ("half", "Medio día")], chosen="full"),
        DateField(
            label="Día", today_text="Hoy", yesterday_text="Ayer", other_text="Otro día",
            today=date(2025, 11, 22), value=date(2025, 11, 21), describe=long_date,
        ),
        _chips(),
    ):  # fmt: skip
        left.add_widget(part)
    for part in (
        TextField(label="Buscar integrante", placeholder="Nombre o apellido", icon="magnify"),
        TextField(label="Motivo", text="Error al contar", error="Escriba el motivo con una frase completa."),
        TextField(label="Lote", text="PR-07", warning="Falta el certificado de la semilla."),
        Notice(text="14 registros están solo en esta tableta.", tone="pending", action_text="Enviar"),
        Notice(text="Este pago está observado. Llame a la oficina.", tone="observed"),
        Notice(text="La lista se leyó en voz alta.", tone="info"),
        ProgressLine(caption="Plantados en esta campaña", figure="640 de 1,111", fraction=0.576),
    ):
        right.add_widget(part)
    columns.add_widget(left)
    columns.add_widget(right)
    page.add_widget(columns)
    return shell(page, "planting")


def _column() -> BoxLayout:
    column = BoxLayout(orientation="vertical", size_hint_y=None, spacing="16dp")
    column.bind(minimum_height=column.setter("height"))
    column.pos_hint = {"top": 1}
    return column


def _chips() -> BoxLayout:
    column = _column()
    column.spacing = "8dp"
    for tone, text in (
        ("confirmed", "Enviado"), ("pending", "Por enviar"), ("observed", "Observado"), ("info", "Nuevo")
    ):  # fmt: skip
        column.add_widget(Chip(tone=tone, text=text))
    return column
