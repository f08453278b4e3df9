"""Every word of the pages and of the command, under a key, in Spanish and English. What a finding or a problem says
stands in the core's catalogues, so that a tablet and the office say the same.
"""

from __future__ import annotations

from typing import Any

from core.domain.finding_texts import FINDING_TEXTS
from core.domain.problems import LANGUAGES, Language
from core.domain.records import is_day
from sync_server.text_of_books import BOOKS_TEXTS
from sync_server.text_of_command import COMMAND_TEXTS
from sync_server.text_of_complaints import COMPLAINT_TEXTS
from sync_server.text_of_help import HELP_TEXTS
from sync_server.text_of_money import MONEY_TEXTS
from sync_server.text_of_photos import PHOTO_TEXTS
from sync_server.text_of_tablets import TABLET_TEXTS
from sync_server.text_of_typing import TYPING_TEXTS
from sync_server.text_of_words import WORDS

DEFAULT_LANGUAGE: Language = "es"
MONTHS = {
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}

_OTHER_ROOMS = (
    BOOKS_TEXTS
    | COMMAND_TEXTS
    | COMPLAINT_TEXTS
    | HELP_TEXTS
    | MONEY_TEXTS
    | PHOTO_TEXTS
    | TABLET_TEXTS
    | TYPING_TEXTS
    | WORDS
)
TEXTS: dict[str, tuple[str, str]] = _OTHER_ROOMS | {
    "page.language": ("English", "Español"),
    "page.sign_out": ("Salir", "Sign out"),
    "page.overview": ("Resumen", "Overview"),
    "page.to_start": ("Ir al resumen", "Go to the overview"),
    # Signing in
    "sign_in.title": ("Entrar", "Sign in"),
    "sign_in.office": ("Oficina", "Office"),
    "sign_in.name": ("Usuario", "User"),
    "sign_in.password": ("Clave", "Password"),
    "sign_in.button": ("Entrar", "Sign in"),
    "sign_in.help": (
        "¿Olvidó su clave? Quien administra el servidor le puede dar otra.",
        "Forgotten your password? Whoever runs the server can give you another.",
    ),
    # Roles
    "role.technician": ("Técnico/a", "Technician"),
    "role.coordinator": ("Coordinador/a", "Coordinator"),
    "role.approver": ("Aprobador/a", "Approver"),
    "role.auditor": ("Auditor/a", "Auditor"),
    "role.administrator": ("Administrador/a", "Administrator"),
    # The overview
    "overview.as_of": ("Al {moment}", "As of {moment}"),
    "overview.records": ("{count} registros en el historial", "{count} records in the history"),
    "overview.by_committee": ("Por comité", "By committee"),
    "overview.committee": ("Comité", "Committee"),
    "overview.ready": ("Plantones listos", "Saplings ready"),
    "overview.planted": ("Plantados", "Planted"),
    "overview.replanted": ("Recalce", "Replanted"),
    "overview.opening_planted": ("Saldo inicial plantado", "Planted before the start"),
    "overview.attendances": ("Asistencias", "Attendances"),
    "overview.accrued": ("Devengado", "Accrued"),
    "overview.observed": ("Observado", "On hold"),
    "overview.observed_part": ("de ello observado: {amount}", "of this on hold: {amount}"),
    "overview.total": ("Total", "Total"),
    "overview.latest": ("Últimos registros", "Latest records"),
    "overview.latest_of": ("{shown} de {count}", "{shown} of {count}"),
    "overview.no_records": (
        "Todavía no llegó ningún registro de campo. Aparecerán aquí cuando una tableta sincronice.",
        "No field record has arrived yet. They appear here as soon as a tablet syncs.",
    ),
    "overview.when": ("Día", "Day"),
    "overview.kind": ("Registro", "Record"),
    "overview.author": ("Anotó", "Recorded by"),
    "overview.count": ("Cantidad", "Count"),
    "overview.amount": ("Monto", "Amount"),
    "overview.state": ("Estado", "State"),
    "overview.findings": ("Observaciones abiertas", "Open findings"),
    "overview.findings_more": (
        "Se ven las {shown} más recientes de {count}.",
        "The latest {shown} of {count} are shown.",
    ),
    "overview.restores": ("Servidor restaurado", "Server restored"),
    "overview.restored": (
        "{moment}: el servidor volvió a una copia con {size} registros. Las tabletas le devolvieron {records}.",
        "{moment}: the server went back to a copy of {size} records. The tablets gave back {records}.",
    ),
    "overview.gave_back": ("{tablet} devolvió {records} registros", "{tablet} gave back {records} records"),
    "overview.nobody_gave_back": (
        "Todavía ninguna tableta devolvió nada. Pida que sincronicen todas.",
        "No tablet has given anything back yet. Ask all of them to sync.",
    ),
    "overview.restored_as": ("Sigue como {origin}, antes {before}", "Goes on as {origin}, before {before}"),
    "overview.root": ("Raíz", "Root"),
    "overview.no_findings": ("No hay observaciones abiertas.", "There are no open findings."),
    "overview.tablets": ("Tabletas", "Tablets"),
    "overview.no_tablets": ("Todavía no hay tabletas inscritas.", "No tablet is enrolled yet."),
    "overview.last_contact": ("Último contacto", "Last contact"),
    "overview.never": ("todavía ninguno", "none yet"),
    "overview.sent": ("Registros", "Records"),
    "action.hold": ("Observado", "On hold"),
    "action.warn": ("Aviso", "Warning"),
    "action.quarantine": ("No se puede leer", "Cannot be read"),
    "tablet.good": ("Inscrita", "Enrolled"),
    "tablet.revoked": ("Dada de baja", "Shut out"),
    # States
    "state.confirmed": ("Confirmado", "Confirmed"),
    "state.pending": ("Por enviar", "To send"),
    "state.observed": ("Observado", "On hold"),
    "state.void": ("Anulado", "Void"),
    "state.no_effect": ("Sin efecto", "No effect"),
    "state.unreadable": ("No se puede leer", "Unreadable"),
    # Kinds of records
    "kind.workday": ("Jornada", "Workday"),
    "kind.planting": ("Plantación", "Planting"),
    "kind.replanting": ("Recalce", "Replanting"),
    "kind.border_walked": ("Lindero recorrido", "Border walked"),
    "kind.ready_accepted": ("Aceptación de listos", "Acceptance of ready saplings"),
    "kind.pricked_out": ("Repique", "Pricking out"),
    "kind.inventory_counted": ("Conteo", "Inventory"),
    "kind.saplings_lost": ("Merma", "Saplings lost"),
    "kind.dispatched": ("Salida a campo", "Dispatch"),
    "kind.returned": ("Regreso del campo", "Return from the field"),
    "kind.transferred": ("Traslado a otro vivero", "Transfer to another nursery"),
    "kind.given_away": ("Entrega a familias", "Given away"),
    "kind.received": ("Llegada de fuera", "Received from outside"),
    "kind.batch_started": ("Lote de plantones", "Batch started"),
    "kind.member": ("Integrante", "Member"),
    "kind.opening_batch": ("Saldo inicial de vivero", "Opening nursery stock"),
    "kind.opening_planted": ("Saldo inicial plantado", "Opening planted trees"),
    "kind.opening_balance": ("Saldo inicial por pagar", "Opening balance"),
    "kind.seed_lot": ("Lote de semilla", "Seed lot"),
    "kind.programme": ("Programa", "Programme"),
    "kind.setting": ("Ajuste", "Setting"),
    "kind.season": ("Campaña", "Season"),
    "kind.community": ("Caserío", "Community"),
    "kind.committee": ("Comité", "Committee"),
    "kind.household": ("Familia", "Household"),
    "kind.officer": ("Directiva", "Officer"),
    "kind.user": ("Usuario", "User"),
    "kind.member_confirmed": ("Integrante confirmado", "Member confirmed"),
    "kind.tablet_enrolled": ("Tableta inscrita", "Tablet enrolled"),
    "kind.tablet_revoked": ("Tableta dada de baja", "Tablet shut out"),
    "kind.sealing_key": ("Llave para envíos por memoria", "Key for files by memory"),
    "kind.epoch_began": ("Servidor restaurado", "Server restored"),
    "kind.given_back": ("Registros devueltos al servidor", "Records given back to the server"),
    "kind.species": ("Especie", "Species"),
    "kind.area": ("Área", "Area"),
    "kind.unit": ("Unidad de manejo", "Management unit"),
    "kind.water_body": ("Agua", "Water"),
    "kind.cycle_opened": ("Ciclo nuevo", "New cycle"),
    "kind.rate": ("Tarifa", "Rate"),
    "kind.verdict": ("Observación", "Finding"),
    "kind.void": ("Anulación", "Void"),
    "kind.replace": ("Corrección", "Correction"),
    # Activities of a workday
    "activity.nursery": ("Vivero", "Nursery"),
    "activity.holes": ("Hoyos", "Hole-digging"),
    "activity.planting": ("Plantación", "Planting"),
    "activity.maintenance": ("Mantenimiento", "Maintenance"),
    "activity.assembly": ("Asamblea", "Assembly"),
    "activity.training": ("Capacitación", "Training"),
    "activity.garden": ("Biohuerto", "Vegetable garden"),
    "activity.fish_pond": ("Piscigranja", "Fish pond"),
    # What went wrong
    "problem.title": ("Algo no salió", "That did not work"),
    "problem.forbidden": (
        "Su usuario no puede ver esta página, o la página quedó abierta demasiado tiempo. Vuelva al inicio.",
        "Your user cannot see this page, or the page stayed open too long. Go back to the start.",
    ),
    "problem.not_a_way": (
        "Así no se puede abrir esta página. Vuelva al inicio.",
        "This page cannot be opened this way. Go back to the start.",
    ),
}


