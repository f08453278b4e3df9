"""What the pages about signing in say, in Spanish and English; part of the table in `texts`."""

from __future__ import annotations

ACCOUNT_TEXTS: dict[str, tuple[str, str]] = {
    "account.of": ("Su cuenta: {name}", "Your account: {name}"),
    "account.title": ("Su cuenta", "Your account"),
    "account.role": ("Entra como", "Signs in as"),
    "account.author": ("Firma los registros como", "Signs records as"),
    "account.change": ("Cambiar su clave", "Change your password"),
    "account.due": (
        "Entró con una clave que le dieron. Elija la suya; después puede seguir.",
        "You signed in with a password that was given to you. Choose your own; then you can go on.",
    ),
    "account.present": ("Clave actual", "Present password"),
    "account.new": ("Clave nueva", "New password"),
    "account.again": ("La clave nueva otra vez", "The new password again"),
    "account.means": (
        "De {shortest} a {longest} letras o signos. Donde más esté abierta su cuenta, se cierra.",
        "{shortest} to {longest} letters or signs. Wherever else your account is open, it is closed.",
    ),
    "account.save": ("Guardar la clave", "Save the password"),
    "account.done": ("Su clave cambió.", "Your password has changed."),
    "account.administer": ("Quién puede entrar", "Who may sign in"),
    "accounts.title": ("Cuentas", "Accounts"),
    "accounts.number": ("Cuentas: {count}", "Accounts: {count}"),
    "accounts.name": ("Nombre con el que entra", "Name to sign in with"),
    "accounts.user": ("Usuario del programa", "User of the programme"),
    "accounts.role": ("Cargo", "Role"),
    "accounts.open": ("Abierta en", "Open at"),
    "accounts.good": ("Puede entrar", "May sign in"),
    "accounts.locked": ("Cerrada", "Locked"),
    "accounts.one_time": ("Espera su primera clave", "Awaits a first password"),
    "accounts.own": ("es la suya", "is yours"),
    "accounts.places": ("Equipos: {count}", "Devices: {count}"),
    "accounts.change": ("Cambiar", "Change"),
    "accounts.reset": ("Dar otra clave", "Give another password"),
    "accounts.reset_means": (
        "La clave de antes deja de servir y la cuenta se cierra donde esté abierta.",
        "The former password no longer works, and the account is closed wherever it is open.",
    ),
    "accounts.lock": ("Cerrar la cuenta", "Lock the account"),
    "accounts.lock_means": (
        "Nadie entra con ella, ni un programa en nombre de su dueño, hasta que se abra otra vez. Lo que firmó queda.",
        "Nobody signs in with it, nor any program in its owner's name, until it is unlocked. What it has signed stays.",
    ),
    "accounts.unlock": ("Abrir la cuenta", "Unlock the account"),
    "accounts.new": ("Dejar entrar a una persona", "Let a person in"),
    "accounts.new_means": (
        "Se le da una clave que sirve para entrar una vez y elegir la suya.",
        "They are given a password that serves to come in once and choose their own.",
    ),
    "accounts.make": ("Crear la cuenta", "Make the account"),
    "accounts.secret_for": ("Clave para {name}", "Password for {name}"),
    "accounts.secret_means": (
        "Se muestra solo ahora. Entréguela en mano o léala por teléfono; al entrar se elige otra.",
        "It is shown now only. Hand it over or read it out by telephone; on signing in another is chosen.",
    ),
    "accounts.back": ("Volver a las cuentas", "Back to the accounts"),
    "accounts.done": ("Cambio guardado.", "Change saved."),
}
