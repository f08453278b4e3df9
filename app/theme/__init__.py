"""How the tablet looks: colours, sizes, fonts. Nothing here knows a screen or a widget."""
