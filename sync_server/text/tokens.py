"""What the page for programs' tokens says; part of the table in `texts`."""

from __future__ import annotations

TOKEN_PAGE_TEXTS: dict[str, tuple[str, str]] = {
    "tokens.title": ("Programas", "Programs"),
    "tokens.what_it_is": (
        "Con una clave, otro programa puede leer o ingresar datos por su cuenta.",
        "With a token, another program can read or enter data by itself.",
    ),
    "tokens.described": ("Qué puede pedir un programa", "What a program may ask"),
    "tokens.new": ("Nueva clave", "New token"),
    "tokens.name": ("Para qué programa", "For which program"),
    "tokens.scope": ("Para qué sirve", "What it is for"),
    "tokens.make": ("Crear la clave", "Make the token"),
    "tokens.copy": ("Cópiela ahora: no se vuelve a mostrar.", "Copy it now: it is not shown again."),
    "tokens.here_it_is": ("La clave nueva", "The new token"),
    "tokens.there_are": ("Claves", "Tokens"),
    "tokens.none": ("Todavía no hay ninguna.", "There are none yet."),
    "tokens.made": ("Creada", "Made"),
    "tokens.used": ("Último uso", "Last use"),
    "tokens.never": ("todavía ninguno", "none yet"),
    "tokens.state": ("Estado", "State"),
    "tokens.good": ("vale", "good"),
    "tokens.revoked": ("dada de baja", "revoked"),
    "tokens.revoke": ("Dar de baja {name}", "Revoke {name}"),
    "tokens.done_revoked": ("Se dio de baja la clave.", "The token was revoked."),
    "scope.read": ("leer, sin datos personales", "read, without personal data"),
    "scope.personal": ("leer, también nombres y DNI", "read, names and DNI too"),
    "scope.write": (
        "leer todo, ingresar registros y dar pasos de planillas y pagos; nunca aprobar",
        "read all, enter records and take steps of sheets and payouts; never approve",
    ),
}
