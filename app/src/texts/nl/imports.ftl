# Files of initiatives at the desk.
imports-title = Imports
imports-file = Bestand met initiatieven
imports-file-hint = CSV of GeoJSON, hoogstens 10 MB. Een Excel-bestand bewaart u eerst als CSV UTF-8. U ziet eerst wat er zou gebeuren; er verandert nog niets.
imports-file-missing = Kies een bestand.
imports-file-large = Dit bestand is groter dan 10 MB. Splits het in kleinere bestanden, of gebruik het commando dia import.
imports-look = Bekijk wat er zou gebeuren
imports-earlier = Eerdere imports
imports-none = Er is nog geen bestand ingelezen.
imports-trial = Proef met { $name }
imports-trial-lead = Dit zou er gebeuren. Er is nog niets veranderd.
imports-done-lead = Dit is er gebeurd.
imports-waits = Wij bewaren het bestand een uur. Daarna stuurt u het opnieuw.
imports-do = Lees het bestand in
imports-other = Kies een ander bestand
imports-nothing = Er valt niets in te lezen: alles staat er al zo, of is niet in orde.
imports-added = Nieuw
imports-changed = Gewijzigd
imports-unchanged = Ongewijzigd
imports-withdrawn = Ingetrokken, blijft zo
imports-invalid = Niet in orde, overgeslagen
imports-by = Door
imports-by-at = { $name }, { $moment }
imports-hash = Controlegetal (SHA-256)
imports-command-line = de opdrachtregel
imports-forgotten = een account dat er niet meer is
imports-clean = Over de rijen is niets te melden.
imports-report = Verslag per rij
imports-row = Rij
imports-whole = heel het bestand
imports-severity = Ernst
imports-about = Initiatief en veld
imports-value = Waarde
imports-words = Wat is er
imports-error = fout
imports-warning = let op
imports-note = opmerking
imports-left-out = { $count ->
    [one] Er is nog 1 melding. Het commando dia import toont alles.
   *[other] Er zijn nog { $count-shown } meldingen. Het commando dia import toont alles.
}
imports-when = Wanneer
imports-who = Wie
imports-name = Bestand
imports-done = Het bestand is ingelezen.
imports-gone = Dit bestand wacht niet meer: het is al ingelezen, of het was langer dan een uur geleden. Stuur het opnieuw.
