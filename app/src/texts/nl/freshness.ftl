# The yearly question whether an initiative is still as it stands on the map.
check-title = Klopt dit nog?
check-lead = Kijk of deze initiatieven nog zo op de landkaart staan als ze zijn. Eén druk op een knop is genoeg.
check-status = Status: { $status }
check-right = Ja, het klopt nog
check-change = Er is iets veranderd
check-is-gone = Het bestaat niet meer
check-checked = Gecontroleerd op { $day }. Bedankt!
check-changed = Uw wijziging is doorgegeven. Bedankt!
check-gone = U gaf door dat dit niet meer bestaat. Bedankt!
check-withdrawn = Dit staat niet meer op de landkaart.
check-not-yours = Iemand anders houdt dit nu bij.
check-not-in-order = Dit initiatief past niet meer bij wat de landkaart vraagt. Kies ‘Er is iets veranderd’ en vul aan wat ontbreekt.
check-stop-text = Wilt u deze vraag niet meer krijgen? Dan verwijderen wij uw mailadres.
check-stop = Vraag mij dit niet meer
check-stopped = Wij vragen u niets meer. Uw mailadres is hier verwijderd.
check-no-more = Achter deze link staat geen vraag meer.
check-nothing = Achter deze link staat geen vraag. Controleer of u de hele link uit de mail gebruikt.
check-late-title = Deze link is te oud
check-late = U kunt nog wel doorgeven wat er anders is: open het initiatief op de landkaart en kies ‘Geef een wijziging door’.
check-reason-right = Gecontroleerd: dit klopt nog.
check-reason-gone = Dit bestaat niet meer.
contribute-yearly = Vraag mij ieder jaar of dit nog klopt

# The mail that asks.
mail-check-subject = { $count ->
    [one] Klopt dit nog? { $title }
   *[other] Kloppen deze { $count-shown } initiatieven nog?
}
mail-check-text = Al een jaar heeft niemand gecontroleerd of dit nog zo op de landkaart van Democratie in Actie staat als het is:
mail-check-action = Kijk en antwoord
mail-check-how = Antwoorden is één druk op een knop. U hoeft niet in te loggen. Geef de link niet door.
mail-check-reason-custodian = U krijgt deze mail omdat u een gemeente beheert op { $site }.
mail-check-reason-contact = U krijgt deze mail omdat u op { $site } vroeg om ieder jaar te kijken of een initiatief nog klopt. Achter de link kunt u zeggen dat het genoeg is.
