"""The sentences for spreadsheets that people send in: code → (Spanish, English)."""

from __future__ import annotations

IMPORT_TEXTS: dict[str, tuple[str, str]] = {
    # The file as a whole
    "import_file_missing": (
        "Falta el archivo. Elija uno y diga qué hay en él.",
        "The file is missing. Choose one, and say what is in it.",
    ),
    "file_large": (
        "El archivo es demasiado grande: puede tener hasta {largest} MB. Divídalo en varios.",
        "The file is too large: it can have up to {largest} MB. Divide it into several.",
    ),
    "import_not_a_table": (
        "Ese archivo no es una hoja de cálculo. Guárdelo como Excel (.xlsx) o CSV.",
        "That file is no spreadsheet. Save it as Excel (.xlsx) or CSV.",
    ),
    "import_locked": (
        "El archivo tiene contraseña o es de un Excel antiguo (.xls). Guárdelo sin contraseña como .xlsx.",
        "The file has a password, or is of an old Excel (.xls). Save it without a password as .xlsx.",
    ),
    "import_swollen": (
        "El archivo contiene mucho más de lo que cabe en una hoja. Copie solo los datos a una hoja nueva.",
        "The file holds far more than fits on a sheet. Copy the data alone into a new sheet.",
    ),
    "import_damaged": (
        "El archivo no se puede leer: está incompleto o dañado. Ábralo, guárdelo de nuevo y vuelva a enviarlo.",
        "The file cannot be read: it is incomplete or damaged. Open it, save it again, and send it once more.",
    ),
    "import_of_another": (
        "El archivo es una plantilla del programa {programme}, no de este. Baje la plantilla aquí y copie los datos.",
        "The file is a template of programme {programme}, not of this one. Get the template here and copy the data.",
    ),
    "import_two_sheets": (
        "El archivo tiene varias hojas con datos ({names}). Deje solo una y envíelo otra vez.",
        "The file has several sheets with data ({names}). Leave one alone and send it again.",
    ),
    "import_merged_cells": (
        "El archivo tiene celdas combinadas, y no se sabe de qué fila es su dato. Sepárelas y envíelo otra vez.",
        "The file has merged cells, and nobody can tell which row they belong to. Split them and send it again.",
    ),
    "import_empty": (
        "La hoja no tiene ninguna fila con datos debajo de los nombres de las columnas.",
        "The sheet has no row with data below the names of its columns.",
    ),
    "import_too_many_rows": (
        "La hoja tiene demasiadas filas: pueden ser hasta {largest}. Divídala en varias.",
        "The sheet has too many rows: there can be up to {largest}. Divide it into several.",
    ),
    "import_too_many_columns": (
        "La hoja tiene demasiadas columnas. Use la plantilla.",
        "The sheet has too many columns. Use the template.",
    ),
    "import_column_unknown": (
        "No se conoce la columna «{text}». Bórrela, o póngale un nombre de la plantilla: {known}.",
        "The column “{text}” is not known. Delete it, or give it a name of the template: {known}.",
    ),
    "import_column_missing": (
        "Falta una columna: {known}. Descargue la plantilla y mire cómo se llama.",
        "A column is missing: {known}. Download the template and see what it is called.",
    ),
    "import_column_twice": (
        "La columna «{text}» está dos veces. Deje una sola.",
        "The column “{text}” is there twice. Leave one alone.",
    ),
    "import_column_unnamed": (
        "La columna {column} tiene datos y no tiene nombre arriba. Póngale uno o bórrela.",
        "The column {column} has data and no name above. Give it one, or delete it.",
    ),
    # A cell or a row
    "import_formula": (
        "Hay una fórmula. Ponga el valor: copie la celda y péguela como valor.",
        "There is a formula. Put the value: copy the cell and paste it as a value.",
    ),
    "import_cell_error": (
        "La celda muestra un error de la hoja de cálculo ({text}). Escriba el valor.",
        "The cell shows an error of the spreadsheet ({text}). Write the value.",
    ),
    "import_row_twice": (
        "Esta fila dice lo mismo que la fila {row}. Deje una sola.",
        "This row says the same as row {row}. Leave one alone.",
    ),
    "import_code_taken": (
        "El código {taken} ya lo tiene otro ({id}). Use uno distinto.",
        "Another one has the code {taken} already ({id}). Use a different one.",
    ),
    "import_dni_taken": (
        "Ese DNI ya lo tiene {taken}. Revise si es la misma persona.",
        "{taken} has that DNI already. Check whether it is the same person.",
    ),
    # Entering and undoing
    "import_missing": (
        "Ese archivo ya no está. Envíelo otra vez.",
        "That file is not there any more. Send it again.",
    ),
    "import_has_errors": (
        "Todavía hay filas con errores ({count}). Corríjalas en el archivo y envíelo otra vez: no se ingresó nada.",
        "There still are rows with errors ({count}). Mend them in the file and send it again: nothing was entered.",
    ),
    "import_nothing_new": (
        "Todas las filas ya estaban ingresadas. No hay nada nuevo.",
        "All rows had been entered before. There is nothing new.",
    ),
    "import_changed": (
        "Mientras tanto cambió algo: ahora las filas nuevas son {count}. Mire otra vez antes de confirmar.",
        "Something has changed meanwhile: there are {count} new rows now. Look again before you confirm.",
    ),
    "import_entered_before": (
        "Este archivo ya se ingresó. No se guardó nada dos veces.",
        "This file has been entered already. Nothing was saved twice.",
    ),
    "import_nothing_to_undo": (
        "No queda ninguna fila que se pueda deshacer.",
        "There is no row left that can be undone.",
    ),
    "import_row_stands": (
        "No se deshace: el registro {id} se apoya en este. Anule primero aquel.",
        "It is not undone: record {id} stands on it. Void that one first.",
    ),
    "import_row_paid": (
        "No se deshace: ya está en una planilla.",
        "It is not undone: it is on a pay sheet already.",
    ),
    "import_row_corrected": (
        "No se deshace: alguien lo corrigió después. Anúlelo en su página, si hace falta.",
        "It is not undone: somebody has corrected it since. Void it on its own page, if need be.",
    ),
}
