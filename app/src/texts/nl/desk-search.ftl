# Searching everything at the desk.
search-title = Zoeken
search-field = Zoek in alles wat u mag zien
search-how = Vul een naam, een mailadres of een onderwerp in.
search-none = Niets gevonden voor “{ $words }”.
search-more = Toon alle { $count-shown }
search-initiatives = Op de landkaart
search-placeholder = Zoek in het beheer
