"""What all pages stand in: how one is drawn, how a form is taken, and the files that pages use."""
