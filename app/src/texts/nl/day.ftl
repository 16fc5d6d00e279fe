# The Dag van de Lokale Democratie: editions, programme, speakers.
site-part-day = Dag
day-title = Dag van de Lokale Democratie
day-none = Er is nog geen nieuwe Dag van de Lokale Democratie aangekondigd.
day-none-news = Kijk bij het nieuws
day-example-title = Dit is een voorbeeld
day-example-text = Deze editie bestaat niet echt. Zij laat zien hoe het programma werkt.
day-when = Wanneer
day-times = Tijd
day-where = Waar
day-capacity = Plaats voor
day-people = { $count ->
    [one] 1 deelnemer
   *[other] { $count-shown } deelnemers
}
day-registration = Aanmelden
day-registration-from = straks hier, vanaf { $moment }
day-registration-until = straks hier, tot { $moment }
day-registration-over = kan niet meer
day-to-programme = Bekijk het programma
day-to-speakers = Wie er spreken
day-earlier = Eerdere edities
day-sources = Bronnen

programme-title = Programma
programme-description = Het programma van de { $name }: rondes, sessies, zalen en sprekers.
programme-changes = Wat er is gewijzigd
programme-filters = Zoek in het programma
programme-words = Zoek
programme-track = Thema
programme-round = Ronde
programme-audience = Voor
programme-all = alle
programme-show = Toon
programme-clear = Toon het hele programma
programme-none = Er is geen sessie die hierbij past.
programme-choose = Kies
programme-chosen = Uw keuze
programme-chosen-none = { $rounds ->
    [one] U hebt nog niets gekozen. Kruis een sessie aan.
   *[other] U hebt nog niets gekozen. Kruis in elk van de { $rounds } rondes een sessie aan.
}
programme-chosen-kept = Uw keuze staat in het adres van deze pagina. Bewaar of deel dat adres; wij bewaren niets.
programme-keep = Zet mijn keuze in het adres

session-kind = Soort
session-kind-lecture = Lezing
session-kind-workshop = Workshop
session-kind-debate = Debat
session-kind-table = Tafelgesprek
session-kind-plenary = Plenair
session-kind-excursion = Excursie
session-for = Voor
session-for-everybody = iedereen
session-level = Niveau
session-level-everyone = geen voorkennis nodig
session-level-experienced = voor wie er al ervaring mee heeft
session-language = Taal
session-room = Zaal
session-speakers = Met
session-access = Toegankelijkheid
session-places = Plaatsen
session-materials = Materiaal
session-cancelled = Deze sessie gaat niet door
session-choose = Kies deze sessie in het programma
audience-council = raadsleden
audience-executive = bestuurders
audience-organisation = ambtenaren
audience-clerk = griffie
language-nl = Nederlands
language-en = Engels
language-fy = Fries
places-left = { $count ->
    [one] nog 1 plaats
   *[other] nog { $count-shown } plaatsen
}
places-none = vol
places-waiting = vol, wachtlijst: { $count }

speakers-title = Sprekers
speakers-description = Wie er spreken op de { $name }.
speaker-description = { $name } op de { $edition }.
speaker-sessions = { $count ->
    [one] 1 sessie
   *[other] { $count-shown } sessies
}
speaker-speaks-at = Sessies

changes-title = Wijzigingen in het programma
changes-description = Wat er sinds de eerste publicatie van het programma is gewijzigd.
changes-none = Sinds de eerste publicatie is er niets gewijzigd.
change-nothing = nog niet bekend
change-added = nieuw in het programma
change-removed = niet meer in het programma
change-cancelled = gaat niet door. { $reason }
change-back-on = gaat toch door
change-title = heette eerst ‘{ $before }’
change-time = tijd: { $before } → { $after }
change-room = zaal: { $before } → { $after }
change-speakers = met: { $before } → { $after }
change-text = de tekst is aangepast
