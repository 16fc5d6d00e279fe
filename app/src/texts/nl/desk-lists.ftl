# What all lists at the desk share.
list-filter = Lijst kleiner maken
list-search = Zoek
list-clear = Wis alle filters
list-all = alle
list-caption = De kop van een kolom is een link waarmee u op die kolom sorteert.
list-rows = { $total ->
    [one] 1 regel
   *[other] { $total-shown } regels
  }
list-rows-of = Regel { $first } tot en met { $last } van { $total-shown }
list-csv = Download als CSV
list-xlsx = Download voor Excel
list-none-found = Niets gevonden met deze filters.
list-no-choice = “{ $value }” is geen keuze van dit filter. Het filter telt niet mee.
list-no-day = “{ $value }” is geen dag. Kies een dag, bijvoorbeeld 2026-11-30. Het filter telt niet mee.
list-choose = Kies
list-choose-row = Kies { $row }
list-chosen = Met de gekozen regels van deze pagina:

# After something was done.
done-undo = Maak ongedaan
