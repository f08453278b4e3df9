"""Every word of the office: of its pages, its command and its papers, in Spanish and English."""
