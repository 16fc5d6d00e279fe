# The desk of staff.
desk-home = Beheer
desk-description = Voor wie aan het platform werkt.
desk-me = Ingelogd als { $name }
desk-parts = Delen van het beheer
desk-waiting = wachten
desk-waits = Wat op u wacht
desk-nothing = Er wacht niets. Alles is af.
