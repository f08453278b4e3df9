"""What goes between this tablet and the office: by the network, and in files that are carried; and being let in."""
