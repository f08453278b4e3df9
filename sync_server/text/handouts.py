"""What is said on the papers for the people themselves, and about them: what an assembly is shown, one's own
statement, the forms and the command; part of the table in `texts`. The assembly's words are few and short, for they are
read aloud.
"""

from __future__ import annotations

_ASSEMBLY: dict[str, tuple[str, str]] = {
    "assembly.title": ("Nuestro trabajo", "Our work"),
    "assembly.period": ("Del {first} al {last}", "From {first} to {last}"),
    "assembly.raised": ("plantones listos", "saplings ready"),
    "assembly.planted": ("árboles plantados", "trees planted"),
    "assembly.replanted": ("árboles de recalce", "trees replanted"),
    "assembly.lost": ("árboles perdidos", "trees lost"),
    "assembly.survival": ("{living} de 10 viven", "{living} of 10 live"),
    "assembly.survival_exact": (
        "De cada 100 árboles viven {share}. Se miraron {trees}.",
        "Of 100 trees {share} live. {trees} were looked at.",
    ),
    "assembly.survival_margin": (
        "De cada 100 árboles viven {share}, con {margin} más o menos. Se miraron {trees}.",
        "Of 100 trees {share} live, give or take {margin}. {trees} were looked at.",
    ),
    "assembly.not_counted": (
        "En estos días no se contó cuántos árboles viven.",
        "In these days nobody counted how many trees live.",
    ),
    "assembly.people": ("personas", "people"),
    "assembly.days": ("días de trabajo", "days of work"),
    "assembly.nothing": ("En estos días no hay trabajo anotado.", "In these days no work is on record."),
    "assembly.who": ("Quiénes trabajaron", "Who worked"),
    "assembly.name": ("Apellidos y nombres", "Surnames and names"),
    "assembly.days_column": ("Días", "Days"),
    "assembly.sun": ("1 día", "1 day"),
    "assembly.half_sun": ("medio día", "half a day"),
    "assembly.ten_suns": ("10 días", "10 days"),
    "assembly.by_name_one": ("Anotado por su nombre: 1 día", "Recorded by name: 1 day"),
    "assembly.by_name": ("Anotado por su nombre: {days} días", "Recorded by name: {days} days"),
    "assembly.nameless_one": ("1 persona sin nombre aquí", "1 person without a name here"),
    "assembly.nameless": ("{people} personas sin nombre aquí", "{people} people without a name here"),
    "assembly.minors_one": ("1 menor de edad", "1 person under 18"),
    "assembly.minors": ("{people} menores de edad", "{people} people under 18"),
    "assembly.in_all": ("En total", "In all"),
    "assembly.of_all": ("Todos los comités", "All committees"),
    "assembly.lists": (
        "Son los días de las listas. Si vino otra persona en su lugar, el día es de quien está en la lista.",
        "These are the days of the lists. Where somebody else came, the day is that of whoever is on the list.",
    ),
    "assembly.wrong": (
        "¿Falta alguien? ¿Falta un día? Dígalo ahora, o llame a la oficina: {phone}",
        "Is somebody missing? Is a day missing? Say so now, or call the office: {phone}",
    ),
    "assembly.wrong_no_phone": (
        "¿Falta alguien? ¿Falta un día? Dígalo ahora, o al técnico.",
        "Is somebody missing? Is a day missing? Say so now, or tell the technician.",
    ),
    "assembly.foot": (
        "Plantón · {programme} · {records} registros, raíz {root}…",
        "Plantón · {programme} · {records} records, root {root}…",
    ),
    "assembly.sheet_sums": ("Totales", "Totals"),
    "assembly.sheet_people": ("Personas", "People"),
    "assembly.what": ("Qué", "What"),
    "assembly.number": ("Cantidad", "Number"),
    "assembly.by_name_column": ("Días anotados por su nombre, sin lista", "Days recorded by name, on no list"),
    "assembly.row.raised": ("Plantones listos", "Saplings ready"),
    "assembly.row.planted": ("Árboles plantados", "Trees planted"),
    "assembly.row.replanted": ("Árboles de recalce", "Trees replanted"),
    "assembly.row.lost": ("Árboles perdidos", "Trees lost"),
    "assembly.row.survival_per_mille": ("Viven, de cada 1,000 árboles", "Alive, of 1,000 trees"),
    "assembly.row.survival_margin": ("Más o menos, de cada 1,000", "Give or take, of 1,000"),
    "assembly.row.survival_trees": ("Árboles mirados", "Trees looked at"),
    "assembly.row.people": ("Personas que trabajaron", "People who worked"),
    "assembly.row.half_days": ("Medias jornadas", "Half-days"),
}
_OWN: dict[str, tuple[str, str]] = {
    "own.title": ("Su trabajo y su dinero", "Your work and your money"),
    "own.only": (
        "Este papel es solo para {name}. Nadie más tiene que verlo.",
        "This paper is for {name} alone. Nobody else needs to see it.",
    ),
    "own.codes": ("{committee} · código {codes}", "{committee} · code {codes}"),
    "own.period": ("Del {first} al {last}", "From {first} to {last}"),
    "own.confirmed": ("Confirmado por la oficina", "Confirmed by the office"),
    "own.observed": ("Observado: se está revisando", "On hold: being looked at"),
    "own.pending": ("Aún en una tableta", "Still on a tablet"),
    "own.unknown": ("no se sabe", "not known"),
    "own.earned": ("Ganó en estos días", "Earned in these days"),
    "own.granted": ("Redondeo y condonado", "Rounded and waived"),
    "own.paid": ("Recibió en estos días", "Received in these days"),
    "own.owed": ("Por cobrar hoy, de todo el tiempo", "To be paid today, of all time"),
    "own.too_much": ("Recibió de más, de todo el tiempo", "Received too much, of all time"),
    "own.parts": (
        (
            "Las columnas no se suman, y ninguna es una promesa. Lo observado puede cambiar cuando la oficina lo "
            "revise. Lo que una tableta todavía no ha enviado no está en este papel."
        ),
        (
            "The columns are not added up, and none is a promise. What is on hold may change when the office has "
            "looked at it. What a tablet has not sent yet is not on this paper."
        ),
    ),
    "own.days": ("Día por día", "Day by day"),
    "own.nothing": (
        "En estos días no hay nada anotado con su nombre.",
        "In these days nothing is recorded by your name.",
    ),
    "own.came": ("En la lista: {activity}, {days}", "On the list: {activity}, {days}"),
    "own.day_one": ("1 día", "1 day"),
    "own.day_half": ("½ día", "½ day"),
    "own.day_many": ("{days} días", "{days} days"),
    "own.unit": ("{kind} · unidad {code}", "{kind} · unit {code}"),
    "own.batch": ("{kind} · lote {code}", "{kind} · batch {code}"),
    "own.activity": ("{kind} · {activity}", "{kind} · {activity}"),
    "own.times": ("{count} × {rate} = {amount}", "{count} × {rate} = {amount}"),
    "own.days_times": ("{days} × {rate} = {amount}", "{days} × {rate} = {amount}"),
    "own.group": ("El grupo: {count} × {rate} = {amount}.", "The group: {count} × {rate} = {amount}."),
    "own.group_sum": ("El grupo: {amount}.", "The group: {amount}."),
    "own.share_days": (
        "Se reparte entre {all} días de trabajo; los suyos: {mine}.",
        "Shared by {all} days of work; yours: {mine}.",
    ),
    "own.share_counts": (
        "Se reparte entre {all} contados por nombre; los suyos: {mine}.",
        "Shared by {all} counted by name; yours: {mine}.",
    ),
    "own.opening": ("De antes de llevar registros aquí", "From before records were kept here"),
    "own.taken_back": ("Se quita: {what}", "Taken back: {what}"),
    "own.was_voided": ("Lo anuló {author} el {day}: {reason}.", "Voided by {author} on {day}: {reason}."),
    "own.was_replaced": ("Lo corrigió {author} el {day}: {reason}.", "Corrected by {author} on {day}: {reason}."),
    "own.depends": ("Cambió otro registro del que depende.", "Another record that it depends on has changed."),
    "own.held": ("Observado", "On hold"),
    "own.held_unsaid": ("La oficina lo está revisando.", "The office is looking at it."),
    "own.payout": ("Recibió, planilla {number}", "Received, pay sheet {number}"),
    "own.payout_plain": ("Recibió", "Received"),
    "own.rounding": ("Redondeo a su favor", "Rounded in your favour"),
    "own.waived": ("Condonado: ya no lo debe", "Waived: no longer owed by you"),
    "own.record": ("Registro {id}", "Record {id}"),
    "own.check": ("Cómo comprobarlo", "How to check it"),
    "own.check_1": (
        (
            "Mire cada día: ¿trabajó ese día, en eso, y está la cantidad? Los soles salen de multiplicar la cantidad "
            "por la tarifa."
        ),
        (
            "Look at each day: did you work on it, on that, and is the count right? The soles are the count times the "
            "rate."
        ),
    ),
    "own.check_2": (
        (
            "Cuando el trabajo es de todos, se reparte por los días de cada persona, al céntimo; los céntimos que "
            "sobran van de a uno a quienes les faltó más."
        ),
        (
            "What everybody did together is shared by each person’s days, to the céntimo; the céntimos that are left "
            "go one by one to those who lacked most."
        ),
    ),
    "own.check_3": (
        (
            "Sume el trabajo, línea por línea, sin lo que dice «Recibió», «Redondeo» o «Condonado»: sale «Ganó en "
            "estos días». Lo marcado «Observado» se suma aparte, para su columna."
        ),
        (
            "Add up the work, line by line, without what says “Received”, “Rounded” or “Waived”: that is “Earned in "
            "these days”. What is marked “On hold” is added up by itself, for its column."
        ),
    ),
    "own.check_4": (
        "Con el número del registro la oficina le puede leer quién lo anotó y cada cambio.",
        "By the number of a record the office can read to you who wrote it down, and every change.",
    ),
    "own.complain": ("Si algo falta o no está bien", "If something is missing or wrong"),
    "own.complain_1": (
        (
            "Puede reclamar al técnico, a la oficina, por teléfono, por correo o en el libro de reclamos, también sin "
            "decir su nombre. Queda anotado y se le responde. Un reclamo sobre el técnico no llega a su tableta."
        ),
        (
            "You may complain to the technician, to the office, by telephone, by e-mail or in the book, also without "
            "your name. It is written down and answered. A complaint about the technician never goes to that tablet."
        ),
    ),
    "own.phone": ("Teléfono de la oficina: {phone}", "Telephone of the office: {phone}"),
    "own.foot": (
        "Plantón · {programme} · {records} registros, raíz {root}…",
        "Plantón · {programme} · {records} records, root {root}…",
    ),
}
_ABOUT: dict[str, tuple[str, str]] = {
    "handouts.community": ("Papel para la asamblea", "Paper for the assembly"),
    "handouts.community_means": (
        (
            "Lo que el caserío crió, plantó y recalzó, cuántos árboles viven, y quiénes trabajaron cuántos días, en "
            "letra grande y con dibujos. Sin soles, sin DNI y sin teléfonos. Baja un archivo con el PDF para imprimir "
            "y las mismas filas en CSV y XLSX."
        ),
        (
            "What the community raised, planted and replanted, how many trees live, and who worked on how many days, "
            "in large type and with pictures. No soles, no DNI, no telephones. It downloads as one file with the PDF "
            "to print and the same rows as CSV and XLSX."
        ),
    ),
    "handouts.place": ("Caserío o comité", "Community or committee"),
    "handouts.person": ("Papel para una persona", "Paper for one person"),
    "handouts.person_means": (
        (
            "Todo lo que una persona trabajó, ganó y recibió, con su cuenta. Se entrega solo a esa persona. Queda en "
            "el historial quién lo hizo y de quién es."
        ),
        (
            "All that one person worked, earned and received, with the reckoning. It is handed to that person alone. "
            "Who made it, and of whom, stays on record."
        ),
    ),
    "handouts.choose_member": (
        "Escriba una parte del nombre o del código y elija.",
        "Type a part of the name or the code, and choose.",
    ),
    "handouts.type_member": (
        "Son muchas personas para una lista. El código está en:",
        "There are too many people for a list. The code is in:",
    ),
    "handouts.member": ("Código de la persona", "Code of the person"),
    "handouts.about": ("De quién", "About"),
    "handouts.written.community": (
        "Papel para la asamblea de {place} en {path}. Queda anotado como {record}.",
        "The paper for the assembly of {place} is in {path}. It is on record as {record}.",
    ),
    "handouts.written.person": (
        "Papel de {code} en {path}. Entréguelo solo a esa persona. Queda anotado como {record}.",
        "The paper of {code} is in {path}. Hand it to that person alone. It is on record as {record}.",
    ),
}
HANDOUT_TEXTS: dict[str, tuple[str, str]] = {**_ASSEMBLY, **_OWN, **_ABOUT}