def say(key: str, language: Language, **details: Any) -> str:
    """The text of a key; KeyError where there is none."""
    return TEXTS[key][LANGUAGES.index(language)].format(**details)


def name_of(group: str, code: str, language: Language) -> str:
    """The word for a code of a group (`kind`, `activity` …), or the code itself where this version has no word."""
    key = f"{group}.{code}"
    return say(key, language) if key in TEXTS else code


def finding_sentence(rule: str, numbers: dict[str, Any], language: Language) -> str:
    """What a finding says; the rule's code where this version does not know the rule or its figures."""
    texts = FINDING_TEXTS.get(rule)
    if texts is None:
        return rule
    shown = {
        name: f"{value:,d}" if isinstance(value, int) else _day_or_text(value, language)
        for name, value in numbers.items()
    }
    try:
        return texts[LANGUAGES.index(language)].format(**shown)
    except (KeyError, IndexError):
        return rule


def day_text(day: str, language: Language) -> str:
    """`3 dic 2014` for a day written YYYY-MM-DD."""
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[language][int(month) - 1]} {year}"


def short_day_text(day: str, this_year: str, language: Language) -> str:
    """`3 dic` in the year at hand, `3 dic 2013` in another."""
    text = day_text(day, language)
    return text.removesuffix(f" {this_year}")


def _day_or_text(value: Any, language: Language) -> str:
    text = str(value)
    return day_text(text, language) if is_day(text) else text
