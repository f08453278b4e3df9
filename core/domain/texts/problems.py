"""The sentences of the error catalogue: code → (Spanish, English). Codes are stable; wording may improve."""

from __future__ import annotations

PROBLEM_TEXTS: dict[str, tuple[str, str]] = {
    # What a person types
    "amount_unreadable": (
        "«{text}» no es un monto en soles. Escríbalo así: 1,234.50.",
        "“{text}” is not an amount in soles. Write it like this: 1,234.50.",
    ),
    "dni_unreadable": (
        "«{text}» no es un DNI. Son ocho dígitos, con los ceros de adelante.",
        "“{text}” is not a DNI. It has eight digits, leading zeros included.",
    ),
    "dni_check_wrong": (
        "El último carácter de «{text}» no corresponde a ese DNI. Revise los dígitos con el documento.",
        "The last character of “{text}” does not fit that DNI. Check the digits against the card.",
    ),
    "mobile_unreadable": (
        "«{text}» no es un celular. Son nueve dígitos y empieza con 9.",
        "“{text}” is not a mobile number. It has nine digits and begins with 9.",
    ),
    "count_missing": (
        "Falta la cantidad. Escriba un número mayor que cero.",
        "The count is missing. Type a number above zero.",
    ),
    "count_not_positive": (
        "La cantidad tiene que ser mayor que cero.",
        "The count has to be above zero.",
    ),
    "count_implausible": (
        "{count} es más de lo posible en un solo registro (hasta {largest}). Revise el número.",
        "{count} is more than one record can hold (up to {largest}). Check the number.",
    ),
    "total_below_accepted": (
        "El total de listos ({total}) es menor que el ya aceptado ({accepted}). Si el anterior está mal, corríjalo en el historial.",
        "The total of ready saplings ({total}) is below the one already accepted ({accepted}). If that one is wrong, correct it in the history.",
    ),
    "total_adds_nothing": (
        "El total es igual al ya aceptado ({accepted}): no hay plantones nuevos que aceptar.",
        "The total equals the one already accepted ({accepted}): there are no new saplings to accept.",
    ),
    "parts_do_not_add_up": (
        "Las camas, bandejas y jabas suman {parts}, pero la cantidad dice {count}. Corrija una de las dos.",
        "Beds, trays and crates add up to {parts}, but the count says {count}. Correct one of them.",
    ),
    "people_do_not_add_up": (
        "Las personas suman {people}, pero el registro dice {count}. Corrija las cantidades.",
        "The people add up to {people}, but the record says {count}. Correct the counts.",
    ),
    "nobody_named": (
        "Falta decir quiénes hicieron el trabajo. Elija la jornada o las personas.",
        "Who did the work is missing. Choose the workday or the people.",
    ),
    "nobody_present": (
        "Nadie está marcado como presente. Marque a quienes vinieron.",
        "Nobody is marked as present. Mark those who came.",
    ),
    "day_in_future": (
        "El {day} todavía no llega. Elija hoy o un día anterior.",
        "{day} has not come yet. Choose today or an earlier day.",
    ),
    "day_before_programme": (
        "El {day} es anterior al programa, que empezó el {began_on}. Revise la fecha.",
        "{day} is before the programme, which began on {began_on}. Check the date.",
    ),
    "unit_not_chosen": (
        "Falta la unidad. Vuelva y elija la unidad cuyo lindero va a recorrer.",
        "The unit is missing. Go back and choose the unit whose border you will walk.",
    ),
    "border_unfinished": (
        "El lindero tiene {corners} esquinas y hacen falta por lo menos 3. Siga caminando y anote la próxima esquina.",
        "The border has {corners} corners and needs at least 3. Walk on and take the next corner.",
    ),
    "border_too_large": (
        "El lindero encierra más de {hectares} hectáreas: alguna esquina se tomó mal. Vuelva, quite la que salta y tómela de nuevo.",
        "The border encloses more than {hectares} hectares: a corner was taken wrongly. Go back, undo the one that jumps and take it anew.",
    ),
    "fact_too_large": (
        "Así como está escrito no cabe en un registro. Revise los números y acorte los textos.",
        "As it is written it does not fit into a record. Check the numbers and shorten the texts.",
    ),
    "position_forbidden": (
        "Plantón no tiene permiso para ver dónde está. Siga sin posición, o dé el permiso de ubicación en los ajustes de la tableta.",
        "Plantón is not allowed to see where you are. Go on without a position, or allow the location in the tablet’s settings.",
    ),
    "position_off": (
        "La ubicación de la tableta está apagada. Enciéndala en los ajustes de la tableta, o siga sin posición.",
        "The tablet’s location is switched off. Switch it on in the tablet’s settings, or go on without a position.",
    ),
    "position_missing": (
        "Esta tableta no tiene GPS que Plantón pueda usar. Siga sin posición: no hace falta para guardar.",
        "This tablet has no GPS that Plantón can use. Go on without a position: it is not needed for saving.",
    ),
    "position_late": (
        "La tableta no encuentra los satélites. Salga de debajo de los árboles e intente otra vez, o siga sin posición.",
        "The tablet finds no satellites. Step out from under the trees and try again, or go on without a position.",
    ),
    "unknown_member": (
        "Esa persona ({id}) no está en la lista de esta tableta. Sincronice o elija a otra.",
        "That person ({id}) is not on this tablet’s list. Sync, or choose someone else.",
    ),
    "unknown_batch": (
        "Ese lote ({id}) no está en esta tableta. Sincronice o elija otro.",
        "That batch ({id}) is not on this tablet. Sync, or choose another.",
    ),
    "unknown_unit": (
        "Esa unidad de manejo ({id}) no está en esta tableta. Sincronice o elija otra.",
        "That management unit ({id}) is not on this tablet. Sync, or choose another.",
    ),
    "unknown_thing": (
        "Lo que el registro nombra ({id}) no está en esta tableta. Sincronice y vuelva a intentar.",
        "What the record names ({id}) is not on this tablet. Sync and try again.",
    ),
    "species_differs": (
        "El lote {batch} es de {batch_species}, no de {species}. Elija el lote correcto.",
        "Batch {batch} is {batch_species}, not {species}. Choose the right batch.",
    ),
    "code_taken": (
        "Ya hay un lote con el código {taken} en este comité. Use otro código.",
        "There already is a batch with the code {taken} in this committee. Use another code.",
    ),
    "text_missing": (
        "Falta llenar «{field}».",
        "“{field}” is missing.",
    ),
    "rows_not_counted": (
        "Falta contar filas. Camine cada fila del sorteo y anote los vivos y los muertos.",
        "Rows are still to be counted. Walk each of the drawn rows and note the living and the dead.",
    ),
    "row_is_empty": (
        "En la fila {row} no se anotó ningún árbol. Si de verdad no hay, toque otra vez el botón de abajo.",
        "No tree was noted in row {row}. If there really is none, touch the button below once more.",
    ),
    # Corrections
    "reason_missing": (
        "Diga por qué: elija un motivo.",
        "Say why: choose a reason.",
    ),
    "already_corrected": (
        "Este registro cambió desde que lo abrió. Ábralo otra vez y corrija la versión nueva.",
        "This record has changed since you opened it. Open it again and correct the new version.",
    ),
    "already_void": (
        "Este registro ya está anulado.",
        "This record is already void.",
    ),
    "nothing_changed": (
        "No cambió nada: el registro queda como estaba.",
        "Nothing changed: the record stays as it was.",
    ),
    "office_corrects": (
        "Este dato lo corrige la oficina. Llame al coordinador.",
        "The office corrects this. Call the coordinator.",
    ),
    # Rates
    "rate_in_the_past": (
        "Una tarifa nueva no puede empezar el {starts_on}, antes de hoy ({today}).",
        "A new rate cannot start on {starts_on}, before today ({today}).",
    ),
    "rate_ends_before_start": (
        "La tarifa termina el {ends_on}, antes de empezar el {starts_on}. Corrija las fechas.",
        "The rate ends on {ends_on}, before it starts on {starts_on}. Correct the dates.",
    ),
    "rate_overlaps": (
        "La tarifa del {span} se cruza con otra para el mismo trabajo, del {other_span} ({other}). Cambie las fechas; si la otra está mal, reemplácela.",
        "The rate of {span} crosses another for the same work, of {other_span} ({other}). Change the days; if the other is wrong, replace it.",
    ),
    # Signing in
    "pin_wrong": (
        "El PIN no es correcto. Intentos que quedan antes de esperar: {left}.",
        "The PIN is not right. Tries left before a wait: {left}.",
    ),
    "pin_locked": (
        "Demasiados intentos. Espere {seconds} segundos y vuelva a escribirlo con calma.",
        "Too many tries. Wait {seconds} seconds and type it again without haste.",
    ),
    "pin_too_simple": (
        "El PIN tiene de 4 a 6 dígitos. Elija otro.",
        "The PIN has 4 to 6 digits. Choose another.",
    ),
    "pin_repeats": (
        "«{pin}» repite los mismos dígitos: es lo primero que otra persona probaría. Elija otro.",
        "“{pin}” repeats the same digits: it is what another person would try first. Choose another.",
    ),
    "pin_in_order": (
        "«{pin}» son dígitos seguidos: es lo primero que otra persona probaría. Elija otro.",
        "“{pin}” is digits in a row: it is what another person would try first. Choose another.",
    ),
    "pin_needs_leave": (
        "En esta tableta ya hay alguien con PIN. Para elegir el suyo, pídale que escriba primero su PIN, o llame a la oficina y pida un código.",
        "Somebody already has a PIN on this tablet. To choose yours, have them type theirs first, or call the office and ask for a code.",
    ),
    "pin_code_wrong": (
        "Ese código no corresponde a estas letras. Revíselo con la oficina, dígito por dígito. Intentos que quedan antes de esperar: {left}.",
        "That code does not belong to these letters. Check it with the office, digit by digit. Tries left before a wait: {left}.",
    ),
    "pin_reset_impossible": (
        "Esta tableta todavía no tiene la clave de la oficina. Sincronice una vez con señal y vuelva a intentar.",
        "This tablet does not have the office’s key yet. Sync once where there is signal, and try again.",
    ),
    "challenge_mistyped": (
        "«{text}» no son las letras de la tableta: son seis letras y números. Pida que las dicten otra vez.",
        "“{text}” is not what the tablet shows: it is six letters and digits. Have them read out again.",
    ),
    "user_not_on_tablet": (
        "{user} no trabaja con la tableta {tablet}. Revise el código del usuario.",
        "{user} does not work with tablet {tablet}. Check the user’s code.",
    ),
    "pins_differ": (
        "Los dos PIN no son iguales. Escríbalos otra vez.",
        "The two PINs are not the same. Type them again.",
    ),
    # Sharing and practising
    "share_failed": (
        "No se pudo guardar el archivo para compartir. Revise que haya espacio y vuelva a intentar.",
        "The file to share could not be saved. See that there is room, and try again.",
    ),
    "practice_missing": (
        "Los datos de práctica no están en esta instalación. Avise a la oficina; lo demás funciona igual.",
        "The practice data is not in this installation. Tell the office; everything else works as usual.",
    ),
    # Enrolment
    "code_mistyped": (
        "Ese código no existe. Revise letra por letra o pida otro al coordinador.",
        "There is no such code. Check it letter by letter, or ask the coordinator for another.",
    ),
    "code_used": (
        "Ese código ya se usó en otra tableta. Pida uno nuevo al coordinador.",
        "That code was already used on another tablet. Ask the coordinator for a new one.",
    ),
    "code_expired": (
        "Ese código venció. Vale un día: pida uno nuevo al coordinador.",
        "That code has expired. It is good for one day: ask the coordinator for a new one.",
    ),
    "address_unreadable": (
        "«{address}» no es la dirección de un servidor. Escríbala como en el papel, con https://.",
        "“{address}” is not a server’s address. Type it as on the paper, with https://.",
    ),
    # The conversation
    "server_unreachable": (
        "No se pudo llegar al servidor {address}. Lo registrado está guardado aquí; intente de nuevo cuando haya señal.",
        "The server {address} could not be reached. What was recorded is saved here; try again when there is signal.",
    ),
    "not_a_planton_server": (
        "En {address} no responde un servidor Plantón. Revise la dirección.",
        "There is no Plantón server at {address}. Check the address.",
    ),
    "certificate_wrong": (
        "El certificado de {address} no es de confianza. No se envió nada: avise a la oficina.",
        "The certificate of {address} cannot be trusted. Nothing was sent: tell the office.",
    ),
    "answer_unreadable": (
        "El servidor respondió algo que no se entiende. Nada se perdió; intente más tarde y avise a la oficina si se repite.",
        "The server’s answer made no sense. Nothing was lost; try later, and tell the office if it happens again.",
    ),
    "server_failed": (
        "El servidor tuvo una falla ({status}). Nada se perdió; intente más tarde.",
        "The server failed ({status}). Nothing was lost; try later.",
    ),
    "server_full": (
        "El servidor se quedó sin espacio y no pudo guardar. Nada se perdió: sus registros siguen en esta tableta. Avise a la oficina.",
        "The server has run out of space and could not save. Nothing was lost: your records are still on this tablet. Tell the office.",
    ),
    "server_busy": (
        "El servidor está ocupado. Nada se perdió; se intentará de nuevo solo.",
        "The server is busy. Nothing was lost; it will be tried again by itself.",
    ),
    "tablet_unknown": (
        "El servidor no conoce esta tableta. Pida un código al coordinador e inscríbala otra vez.",
        "The server does not know this tablet. Ask the coordinator for a code and enrol it again.",
    ),
    "tablet_not_here": (
        "No hay ninguna tableta {origin} en el programa.",
        "There is no tablet {origin} in the programme.",
    ),
    "tablet_shut_out": (
        "La tableta {label} está dada de baja; ya no recibe cambios.",
        "The tablet {label} was shut out; nothing about it changes any more.",
    ),
    "grant_empty": (
        "A la tableta {label} le debe quedar al menos un comité y una persona. Si ya no se usa, dela de baja.",
        "The tablet {label} must keep at least one committee and one person. If it is not used any more, shut it out.",
    ),
    "tablet_revoked": (
        "La oficina dio de baja esta tableta. Lo registrado sigue aquí; llame a la oficina.",
        "The office has shut this tablet out. What was recorded is still here; call the office.",
    ),
    "signature_wrong": (
        "La firma del envío no corresponde a esta tableta. No se aceptó nada; llame a la oficina.",
        "The signature does not belong to this tablet. Nothing was accepted; call the office.",
    ),
    "chain_broken": (
        "Los registros enviados no continúan los anteriores. No se aceptó nada; llame a la oficina.",
        "The records sent do not continue the earlier ones. Nothing was accepted; call the office.",
    ),
    "request_unreadable": (
        "El pedido no tiene la forma que este servidor entiende.",
        "The request does not have the form that this server understands.",
    ),
    "request_damaged": (
        "El envío llegó dañado al servidor. Nada se perdió; se envía otra vez.",
        "What was sent reached the server damaged. Nothing was lost; it is sent again.",
    ),
    "request_too_large": (
        "El envío pasa de {largest} bytes. Se enviará por partes.",
        "The request is larger than {largest} bytes. It will be sent in parts.",
    ),
    "protocol_unknown": (
        "El servidor habla otra versión ({theirs}; esta tableta, la {ours}). Actualice la aplicación.",
        "The server speaks another version ({theirs}; this tablet speaks {ours}). Update the app.",
    ),
    "recorded_again": (
        "Este registro ya llegó con otro número, porque la tableta fue restaurada o copiada; cuenta una sola vez.",
        "This record has arrived under another number, since the tablet was restored or copied; it counts once.",
    ),
    "tablet_copied": (
        "Estos datos vienen de una copia o de otra tableta. No se pierde nada: pida un código nuevo a la oficina.",
        "These data come from a backup or from another tablet. Nothing is lost: ask the office for a new code.",
    ),
    "history_differs": (
        "El historial del servidor no coincide con el de esta tableta. No borre nada y llame a la oficina hoy mismo.",
        "The server’s history does not match this tablet’s. Delete nothing and call the office today.",
    ),
    # The place where it is kept
    "storage_full": (
        "No hay espacio en la tableta y no se guardó. Borre fotos o videos y vuelva a guardar; lo escrito sigue aquí.",
        "The tablet has no space left and this was not saved. Delete photos or videos and save again; what you typed is still here.",
    ),
    "storage_locked": (
        "Otro programa está usando el archivo de datos. Ciérrelo y vuelva a intentar; lo escrito sigue aquí.",
        "Another program is using the data file. Close it and try again; what you typed is still here.",
    ),
    "storage_unreachable": (
        "No se llega a la base de datos del servidor. Nada se perdió; intente de nuevo en un momento.",
        "The server’s database cannot be reached. Nothing was lost; try again in a moment.",
    ),
    "storage_read_only": (
        "El archivo de datos {file} es de solo lectura. Cambie el permiso y vuelva a abrir.",
        "The data file {file} is read-only. Change its permission and open again.",
    ),
    "storage_damaged": (
        "El archivo de datos {file} está dañado. No lo borre: guarde una copia y llame a la oficina.",
        "The data file {file} is damaged. Do not delete it: keep a copy and call the office.",
    ),
    "storage_newer": (
        "El archivo de datos {file} es de una versión más nueva ({theirs}). Actualice la aplicación.",
        "The data file {file} belongs to a newer version ({theirs}). Update the app.",
    ),
    "upgrade_failed": (
        "No se pudo poner al día el archivo de datos {file}; la copia de antes está en {backup}. Llame a la oficina.",
        "The data file {file} could not be upgraded; the copy from before is {backup}. Call the office.",
    ),
    # Photos of papers
    "camera_missing": (
        "Esta tableta no puede tomar fotos. Guarde el papel y entréguelo en la oficina.",
        "This tablet cannot take photos. Keep the paper and hand it in at the office.",
    ),
    "photo_not_allowed": (
        "Plantón no tiene permiso para recibir la foto. Tóquelo otra vez y elija «Permitir», o guarde el papel y entréguelo en la oficina.",
        "Plantón has no permission to receive the photo. Touch it again and choose “Allow”, or keep the paper and hand it in at the office.",
    ),
    "photo_missing": (
        "No hay ninguna foto en la carpeta {folder}. Ponga allí la foto e intente otra vez.",
        "There is no photo in the folder {folder}. Put the photo there and try again.",
    ),
    "photo_unusable": (
        "La foto {file} no se puede leer o es demasiado grande. Tome otra.",
        "The photo {file} cannot be read or is too large. Take another one.",
    ),
    # The office's pages
    "sign_in_failed": (
        "El usuario o la clave no son correctos.",
        "The user or the password is not right.",
    ),
    "sign_in_slowed": (
        "Demasiados intentos. Espere {seconds} segundos.",
        "Too many tries. Wait {seconds} seconds.",
    ),
    "page_missing": (
        "Esa página no existe.",
        "There is no such page.",
    ),
    "unexpected": (
        "Algo falló en el programa. Lo guardado está a salvo; cuente a la oficina qué estaba haciendo.",
        "Something failed in the program. What was saved is safe; tell the office what you were doing.",
    ),
    # What a server says of bytes it cannot read
    "office_busy": (
        "Otras personas de la oficina están registrando a la vez. No se guardó nada: pruebe otra vez.",
        "Other people of the office are recording at the same time. Nothing was saved: try again.",
    ),
    "not_recordable": (
        "Un registro no puede guardar esto: falta un texto o es demasiado. No se guardó nada; complételo o divídalo.",
        "A record cannot hold this: a text is missing or it is too much. Nothing was saved; complete it or divide it.",
    ),
}
