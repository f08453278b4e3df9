"""The words on the way in: enrolling the tablet, the first fetching of data, and signing in."""

from __future__ import annotations

TEXTS = {
    "entry.welcome": ("Bienvenidos a Plantón", "Welcome to Plantón"),
    "entry.enrol_detail": (
        "Para empezar, inscriba esta tableta con el papel que le dio la oficina. Solo esta vez hace falta señal.",
        "To begin, enrol this tablet with the paper from the office. Only this once a signal is needed.",
    ),
    "entry.address": ("Dirección del servidor", "Server address"),
    "entry.address_placeholder": ("https://…", "https://…"),
    "entry.code": ("Código", "Code"),
    "entry.code_placeholder": ("ABCD-EFGH-JKMN", "ABCD-EFGH-JKMN"),
    "entry.code_hint": (
        "Doce letras y números. También puede pegar aquí todo el texto del papel.",
        "Twelve letters and digits. You may also paste the whole text of the paper here.",
    ),
    "entry.enrol": ("Inscribir esta tableta", "Enrol this tablet"),
    "entry.asking": ("Hablando con la oficina…", "Talking with the office…"),
    "entry.step_1": ("Dirección y código, como están en el papel", "Address and code, as on the paper"),
    "entry.step_2": ("La tableta trae los datos de sus comités", "The tablet fetches the data of its committees"),
    "entry.step_3": ("Usted elige un PIN, y listo", "You choose a PIN, and that is all"),
    "entry.fetching": ("Trayendo los datos", "Fetching the data"),
    "entry.fetching_detail": (
        "La tableta ya está inscrita. Si se corta la señal, sigue después desde donde quedó.",
        "The tablet is enrolled. If the signal breaks off, it goes on later from where it stopped.",
    ),
    "entry.records": ("Registros", "Records"),
    "entry.people_missing": ("Faltan los datos de la oficina", "The office’s data is missing"),
    "entry.people_missing_detail": (
        "Esta tableta está inscrita, pero todavía no tiene a sus usuarios. Tráigalos cuando haya señal.",
        "This tablet is enrolled but does not have its users yet. Fetch them when there is signal.",
    ),
    "entry.fetch": ("Traer los datos", "Fetch the data"),
    "entry.who": ("¿Quién va a trabajar?", "Who is going to work?"),
    "entry.who_detail": ("Toque su nombre.", "Touch your name."),
    "entry.type_pin": ("Escriba su PIN", "Type your PIN"),
    "entry.choose_pin": ("Elija un PIN de 4 dígitos", "Choose a PIN of 4 digits"),
    "entry.choose_pin_detail": (
        "Con él abrirá Plantón cada vez. No use dígitos iguales ni seguidos, como 1111 o 1234.",
        "It opens Plantón each time. No digits that are the same or in a row, such as 1111 or 1234.",
    ),
    "entry.repeat_pin": ("Escríbalo otra vez", "Type it again"),
    "entry.wait": ("Demasiados intentos", "Too many tries"),
    "entry.wait_detail": (
        "Cuando el tiempo termine podrá intentar otra vez. Lo registrado está a salvo.",
        "When the time is over you can try again. What was recorded is safe.",
    ),
    "entry.other_person": ("Soy otra persona", "I am somebody else"),
    "entry.locked": (
        "Plantón está bloqueado. Lo que estaba haciendo sigue ahí.",
        "Plantón is locked. What you were doing is still there.",
    ),
    "entry.forgot": ("Olvidé mi PIN", "I forgot my PIN"),
    "entry.remembered": ("Ya me acordé", "I remember now"),
    "entry.reset_title": ("Llame a la oficina y dicte estas letras", "Call the office and read these letters out"),
    "entry.reset_detail": (
        "La oficina le dará ocho números. No hace falta señal de datos.",
        "The office will tell you eight digits. No data signal is needed.",
    ),
    "entry.reset_note": (
        "Las letras no cambian hasta que use el código: puede llamar más tarde.",
        "The letters stay the same until the code is used: you can call later.",
    ),
    "entry.code_who": ("Tableta {tablet} · usuario {user}", "Tablet {tablet} · user {user}"),
    "entry.type_code": ("Escriba los ocho números de la oficina", "Type the eight digits from the office"),
    "entry.let_in": ("{name} todavía no tiene PIN aquí", "{name} has no PIN here yet"),
    "entry.let_in_detail": (
        "Para elegirlo, alguien que ya tiene PIN aquí le permite entrar. Toque su nombre y pídale que escriba su PIN.",
        "To choose one, somebody who has a PIN here lets you in. Touch their name and have them type their PIN.",
    ),
    "entry.let_in_nobody": (
        "Nadie que trabaje hoy con esta tableta tiene PIN. Llame a la oficina: con un código podrá elegir el suyo.",
        "Nobody who works with this tablet now has a PIN. Call the office: with a code you can choose yours.",
    ),
    "entry.ask_office": ("Pedir un código a la oficina", "Ask the office for a code"),
    "entry.gives_leave": (
        "Con su PIN permite que {name} entre y elija el suyo.",
        "With your PIN you let {name} in to choose theirs.",
    ),
    "entry.no_pin_yet": ("Primera vez: elegirá un PIN", "First time: you will choose a PIN"),
}
