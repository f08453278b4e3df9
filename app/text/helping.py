"""The sentences of the help: three for each screen, each beside a picture that says the same."""

from __future__ import annotations

TEXTS = {
    "help.title": ("Ayuda", "Help"),
    "help.about": ("Ayuda: {place}", "Help: {place}"),
    "help.tour": ("Ver el recorrido", "See the tour"),
    "help.practise": ("Practicar", "Practise"),
    "help.others": ("Otras pantallas", "Other screens"),
    "help.name_general": ("Plantón", "Plantón"),
    "help.name_nursery_form": ("Registrar vivero", "Record nursery"),
    "help.name_planting": ("Registrar plantación", "Record planting"),
    "help.name_workday": ("Pasar lista", "Call the roll"),
    "help.name_record": ("Un registro", "A record"),
    "help.name_statement": ("Cuenta de una persona", "A person’s account"),
    "help.name_payee": ("Pagar a una persona", "Pay a person"),
    "help.name_release": ("Pasar a otra tableta", "Give to another tablet"),
    "help.name_accept": ("Recibir de otra tableta", "Take from another tablet"),
    "help.name_today": ("Hoy", "Today"),
    "help.name_nursery": ("Vivero", "Nursery"),
    "help.name_history": ("Historial", "History"),
    "help.name_earnings": ("Por cobrar", "Earnings"),
    "help.name_paying": ("Día de pago", "Payday"),
    "help.name_box": ("Caja", "Cash box"),
    "help.name_monitoring": ("Seguimiento", "Monitoring"),
    "help.name_survival": ("Contar prendimiento", "Count survival"),
    "help.name_monitoring_form": ("Registrar seguimiento", "Record monitoring"),
    "help.name_sync": ("Envío", "Sync"),
    "help.name_settings": ("Ajustes", "Settings"),
    "help.name_more": ("Más", "More"),
    "help.general_1": (
        "Toque lo que quiere hacer. Todo se guarda en esta tableta, también sin señal.",
        "Touch what you want to do. Everything is saved on this tablet, also without signal.",
    ),
    "help.general_2": (
        "Si se equivoca, toque «Deshacer» o vuelva atrás: lo escrito no se pierde.",
        "If you make a mistake, touch “Undo” or go back: nothing typed is lost.",
    ),
    "help.general_3": (
        "Si no sabe cómo seguir, llame a la oficina.",
        "If you do not know how to go on, call the office.",
    ),
    "help.today_1": (
        "Toque un botón para registrar asistencia, vivero o plantación.",
        "Touch a button to record attendance, nursery or planting.",
    ),
    "help.today_2": (
        "El dinero del día va en tres partes: confirmado, solo aquí, observado.",
        "The day’s money comes in three parts: confirmed, only here, on hold.",
    ),
    "help.today_3": (
        "Arriba ve cuánto falta enviar. Tóquelo cuando haya señal.",
        "Above you see how much is still to be sent. Touch it when there is signal.",
    ),
    "help.nursery_1": (
        "Cada especie muestra su camino: sembrado, repicado, listo, salida.",
        "Each species shows its way: sown, pricked out, ready, dispatched.",
    ),
    "help.nursery_2": (
        "Toque un lote para registrar lo que pasó con él.",
        "Touch a batch to record what happened to it.",
    ),
    "help.nursery_3": ("Las fechas le dicen qué toca hacer pronto.", "The dates tell you what is due soon."),
    "help.nursery_form_1": (
        "Elija qué se hizo y con qué lote; después el número.",
        "Choose what was done and with which batch; then the number.",
    ),
    "help.nursery_form_2": ("Un conteo es inventario y no paga.", "An inventory count never pays."),
    "help.nursery_form_3": (
        "La aceptación dice el total: se paga solo lo que aumentó.",
        "The acceptance states the total: only the increase is paid.",
    ),
    "help.planting_1": (
        "Elija la unidad de manejo, la especie y el lote.",
        "Choose the management unit, the species and the batch.",
    ),
    "help.planting_2": (
        "Escriba cuántos árboles y quiénes los plantaron.",
        "Type how many trees, and who planted them.",
    ),
    "help.planting_3": (
        "Revise los avisos antes de guardar; la ubicación ayuda, pero no es obligatoria.",
        "Look at the notes before you save; the position helps but is not required.",
    ),
    "help.workday_1": ("Un toque en la persona: vino.", "One touch on the person: they came."),
    "help.workday_2": (
        "«½» es medio día. Los tres puntos: alguien vino en su lugar.",
        "“½” is half a day. The three dots: somebody came in their place.",
    ),
    "help.workday_3": (
        "Lea la lista en voz alta; la directiva firma o pone su marca.",
        "Read the list aloud; an officer signs or makes a mark.",
    ),
    "help.monitoring_1": (
        "Elija la unidad de manejo: dice cuándo se contó y cuánto debe estar en pie.",
        "Choose the management unit: it says when it was counted and what should stand.",
    ),
    "help.monitoring_2": (
        "Anote pérdidas, aprovechamientos y visitas, con foto si hay cámara.",
        "Note losses, harvests and visits, with a photo where there is a camera.",
    ),
    "help.monitoring_3": (
        "Un reclamo va solo a la oficina; la respuesta llega aquí.",
        "A complaint goes to the office alone; the answer comes here.",
    ),
    "help.survival_1": (
        "La tableta sortea las filas. Camine solo esas.",
        "The tablet draws the rows. Walk only those.",
    ),
    "help.survival_2": (
        "En cada fila cuente los vivos y los muertos.",
        "In each row count the living and the dead.",
    ),
    "help.survival_3": (
        "Al final ve cuántos prendieron y cuántos hay que reponer.",
        "At the end you see how many live and how many to replant.",
    ),
    "help.monitoring_form_1": (
        "Elija qué pasó y escriba el número.",
        "Choose what happened and type the number.",
    ),
    "help.monitoring_form_2": (
        "Una foto ayuda, pero no es obligatoria.",
        "A photo helps but is not required.",
    ),
    "help.monitoring_form_3": (
        "Revise y guarde; tiene diez segundos para deshacer.",
        "Look it over and save; you have ten seconds to undo.",
    ),
    "help.history_1": (
        "Aquí está todo lo registrado, lo más nuevo arriba.",
        "All that was recorded is here, the newest at the top.",
    ),
    "help.history_2": ("Filtre por clase, estado o días.", "Filter by kind, state or days."),
    "help.history_3": (
        "Toque un registro para verlo, corregirlo o anularlo.",
        "Touch a record to see, correct or void it.",
    ),
    "help.record_1": (
        "A un lado lo que dice el registro; al otro, quién gana qué con él.",
        "On one side what the record says, on the other who earns what by it.",
    ),
    "help.record_2": (
        "Corregir o anular pide un motivo; lo anterior queda escrito.",
        "Correcting or voiding asks for a reason; what was before stays written.",
    ),
    "help.record_3": (
        "Si está observado, la razón está arriba. Lo decide la oficina.",
        "If it is on hold, the reason is above. The office decides.",
    ),
    "help.earnings_1": (
        "Lo que cada persona tiene por cobrar en este comité.",
        "What each person in this committee is still to be paid.",
    ),
    "help.earnings_2": (
        "En tres partes: confirmado, solo aquí, observado.",
        "In three parts: confirmed, only here, on hold.",
    ),
    "help.earnings_3": (
        "Toque a la persona para ver por qué. Enséñelo solo a ella.",
        "Touch the person to see why. Show it to nobody else.",
    ),
    "help.statement_1": ("Cada línea es un día de trabajo o un pago.", "Each line is a day of work or a payment."),
    "help.statement_2": (
        "Toque una línea para ver el registro del que viene.",
        "Touch a line to see the record it comes from.",
    ),
    "help.statement_3": (
        "Los montos se ven al tocar «Mostrar montos»: que no los vean los vecinos.",
        "Amounts show when you touch “Show amounts”: do not let neighbours see them.",
    ),
    "help.paying_1": ("Elija primero al testigo del día.", "First choose the day’s witness."),
    "help.paying_2": (
        "Toque a quien sigue. Los montos se ven solo en su página.",
        "Touch whose turn it is. Amounts show on their page alone.",
    ),
    "help.paying_3": ("El color y la palabra dicen quién ya cobró.", "Colour and word say who has been paid."),
    "help.payee_1": (
        "Entregue los billetes y monedas que se ven, uno por uno.",
        "Hand over the notes and coins that you see, one by one.",
    ),
    "help.payee_2": (
        "La persona firma, o pone su marca delante del testigo.",
        "The person signs, or makes a mark before the witness.",
    ),
    "help.payee_3": (
        "Si algo no cuadra, toque «Deshacer» antes de seguir.",
        "If something does not add up, touch “Undo” before you go on.",
    ),
    "help.box_1": ("La caja es suya: se abre con su PIN.", "The box is yours: it opens with your PIN."),
    "help.box_2": (
        "Cuente los billetes y monedas; la tableta dice si cuadra.",
        "Count the notes and coins; the tablet says whether it is right.",
    ),
    "help.box_3": (
        "Anote cada gasto con su comprobante y una foto.",
        "Note every expense with its voucher and a photo.",
    ),
    "help.release_1": ("Elija la tableta que pagará a esta persona.", "Choose the tablet that will pay this person."),
    "help.release_2": (
        "La otra tableta lee el código o recibe el texto.",
        "The other tablet reads the code or is given the text.",
    ),
    "help.release_3": ("Desde entonces solo la otra puede pagarle.", "From then on only the other one can pay."),
    "help.accept_1": ("Lea el código de la otra tableta.", "Read the other tablet’s code."),
    "help.accept_2": ("Sin cámara, pegue el texto que le pasaron.", "Without a camera, paste the text you were given."),
    "help.accept_3": ("La persona aparece en su lista para pagar.", "The person appears on your list to be paid."),
    "help.sync_1": ("Con señal, toque «Sincronizar ahora».", "Where there is signal, touch “Sync now”."),
    "help.sync_2": (
        "Verde quiere decir: todo está a salvo en la oficina.",
        "Green means: everything is safe at the office.",
    ),
    "help.sync_3": (
        "Sin señal, guarde un archivo en una memoria y llévelo a la oficina.",
        "Without signal, write a file to a memory stick and carry it to the office.",
    ),
    "help.settings_1": ("Elija idioma, tamaño de letra y sonido.", "Choose language, text size and sound."),
    "help.settings_2": (
        "La pantalla se bloquea sola después del tiempo que elija.",
        "The screen locks by itself after the time you choose.",
    ),
    "help.settings_3": (
        "Si la oficina lo pide, comparta el informe: no lleva nombres.",
        "If the office asks for it, share the report: it holds no names.",
    ),
    "help.more_1": ("Avance e historial de lo que se hizo.", "Progress and history of what was done."),
    "help.more_2": ("Envío a la oficina y ajustes de la tableta.", "Sending to the office and the tablet’s settings."),
    "help.more_3": (
        "Practique con datos inventados, y bloquee al dejar la tableta.",
        "Practise with made-up data, and lock the tablet when you leave it.",
    ),
}
