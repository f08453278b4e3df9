"""What the command says about tablets, in Spanish and English; part of the table in `texts`."""

from __future__ import annotations

TABLET_TEXTS: dict[str, tuple[str, str]] = {
    "help.tablet": ("las tabletas, sus comités y quiénes las usan", "the tablets, their committees and users"),
    "help.tablet.list": ("muestra las tabletas inscritas", "show the tablets that were let in"),
    "help.tablet.committees": (
        "agrega o retira comités de una tableta; sin nada los muestra",
        "add or remove a tablet’s committees; without anything, show them",
    ),
    "help.tablet.users": (
        "agrega o retira a quienes usan una tableta; sin nada los muestra",
        "add or remove who uses a tablet; without anything, show them",
    ),
    "help.reset-pin": (
        "da el código para quien olvidó su PIN o aún no tiene, y dicta las letras de su tableta",
        "give the code for somebody who forgot their PIN or has none yet, and reads out the letters of their tablet",
    ),
    "help.option.challenge": ("las seis letras que muestra la tableta", "the six letters that the tablet shows"),
    "tablets.pin_code": (
        "Dicte este código a {user}, solo si reconoce su voz: {digits}. Sirve una vez y solo en la tableta {tablet}.",
        "Read this code out to {user}, only if you know the voice: {digits}. It works once, on tablet {tablet} alone.",
    ),
    "help.option.tablet_by_name": ("nombre o signos de la tableta", "label or signs of the tablet"),
    "help.option.add_committees": (
        "comités que atenderá; sus nombres le llegan con el próximo envío",
        "committees it will work for; their names come with its next sync",
    ),
    "help.option.remove_committees": (
        "comités que ya no atiende; sus nombres se borran de ella cuando todo lo suyo esté a salvo",
        "committees it no longer works for; their names leave it once all that it recorded is safe",
    ),
    "help.option.add_users": ("quienes también la usarán", "who will use it as well"),
    "help.option.remove_users": ("quienes ya no la usan", "who no longer uses it"),
    "tablets.none": ("Todavía no hay ninguna tableta inscrita.", "No tablet has been let in yet."),
    "tablets.label": ("Tableta", "Tablet"),
    "tablets.origin": ("Signos", "Signs"),
    "tablets.committees": ("Comités", "Committees"),
    "tablets.users": ("Usuarios", "Users"),
    "tablets.state": ("Estado", "State"),
    "tablets.not_among": (
        "{code} no está entre los de esta tableta. Tiene: {known}.",
        "{code} is none of this tablet’s. It has: {known}.",
    ),
    "tablets.committees_are": ("La tableta {tablet} atiende a: {codes}.", "The tablet {tablet} works for: {codes}."),
    "tablets.users_are": ("La tableta {tablet} la usan: {codes}.", "The tablet {tablet} is used by: {codes}."),
    "tablets.lines_held": (
        "Ojo: la tableta tiene por pagar {count} líneas de comités que se retiraron y no verá nombres. Reasígnelas.",
        "Mind: it still is to pay {count} lines of committees that were removed, without names. Reassign them.",
    ),
    "tablets.with_next_sync": (
        "La tableta lo sabrá con su próximo envío.",
        "The tablet hears of it with its next sync.",
    ),
    # The pages
    "tablet.unpaid": ("Por pagar", "Still to pay"),
    "tablet.unpaid_means": (
        "Tiene {count} líneas por pagar. Después, en su planilla, pida que pasen a otras manos.",
        "It still is to pay {count} lines. Afterwards ask on their sheet that they go into other hands.",
    ),
    "tablet.change": ("Cambiar comités y usuarios", "Change committees and users"),
    "tablet.change_means": (
        "La tableta lo sabe con su próximo envío. Los nombres de un comité que se retira se borran de ella.",
        "The tablet hears of it with its next sync. The names of a committee that is taken away leave it.",
    ),
    "tablet.save": ("Guardar", "Save"),
    "tablet.shut_out": ("Dar de baja", "Shut out"),
    "tablet.shut_out_means": (
        "Desde ahora el servidor no le da nada más. Lo que todavía traiga se guarda y espera una decisión.",
        "From now on the server gives it nothing more. What it still brings is kept and waits for a decision.",
    ),
    "tablet.new": ("Inscribir una tableta", "Let a tablet in"),
    "tablet.label": ("Nombre de la tableta", "Name of the tablet"),
    "tablet.make_code": ("Dar un código", "Give a code"),
    "tablet.code_for": ("Código para {label}", "Code for {label}"),
    "tablet.scan": (
        "Abra Plantón en la tableta y escanee este código, o escriba estos signos.",
        "Open Plantón on the tablet and scan this code, or type these signs.",
    ),
    "tablet.code_means": (
        "Sirve para una tableta, durante un día. No se guarda en ninguna parte: imprima esta página si hace falta.",
        "It works for one tablet, within a day. It is kept nowhere: print this page if needed.",
    ),
    "tablets.done_grant": ("Cambio anotado.", "Change recorded."),
    "tablets.done_revoke": ("Tableta retirada.", "Tablet shut out."),
}
