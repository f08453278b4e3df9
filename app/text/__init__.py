"""Every word that a person sees, in each language, and how dates are written. No Kivy here."""
