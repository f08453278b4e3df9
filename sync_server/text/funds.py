"""What the page of funds says, in Spanish and English; part of the table in `texts`."""

from __future__ import annotations

FUNDS_TEXTS: dict[str, tuple[str, str]] = {
    "fund_page.title": ("Fondos", "Funds"),
    "fund_page.all": ("De dónde sale el dinero", "Where the money comes from"),
    "fund_page.none": (
        "Todavía no hay fondos. Anote el primero abajo.",
        "There are no funds yet. Enter the first below.",
    ),
    "fund_page.came_in": ("Ingresó", "Came in"),
    "fund_page.used": ("Usado en planillas", "Used by sheets"),
    "fund_page.left": ("Queda", "Left"),
    "fund_page.short": ("falta dinero", "short of money"),
    "fund_page.enough": ("alcanza", "enough"),
    "fund_page.grants": ("Donaciones recibidas", "Grants received"),
    "fund_page.sales": ("Ventas de carbono", "Carbon sales"),
    "fund_page.rates": ("Tipos de cambio", "Exchange rates"),
    "fund_page.no_entries": ("Todavía no se anotó nada aquí.", "Nothing was entered here so far."),
    "fund_page.tonnes": ("Toneladas", "Tonnes"),
    "fund_page.gross": ("Venta bruta", "Gross sale"),
    "fund_page.fees": ("Comisiones", "Fees"),
    "fund_page.in_soles": ("En soles", "In soles"),
    "fund_page.to_communities": ("A las comunidades", "To the communities"),
    "fund_page.to_adaptation": ("A adaptación", "To adaptation"),
    "fund_page.soles_for_one": ("Soles por una unidad", "Soles for one unit"),
    "fund_page.published": ("Dónde se publicó", "Where it was published"),
    "fund_page.enter": ("Anotar", "Enter"),
    "fund_page.new_fund": ("Un fondo nuevo", "A new fund"),
    "fund_page.new_grant": ("Una donación que llegó al banco", "A grant that came into the bank"),
    "fund_page.new_rate": ("Un tipo de cambio", "An exchange rate"),
    "fund_page.new_sale": ("Una venta de carbono", "A carbon sale"),
    "fund_page.sale_means": (
        "Una parte de la venta bruta va a adaptación; las comisiones salen del resto.",
        "A part of the gross sale goes to adaptation; the fees come out of the rest.",
    ),
    "fund_page.rate_first": (
        "Antes de la venta se anota el tipo de cambio de su día.",
        "The exchange rate of its day is entered before the sale.",
    ),
    "fund_page.bank_document": ("Documento del banco", "The bank’s document"),
    "funds.done_fund": ("Fondo anotado.", "Fund entered."),
    "funds.done_grant": ("Donación anotada.", "Grant entered."),
    "funds.done_rate": ("Tipo de cambio anotado.", "Exchange rate entered."),
    "funds.done_sale": ("Venta anotada.", "Sale entered."),
}
