"""The sentences for programs that ask by a token, and for who gives them out: code → (Spanish, English)."""

from __future__ import annotations

TOKEN_TEXTS: dict[str, tuple[str, str]] = {
    "token_unknown": (
        "Falta una clave de programa, o ya no vale. Pida otra a quien administra el servidor.",
        "The token is missing, or is no longer good. Ask whoever runs the server for another.",
    ),
    "token_scope": (
        "Esa clave no alcanza para esto.",
        "That token does not reach for this.",
    ),
    "token_incomplete": (
        "Falta el nombre de la clave o para qué sirve.",
        "The name of the token is missing, or what it is for.",
    ),
    "token_name_taken": (
        "Ya hay una clave que se llama {name}. Póngale otro nombre.",
        "There is a token called {name} already. Give it another name.",
    ),
    "cursor_unreadable": (
        "«{text}» no es un lugar de esta lista. Use el que vino en «next».",
        "“{text}” is no place in this list. Use the one that came as “next”.",
    ),
    "lines_unreadable": (
        "El pedido no tiene filas que se puedan leer. La descripción dice cómo se escriben.",
        "The request has no lines that can be read. The description says how they are written.",
    ),
}
