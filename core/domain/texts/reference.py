"""The sentences about lists of people, places and terms, and about who may sign in: code → (Spanish, English)."""

from __future__ import annotations

REFERENCE_TEXTS: dict[str, tuple[str, str]] = {
    "member_confirmed_before": (
        "{name} ya está confirmado: la oficina conoce a esta persona.",
        "{name} is confirmed already: the office knows this person.",
    ),
    "compared_with_itself": (
        "Es la misma ficha dos veces. Elija dos fichas distintas.",
        "It is the same entry twice. Choose two different entries.",
    ),
    "compared_before": (
        "Mientras tanto alguien decidió sobre estas dos fichas. No se guardó nada: mire la ficha de cada una.",
        "Meanwhile somebody has decided about these two entries. Nothing was saved: look at the entry of each.",
    ),
    "member_set_aside": (
        "La ficha {name} ya se unió a otra. Abra esa otra y compárela con ella.",
        "The entry {name} was joined to another already. Open that other one and compare with it.",
    ),
    "fields_wrong": (
        "No se guardó nada: revise los datos marcados ({count}).",
        "Nothing was saved: look at the fields that are marked ({count}).",
    ),
    "nothing_saved_yet": (
        "Todavía no se guardó nada.",
        "Nothing has been saved yet.",
    ),
    "not_corrected_here": (
        "Este registro no se corrige en un formulario: se anula, o lo cambia el paso siguiente.",
        "This record is not corrected on a form: it is voided, or the next step changes it.",
    ),
    "reference_code_taken": (
        "El código {taken} ya está en uso. Elija otro.",
        "The code {taken} is taken already. Choose another.",
    ),
    "ends_before_start": (
        "Termina el {ends_on}, antes de empezar el {starts_on}. Corrija las fechas.",
        "It ends on {ends_on}, before it starts on {starts_on}. Correct the days.",
    ),
    "thing_in_use": (
        "No se puede anular: al menos {count} registros lo nombran. Corríjalo, o póngale fecha de fin.",
        "It cannot be voided: at least {count} records name it. Correct it, or give it an end date.",
    ),
    "officer_no_member": (
        "Esa persona no era integrante de ese comité en esa fecha. Elija a otra o corrija la fecha.",
        "That person was no member of that committee on that day. Choose another or correct the day.",
    ),
    "household_of_other": (
        "Esa familia es de otro comité. Elija una del mismo comité.",
        "That household is of another committee. Choose one of the same committee.",
    ),
    "unit_without_land": (
        "La superficie y la distancia entre árboles no pueden ser cero.",
        "The area and the spacing of the trees cannot be zero.",
    ),
    "preparation_contradicts": (
        "Dice «ninguna» y además otra preparación. Deje una de las dos cosas.",
        "It says “none” and another preparation as well. Leave one of the two.",
    ),
    "excluded_nothing": (
        "Una parte excluida mide cero. Escriba cuánto mide, o quítela.",
        "An excluded part measures zero. Type how much it is, or take it out.",
    ),
    "excluded_above_area": (
        "Lo excluido suma {excluded} m², y la unidad {unit} tiene {area} m². Corrija una de las dos.",
        "The excluded parts come to {excluded} m², and the unit {unit} has {area} m². Correct one of the two.",
    ),
    "scheme_spelled_otherwise": (
        "Este esquema ya está escrito «{known}». Escríbalo igual, para que sea el mismo.",
        "This scheme is written “{known}” already. Write it alike, so that it is the same one.",
    ),
    "setting_unknown": (
        "No hay ningún ajuste «{name}». Elija uno de la lista.",
        "There is no setting “{name}”. Choose one from the list.",
    ),
    "setting_too_large": (
        "El ajuste «{name}» va de 0 a {largest}.",
        "The setting “{name}” goes from 0 to {largest}.",
    ),
    "setting_no_piece": (
        "«{name}» es un billete o una moneda, en céntimos: {known}.",
        "“{name}” is a note or a coin, in hundredths of a sol: {known}.",
    ),
    "name_missing": (
        "Falta el nombre con el que entra. Escríbalo.",
        "The name to sign in with is missing. Type it.",
    ),
    "account_name_taken": (
        "Ya hay una cuenta «{name}». Elija otro nombre.",
        "There is an account “{name}” already. Choose another name.",
    ),
    "account_missing": (
        "No hay ninguna cuenta «{name}». Mire otra vez la lista.",
        "There is no account “{name}”. Look at the list again.",
    ),
    "account_is_own": (
        "Esta es su propia cuenta. Pida a otra persona que administra que lo haga.",
        "This is your own account. Ask another administrator to do it.",
    ),
    "password_wrong": (
        "La clave actual no es esa. Escríbala otra vez.",
        "That is not the present password. Type it again.",
    ),
    "password_too_short": (
        "La clave nueva necesita de {shortest} a {longest} letras o signos.",
        "The new password needs {shortest} to {longest} letters or signs.",
    ),
    "passwords_differ": (
        "Las dos claves nuevas no son iguales. Escríbalas otra vez.",
        "The two new passwords are not the same. Type them again.",
    ),
}
