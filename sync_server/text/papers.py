"""What is printed on papers and written into workbooks, in Spanish and English. Papers are filed in Spanish."""

from __future__ import annotations

from typing import Any

from core.domain.problems import LANGUAGES, Language

PAPER_TEXTS: dict[str, tuple[str, str]] = {
    "number": ("N° {number}", "No. {number}"),
    "page": ("Página {page} de {pages}", "Page {page} of {pages}"),
    "draft": ("BORRADOR", "DRAFT"),
    "abandoned": ("ANULADA", "VOID"),
    # The head of a sheet
    "cut_off": ("Trabajo hasta el", "Work up to"),
    "committees": ("Comités de reforestación", "Reforestation committees"),
    "committee": ("Comité de reforestación", "Reforestation committee"),
    "committee_prefix": ("Comité de reforestación ", "Comité de reforestación "),
    "funds": ("Fuente de fondos", "Source of funds"),
    "office": ("Teléfono de la oficina", "Telephone of the office"),
    "hash": ("Código de control", "Control code"),
    # Its columns
    "column.place": ("N°", "No."),
    "column.name": ("Apellidos y nombres", "Surnames and names"),
    "column.dni": ("DNI", "DNI"),
    "column.committee": ("Comité", "Committee"),
    "column.activity": ("Actividad", "Activity"),
    "column.quantity": ("Cantidad", "Quantity"),
    "column.rate": ("Tarifa\nS/", "Rate\nS/"),
    "column.amount": ("Importe\nS/", "Amount\nS/"),
    "column.earlier": ("Saldo\nanterior S/", "From\nbefore S/"),
    "column.net": ("Neto\nS/", "Net\nS/"),
    "column.way": ("Forma\nde pago", "Way\nof paying"),
    "column.signature": ("Firma", "Signature"),
    "column.fingerprint": ("Huella", "Fingerprint"),
    # Its lines
    "no_dni": ("sin DNI", "no DNI"),
    "distribution": ("con acta de reparto", "with signed list"),
    "half_days": ("{days} j.", "{days} d."),
    "only_earlier": ("Saldo anterior", "From before"),
    "carried": ("quedan {amount}", "left {amount}"),
    "rounded_up": ("redondeo {amount}", "rounded {amount}"),
    "recovered": ("se recupera {amount}", "recovered {amount}"),
    "pay.sapling_ready": ("Producción", "Produced"),
    "pay.tree_planted": ("Plantación", "Planted"),
    "pay.tree_replanted": ("Recalce", "Replanted"),
    "pay.day_wage": ("Jornal", "Day's wage"),
    "pay.opening": ("Saldo inicial", "Opening balance"),
    "pay.nursery": ("Jornada de vivero", "Nursery workday"),
    "pay.holes": ("Jornada de hoyos", "Hole-digging workday"),
    "pay.planting": ("Jornada de plantación", "Planting workday"),
    "pay.maintenance": ("Jornada de mantenimiento", "Maintenance workday"),
    "pay.assembly": ("Asamblea", "Assembly"),
    "pay.training": ("Capacitación", "Training"),
    "pay.garden": ("Jornada de biohuerto", "Garden workday"),
    "pay.fish_pond": ("Jornada de piscigranja", "Fish pond workday"),
    "pay.mule": ("Acémila", "Mule"),
    "pay.fares": ("Pasajes", "Fares"),
    "pay.lunch": ("Almuerzo", "Lunch"),
    "pay.materials": ("Materiales", "Materials"),
    "pay.other": ("Otros", "Other"),
    "way.cash": ("Efectivo", "Cash"),
    "way.transfer": ("Depósito", "Deposit"),
    "way.yape": ("Yape", "Yape"),
    "way.plin": ("Plin", "Plin"),
    "way.bim": ("Bim", "Bim"),
    "way.bank": ("Banco", "Bank"),
    "way.counter": ("Oficina", "Office"),
    # Its sums and its foot
    "brought": ("Vienen", "Brought forward"),
    "page_total": ("Total de esta página", "Total of this page"),
    "carried_on": ("Van", "Carried forward"),
    "grand_total": ("Total de la planilla · {people} personas", "Total of the sheet · {people} people"),
    "grand_total_one": ("Total de la planilla · 1 persona", "Total of the sheet · 1 person"),
    "drafted": ("Elaborado por", "Drawn up by"),
    "reviewed": ("Revisado por", "Reviewed by"),
    "approved": ("V°B°", "Approved"),
    "date": ("Fecha:        /        /", "Date:        /        /"),
    "legend": ("Montos en soles (S/).", "Amounts in soles (S/)."),
    "legend_days": ("j.: jornadas.", "d.: days."),
    "legend_group": (
        "* Trabajo en grupo: el importe es lo que toca a esas jornadas de lo que ganó el grupo (cantidad × tarifa).",
        "* Work in a group: the amount is what falls to those days of the group's earnings (quantity × rate).",
    ),
    "legend_carried": (
        "«Quedan»: céntimos que no alcanzan para una moneda; se pagan en la próxima planilla.",
        "“Left”: céntimos too few for a coin; they are paid with the next sheet.",
    ),
    # The payee's stub
    "stub.receives": ("Recibe", "Receives"),
    "stub.transfer": ("Se deposita; no se entrega en efectivo", "Paid into an account, not in cash"),
    "stub.carried": ("Quedan {amount} para la próxima vez", "{amount} stay for the next time"),
    "stub.date": ("Fecha de pago", "Day of payment"),
    "stub.payer": ("Quién pagó", "Who paid"),
    "stub.office": ("¿Dudas o reclamos? Llame a la oficina", "Questions or complaints? Call the office"),
    "stub.centimos": ("céntimos", "céntimos"),
    "stub.sol": ("sol", "sol"),
    "stub.soles": ("soles", "soles"),
    # Workbooks
    "book.voucher": ("Asiento mensual", "Monthly voucher"),
    "book.voucher_title": ("Asiento de {month}", "Voucher of {month}"),
    "book.journal": ("Diario", "Journal"),
    "book.sheet": ("Planilla", "Sheet"),
    "book.reasons": ("Sustento", "Reasons"),
    "book.left": ("Sin línea", "No line"),
    "book.total": ("Total", "Total"),
    "book.account": ("Cuenta", "Account"),
    "book.label": ("Denominación", "Name of account"),
    "book.committee": ("Comité", "Committee"),
    "book.activity": ("Actividad", "Activity"),
    "book.species": ("Especie", "Species"),
    "book.debit": ("Debe S/", "Debit S/"),
    "book.credit": ("Haber S/", "Credit S/"),
    "book.position": ("Posición", "Position"),
    "book.entry": ("Asiento", "Entry"),
    "book.booked_on": ("Fecha contable", "Booked on"),
    "book.happened_on": ("Fecha del hecho", "Happened on"),
    "book.party": ("Persona o fondo", "Person or fund"),
    "book.record": ("Registro", "Record"),
    "book.place": ("N°", "No."),
    "book.code": ("Código", "Code"),
    "book.name": ("Apellidos y nombres", "Surnames and names"),
    "book.dni": ("DNI", "DNI"),
    "book.count": ("Cantidad", "Count"),
    "book.days": ("Jornadas", "Days"),
    "book.rate": ("Tarifa S/", "Rate S/"),
    "book.amount": ("Importe S/", "Amount S/"),
    "book.earlier": ("Saldo anterior S/", "From before S/"),
    "book.recovered": ("Se recupera S/", "Recovered S/"),
    "book.net": ("Neto S/", "Net S/"),
    "book.carried": ("Queda S/", "Left S/"),
    "book.way": ("Forma de pago", "Way of paying"),
    "book.kind": ("Concepto", "Item"),
    "book.cause": ("Causa", "Cause"),
    "book.correction": ("Motivo de la corrección", "Reason of the correction"),
    "book.payee": ("Integrante", "Payee"),
    "book.why": ("Motivo", "Reason"),
    "item.share": ("Trabajo", "Work"),
    "item.reversal": ("Reversión", "Reversal"),
    "item.remainder": ("Saldo de otra planilla", "Left from another sheet"),
    "item.recovery": ("Por recuperar", "To recover"),
    "item.opening": ("Saldo inicial", "Opening balance"),
    "item.rounding": ("Redondeo", "Rounding"),
}

MONTH_NAMES: dict[Language, tuple[str, ...]] = {
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre", "octubre", "noviembre",
        "diciembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
}  # fmt: skip


def on_paper(key: str, language: Language, **details: Any) -> str:
    """The text of a key; KeyError where there is none."""
    return PAPER_TEXTS[key][LANGUAGES.index(language)].format(**details)


def paper_name(group: str, code: str, language: Language) -> str:
    """The word for a code of a group (`pay`, `way`, `item`), or the code itself where this version has no word."""
    key = f"{group}.{code}"
    return on_paper(key, language) if key in PAPER_TEXTS else code


def month_text(month: str, language: Language) -> str:
    """`marzo de 2026` for a month written YYYY-MM."""
    year, number = month.split("-")
    name = MONTH_NAMES[language][int(number) - 1]
    return f"{name} de {year}" if language == "es" else f"{name} {year}"


def long_day_text(day: str, language: Language) -> str:
    """`28 de febrero de 2026` for a day written YYYY-MM-DD."""
    rest = month_text(day[:7], language)
    number = int(day[8:])
    return f"{number} de {rest}" if language == "es" else f"{number} {rest}"
