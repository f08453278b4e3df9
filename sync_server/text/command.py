"""What the command says, in Spanish and English; part of the table in `texts`."""

from __future__ import annotations

COMMAND_TEXTS: dict[str, tuple[str, str]] = {
    "settings.database_missing": (
        "Falta decir dónde están los datos: --database sqlite:///archivo.db o postgresql+psycopg://…",
        "Where the data is has to be said: --database sqlite:///file.db or postgresql+psycopg://…",
    ),
    "settings.database_strange": (
        "«{database}» no es una base de datos que este servidor use. Use sqlite:/// o postgresql+psycopg://.",
        "“{database}” is no database this server uses. Use sqlite:/// or postgresql+psycopg://.",
    ),
    "settings.database_unreachable": (
        "No se pudo abrir la base de datos. Revise la dirección y que esté encendida. Ella dice: {cause}",
        "The database could not be opened. Check its address and that it runs. It says: {cause}",
    ),
    "settings.port_strange": (
        "«{port}» no es un puerto. Es un número hasta 65535.",
        "“{port}” is no port. It is a number up to 65535.",
    ),
    "settings.workers_strange": (
        "«{workers}» no es una cantidad de procesos. Elija de 1 a {most} con --workers.",
        "“{workers}” is no number of processes. Choose from 1 to {most} with --workers.",
    ),
    "settings.tiles_strange": (
        "«{tiles}» no sirve de fondo del mapa. Escriba su dirección con {{z}}, {{x}} y {{y}}, una vez cada uno.",
        "“{tiles}” is no background for the map. Write an http(s) address with {{z}}, {{x}} and {{y}}, each once.",
    ),
    "settings.address_strange": (
        "«{address}» no es una dirección. Escríbala con http:// o https://.",
        "“{address}” is no address. Write it with http:// or https://.",
    ),
    "state.unknown": (
        (
            "En {folder} no está la nota de lo último que firmó esta base, y hay tabletas que pueden tener más. Si el "
            "servidor usa otra carpeta, indíquela con --state. Si la base se restauró de una copia de seguridad, use "
            "planton-server put-back; si no le falta nada y solo cambió de máquina o carpeta, planton-server moved."
        ),
        (
            "{folder} has no note of what this database signed last, and tablets may hold more. If the server uses "
            "another folder, name it with --state. If the database was put back from a backup, run planton-server "
            "put-back; if it lacks nothing and only its machine or folder changed, planton-server moved."
        ),
    ),
    "state.known": (
        "En {folder} está la nota de esta base de datos: no hace falta decir nada. Si se restauró, se nota al abrirla.",
        "{folder} has the note of this database: nothing has to be said. If it was put back, opening it shows it.",
    ),
    "state.key_lost": (
        (
            "En la base falta la llave con la que {origin} firma, o no es la suya: alguien la ha cambiado. Ponga en su "
            "lugar la última copia de seguridad."
        ),
        (
            "The database lacks the key with which {origin} signs, or has another one: somebody has changed it. Put "
            "the last backup in its place."
        ),
    ),
    "state.put-back": (
        "La base sigue desde su copia como {origin}. Las tabletas devolverán lo que falta en su próximo envío.",
        "The database goes on from its backup as {origin}. Tablets give back what it lacks with their next sync.",
    ),
    "state.moved": (
        "La base sigue como {origin}. Su nota está ahora en {folder}.",
        "The database goes on as {origin}. Its note is in {folder} from now on.",
    ),
    "command.port_taken": (
        "No se puede escuchar en {address}: {cause}. Elija otro puerto con --port.",
        "Cannot listen on {address}: {cause}. Choose another port with --port.",
    ),
    "command.serving": (
        "Plantón {programme} atiende en {address} (origen {origin}). Ctrl+C lo detiene.",
        "Plantón {programme} serves at {address} (origin {origin}). Ctrl+C stops it.",
    ),
    "command.code": ("Código para «{label}», vale un día: {code}", "Code for “{label}”, good for one day: {code}"),
    "command.payload": ("Para el código QR: {payload}", "For the QR code: {payload}"),
    "command.committee_unknown": (
        "No hay un comité con el código {code}. Hay estos: {known}.",
        "There is no committee with the code {code}. There are: {known}.",
    ),
    "command.user_unknown": (
        "No hay un usuario con el código {code}. Hay estos: {known}.",
        "There is no user with the code {code}. There are: {known}.",
    ),
    "command.revoked": ("La tableta {tablet} quedó dada de baja.", "The tablet {tablet} is shut out."),
    "command.revoked_before": (
        "La tableta {tablet} ya estaba dada de baja.",
        "The tablet {tablet} was shut out already.",
    ),
    "command.password": ("Clave para {name}: ", "Password for {name}: "),
    "command.password_again": ("Otra vez: ", "Again: "),
    "command.passwords_differ": (
        "Las dos claves no son iguales. No se guardó nada.",
        "The two passwords are not the same. Nothing was kept.",
    ),
    "command.password_short": (
        "La clave tiene de {shortest} a {longest} signos. No se guardó nada.",
        "The password has {shortest} to {longest} characters. Nothing was kept.",
    ),
    "command.name_empty": ("El usuario no puede quedar vacío.", "The user’s name cannot be empty."),
    "command.account": (
        "{name} ya puede entrar a las páginas como {role}.",
        "{name} can now sign in to the pages as {role}.",
    ),
    "command.not_empty": (
        "El programa {programme} ya tiene {count} registros. Solo se carga en un programa vacío.",
        "The programme {programme} already has {count} records. Entries are loaded into an empty one only.",
    ),
    "command.no_entries": (
        "En {folder} no hay archivos .json con registros.",
        "There are no .json files with entries in {folder}.",
    ),
    "command.entries_strange": (
        "Los archivos de {folder} no se pueden cargar y no se guardó nada: {cause}",
        "The files in {folder} cannot be loaded and nothing was kept: {cause}",
    ),
    "command.loaded": ("Se cargaron {count} registros.", "{count} entries were loaded."),
    # Files that come by hand
    "bundle.taken": (
        "{file}: tableta {tablet}, {count} registros nuevos. La respuesta está en {reply}: devuélvala a la tableta.",
        "{file}: tablet {tablet}, {count} new records. The reply is {reply}: take it back to the tablet.",
    ),
    "bundle.known": (
        "{file}: tableta {tablet}, ya se había leído; nada se repitió. La respuesta está otra vez en {reply}.",
        "{file}: tablet {tablet}, it was read before; nothing was repeated. The reply is again in {reply}.",
    ),
    "bundle.shut_out": (
        "{file}: la tableta {tablet} está dada de baja. Guardados para revisar: {count}. Respuesta: {reply}.",
        "{file}: the tablet {tablet} is shut out. Kept to be looked at: {count}. Reply: {reply}.",
    ),
    "bundle.ahead": (
        "{file}: la tableta {tablet} guarda más que este servidor, que se restauró; devolvió {count}. Llévele {reply}.",
        "{file}: the tablet {tablet} holds more than this restored server; it gave back {count}. Take it {reply}.",
    ),
    "bundle.refused": ("{file}: {reason}", "{file}: {reason}"),
    "bundle.none": ("No hay envíos en {place}.", "There are no files of tablets in {place}."),
    "bundle.some_refused": (
        "{refused} de {all} envíos no se pudieron leer; arriba dice por qué.",
        "{refused} of {all} files could not be read; the reasons are above.",
    ),
}
