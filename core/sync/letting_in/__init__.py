"""How somebody gets in: a tablet by a code, a person who forgot the PIN, a new tablet that is to practise."""
