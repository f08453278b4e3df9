"""What the pages of technicians' cash say, in Spanish and English; part of the table in `texts`."""

from __future__ import annotations

CASH_TEXTS: dict[str, tuple[str, str]] = {
    "cash.title": ("Caja", "Cash"),
    "cash.places": ("Efectivo y pagos", "Cash and payouts"),
    "cash.boxes": ("Cajas", "Cash boxes"),
    "cash.open": ("Fondos por rendir", "Open advances"),
    "cash.unexplained": ("Sin explicar", "Not explained"),
    "cash.owed": ("Deben los técnicos", "Owed by technicians"),
    "cash.in_boxes": ("En manos de los técnicos", "In the technicians’ hands"),
    "cash.between": ("además en camino entre técnicos: {amount}", "and on its way between technicians: {amount}"),
    "cash.open_trips": ("Fondos por rendir", "Advances to settle"),
    "cash.none_open": (
        "Nadie tiene un fondo por rendir. Cuando entregue efectivo, anótelo abajo.",
        "Nobody has an advance to settle. When cash is handed out, enter it below.",
    ),
    "cash.should_lie": ("Debe haber", "Should be there"),
    "cash.left_nothing": ("Queda por explicar", "Left to explain"),
    "cash.days": ("{count} días", "{count} days"),
    "cash.one_day": ("1 día", "1 day"),
    "cash.is_missing": ("faltan {amount}", "{amount} missing"),
    "cash.is_too_much": ("sobran {amount}", "{amount} too much"),
    "cash.difference_waits": ("espera otra firma", "waits for another person"),
    "cash.counted_well": ("cuadró el {day}", "agreed on {day}"),
    "cash.never_counted": ("sin arqueo", "not counted"),
    "cash.technicians": ("Por persona", "By person"),
    "cash.in_box": ("Debe tener", "Should have"),
    "cash.owes": ("Debe", "Owes"),
    "cash.settled": ("Ya rendidos", "Settled"),
    # Handing out
    "cash.hand_out": ("Entregar efectivo", "Hand out cash"),
    "cash.hand_out_button": ("Anotar la entrega", "Enter the advance"),
    "cash.amount_left_empty": (
        "Si deja el monto vacío, se entrega lo que falta pagar en efectivo de las planillas marcadas.",
        "With no amount, what is still to be paid in cash of the ticked sheets is handed out.",
    ),
    "cash.pieces_left_empty": (
        "Las piezas se calculan solas si no las escribe.",
        "The notes and coins are worked out unless you type them.",
    ),
    "cash.to_whom": ("A quién", "To whom"),
    "cash.new_trip": ("{name}: fondo nuevo", "{name}: a new advance"),
    "cash.tops_up": ("{name}: se suma al del {day}", "{name}: added to that of {day}"),
    "cash.for_sheets": ("Para pagar las planillas", "To pay the sheets"),
    "cash.pieces_handed": (
        "Billetes y monedas, si no son los calculados",
        "Notes and coins, if others than worked out",
    ),
    # One trip
    "cash.trip_of": ("Fondo de {name}", "Advance of {name}"),
    "cash.since": ("desde el {day}", "since {day}"),
    "cash.alarm_missing": (
        "Según el arqueo del {day} faltan {amount}. Busque el pago o el gasto que falta anotar, o decida qué pasó.",
        "By the count of {day}, {amount} are missing. Look for a payout or an expense not entered, or decide about it.",
    ),
    "cash.alarm_too_much": (
        "Según el arqueo del {day} sobran {amount}. Busque a quién no se le pagó, o decida qué pasó.",
        "By the count of {day} there are {amount} too much. Look for who was not paid, or decide about it.",
    ),
    "cash.arithmetic": ("La cuenta", "The account"),
    "cash.less_paid": ("Pagado a la gente", "Paid to people"),
    "cash.less_spent": ("Gastado con comprobante", "Spent with a voucher"),
    "cash.less_handed_over": ("Entregado a otros técnicos", "Handed to other technicians"),
    "cash.less_returned": ("Devuelto a la oficina", "Returned to the office"),
    "cash.less_difference": ("Diferencias aprobadas", "Differences approved"),
    "cash.less_kept": ("Guardado para el siguiente", "Kept for the next one"),
    "cash.given_to": ("Dado a {name}", "Given to {name}"),
    "cash.not_received": ("todavía no dijo que lo tiene", "has not said yet that they have it"),
    "cash.away": ("{amount} en camino", "{amount} under way"),
    "cash.moves": ("Movimientos", "Movements"),
    "cash.in": ("Entra", "In"),
    "cash.out": ("Sale", "Out"),
    "cash.then_there": ("Queda", "Left"),
    "cash.counts": ("Arqueos", "Counts"),
    "cash.no_counts": ("Todavía nadie contó esta caja.", "Nobody has counted this box yet."),
    "cash.agrees": ("cuadra", "agrees"),
    "cash.is_explained": ("explicado: {amount}", "explained: {amount}"),
    "cash.expected": ("debía haber {amount}", "{amount} should have been there"),
    "cash.paid_for": ("Planillas", "Pay sheets"),
    "cash.payouts": ("Pagos", "Payouts"),
    "cash.next_trip": ("{amount} pasaron al fondo siguiente", "{amount} went into the next advance"),
    "cash.difference_of": ("Diferencia de {amount}", "Difference of {amount}"),
    # Steps
    "cash.return": ("Recibir efectivo de vuelta", "Take cash back"),
    "cash.return_means": (
        "Cuente delante de la persona y dele su recibo. Con el monto vacío vale lo que suman las piezas.",
        "Count in the person’s presence and give a receipt. With no amount, what the pieces add up to counts.",
    ),
    "cash.receipt": ("Recibo N°", "Receipt no."),
    "cash.count": ("Arqueo", "Count the cash"),
    "cash.count_means": (
        "Escriba cuántos hay de cada uno. Si la caja está vacía, escriba un 0.",
        "Type how many there are of each. If the box is empty, type a 0.",
    ),
    "cash.spend": ("Gasto con comprobante", "Expense with a voucher"),
    "cash.spend_means": (
        "Lo que se gastó de este fondo y la tableta todavía no dijo.",
        "What was spent of this advance and the tablet has not said yet.",
    ),
    "cash.hand_over": ("Dio efectivo a otro técnico", "Gave cash to another technician"),
    "cash.hand_over_means": (
        "Con el papel que los dos firmaron. Sale de este fondo y entra al del otro, al mismo tiempo.",
        "By the paper that both have signed. It leaves this advance and enters the other’s, at once.",
    ),
    "cash.hand_over_nobody": (
        "Para anotar efectivo dado a otro técnico, el otro tiene que tener un fondo por rendir.",
        "For cash given to another technician, the other has to have an advance to settle.",
    ),
    "cash.hand_over_where": (
        "Si un técnico dio efectivo a otro, abra el fondo de quien lo dio y anótelo allí.",
        "If a technician gave cash to another, open the advance of who gave it and enter it there.",
    ),
    "cash.into": ("Entra al fondo de", "Goes into the advance of"),
    "cash.receive": ("El otro técnico lo recibió", "The other technician has received it"),
    "cash.receive_means": (
        "Lo que una tableta dijo que se dio y el otro todavía no anotó, con el papel firmado.",
        "What a tablet says was given and the other has not entered yet, by the signed paper.",
    ),
    "cash.which_cash": ("Cuál", "Which"),
    "cash.done_hand_over": ("Entrega entre técnicos anotada.", "Cash between technicians entered."),
    "cash.done_receive": ("Recepción anotada.", "Receipt entered."),
    "cash.explain": ("Decidir una diferencia", "Decide about a difference"),
    "cash.explain_means": (
        (
            "Lo que falta se escribe tal cual, lo que sobra con un menos delante. Vale cuando otra persona lo apruebe; "
            "un robo, cuando lo aprueben dos."
        ),
        (
            "Type what is missing as it is, and what is too much with a minus before it. It counts once another person "
            "approves; a robbery once two do."
        ),
    ),
    "cash.difference_amount": ("Falta", "Missing"),
    "cash.paper_if_any": ("Documento o denuncia", "Document or police report"),
    "cash.means_difference": ("Nadie lo debe: es un costo del programa.", "Nobody owes it: the programme bears it."),
    "cash.means_owed": ("Queda anotado como deuda suya.", "It is noted as their debt."),
    "cash.means_robbery": ("Con el número de la denuncia policial.", "With the number of the police report."),
    "cash.settle": ("Cerrar la rendición", "Settle the advance"),
    "cash.settle_means": (
        "Todo tiene que cuadrar al céntimo. Lo que se queda abre el fondo siguiente; si nada se queda, escriba 0.",
        "Everything has to add up to the céntimo. What stays opens the next advance; if nothing stays, type 0.",
    ),
    "cash.keeps": ("Se queda con", "Keeps"),
    "cash.add_to_it": ("Sumar efectivo a este fondo", "Add cash to this advance"),
    "cash.repay": ("Paga lo que debe", "Pays back what is owed"),
    "cash.repay_means": ("Debe {amount} al programa.", "Owes the programme {amount}."),
    "cash.done_advance": ("Entrega anotada.", "Advance entered."),
    "cash.done_return": ("Devolución anotada.", "Return entered."),
    "cash.done_count": ("Arqueo anotado.", "Count entered."),
    "cash.done_spend": ("Gasto anotado.", "Expense entered."),
    "cash.done_explain": (
        "Anotado. Vale cuando otra persona lo apruebe.",
        "Entered. It counts once another person approves.",
    ),
    "cash.done_settle": ("Fondo rendido.", "Advance settled."),
    "cash.done_repay": ("Pago anotado.", "Payment entered."),
}
