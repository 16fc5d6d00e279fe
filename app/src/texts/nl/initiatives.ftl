# The Landkaart.
landkaart-heading = Landkaart van lokale democratie
landkaart-title = Landkaart
landkaart-title-page = Landkaart, pagina { $page }
landkaart-title-search = “{ $text }” op de landkaart
landkaart-title-search-page = “{ $text }” op de landkaart, pagina { $page }
landkaart-description = Bekijk op de kaart en in een lijst welke initiatieven de lokale democratie in Nederland sterker maken. Zoek, filter, volg en gebruik de gegevens.
landkaart-feed-title = Initiatieven op de landkaart

# The Landkaart in a sentence.
landkaart-summary = { $total ->
    [one] 1 initiatief
   *[other] { $total-shown } initiatieven
  }{ $with ->
    [0] {""}
    [one] {" "}in 1 gemeente
   *[other] {" "}in { $with-shown } gemeenten
  }. { $without ->
    [one] 1 gemeente
   *[other] { $without-shown } gemeenten
  } nog zonder{ $others ->
    [0] {""}
    [one] ; 1 daarvan doet elders mee
   *[other] ; { $others-shown } daarvan doen elders mee
  }.
landkaart-summary-filtered = { $total ->
    [one] 1 initiatief
   *[other] { $total-shown } initiatieven
  }{ $with ->
    [0] {""}
    [one] {" "}in 1 gemeente
   *[other] {" "}in { $with-shown } gemeenten
  } { $total ->
    [one] voldoet
   *[other] voldoen
  } aan uw filters. Zonder filters { $everything ->
    [one] is het er 1
   *[other] zijn het er { $everything-shown }
  }.
landkaart-summary-begun-elsewhere = { $count ->
    [one] 1 gevonden initiatief begon buiten { $place } en staat op de kaart waar het begon.
   *[other] { $count-shown } gevonden initiatieven begonnen buiten { $place } en staan op de kaart waar ze begonnen.
  }
landkaart-summary-empty = Er staan nog geen initiatieven op de landkaart.
landkaart-summary-none = Geen initiatieven gevonden met deze filters.
landkaart-summary-none-place = Geen initiatieven gevonden in { $place }.
landkaart-summary-none-text = Geen initiatieven gevonden voor “{ $text }”.
landkaart-summary-none-text-filters = Geen initiatieven gevonden voor “{ $text }” met deze filters.
landkaart-summary-none-text-place = Geen initiatieven gevonden voor “{ $text }” in { $place }.
landkaart-summary-unconfirmed = { $count ->
    [one] Bij 1 initiatief moeten we nog controleren of het klopt.
   *[other] Bij { $count-shown } initiatieven moeten we nog controleren of het klopt.
  }

# What became of the search text.
landkaart-meant-before = Bedoelde u{" "}
landkaart-meant-after = ? Daar hebben wij op gezocht, want “{ $text }” kennen wij niet.
landkaart-partial = Geen initiatief bevat al uw woorden. Daarom ziet u ook initiatieven met een deel ervan.
landkaart-place-named = Bekijk ook de pagina van:

# The form.
filter-form = Zoeken en filteren
filter-title = Filters
filter-text = Waar zoekt u naar?
filter-search = Zoek
filter-show = Toon resultaten
filter-clear = Wis alle filters
filter-clear-short = Wis alles
filter-active = Actieve filters
filter-active-count = {" "}actief
filter-remove = Verwijder filter{" "}
filter-where = Waar
filter-province = Provincie
filter-province-any = Heel Nederland
filter-municipality = Gemeente
filter-municipality-any = Alle gemeenten
filter-year = Jaar
filter-from = Vanaf
filter-until = Tot en met
filter-from-long = Jaar vanaf
filter-until-long = Jaar tot en met
filter-page = Pagina
filter-chip-province = Provincie { $name }
filter-chip-from = Vanaf { $year }
filter-chip-until = Tot en met { $year }
filter-chip-within = Alleen in dit kaartbeeld
filter-chip-text = “{ $text }”

# What is wrong in the form.
form-error = Fout:{" "}
form-not-sent = Dit is niet verstuurd
form-errors = { $count ->
    [one] Eén veld klopt nog niet
   *[other] { $count-shown } velden kloppen nog niet
  }
problem-unknown = “{ $value }” kennen wij niet. Kies iets uit de lijst.
problem-too-long = Uw zoektekst is te lang. Gebruik hoogstens { $most-shown } tekens.
problem-unreadable = In uw zoektekst staan tekens die wij niet kunnen lezen. Typ de tekst opnieuw.
problem-year = “{ $value }” is geen jaartal dat wij kunnen gebruiken. Schrijf een jaar in vier cijfers, van { $first } tot en met { $last }.
problem-years-reversed = { $value } ligt voor het eerste jaar. Kies hier een later jaar, of maak het eerste jaar vroeger.
problem-page = “{ $value }” is geen paginanummer. U ziet de eerste pagina.
problem-frame = Dit stuk van de kaart bestaat niet. U ziet heel Nederland.

# The map.
landkaart-map-title = Kaart
landkaart-skip-map = Naar de kaart
landkaart-skip-list = Naar de lijst met initiatieven
landkaart-map-skip = Sla de kaart over, naar de lijst
landkaart-map-land = Kaart van de gemeenten
landkaart-map-marks = Initiatieven op de kaart
landkaart-map-inset = Caribisch Nederland
landkaart-colour = Kleur de kaart naar
landkaart-colour-all = alle soorten samen
landkaart-colour-do = Kleur
landkaart-within = Alleen in dit kaartbeeld
map-name = Kaart van Nederland met initiatieven. Gebruik de pijltjestoetsen.
map-role = kaart
map-controls = Kaart bedienen
map-zoom-in = Inzoomen
map-zoom-out = Uitzoomen
map-whole-country = Heel Nederland
map-wheel = Houd Ctrl of ⌘ ingedrukt en scrol om te zoomen.
map-failed = De initiatieven op de kaart konden niet worden ververst. Wat u ziet, is van zojuist.
map-tiles-failed = De stratenkaart is nu niet te bereiken. U ziet de kaart van de gemeenten.
map-municipality-unknown = { $name }: nog geen initiatief bekend
map-municipality-none = { $name }: geen initiatief { $choice ->
    [type] van deze soort
    [both] van deze soort met deze filters
   *[filter] met deze filters
  }
map-municipality-takes-part = { $name }: doet mee aan { $count ->
    [one] 1 initiatief
   *[other] { $count-shown } initiatieven
  }{ $choice ->
    [type] {" "}van deze soort
    [both] {" "}van deze soort
   *[all] {" "}van { $count ->
      [one] een andere gemeente
     *[other] andere gemeenten
    }
  }
map-municipality-count = { $name }: { $count ->
    [one] 1 initiatief
   *[other] { $count-shown } initiatieven
  }{ $choice ->
    [type] {" "}van deze soort
    [both] {" "}van deze soort
   *[all] {""}
  }
suggestions-name = Suggesties
suggestions-one = 1 suggestie
suggestions-many = { $n } suggesties
keys-title = Kaart met het toetsenbord
keys-tab = naar de kaart en er weer uit
keys-arrows = eerst naar waar de meeste initiatieven zijn, dan naar de gemeente ernaast; van dichtbij ook naar een initiatief
keys-push = de kaart verschuiven
keys-enter = openen
keys-zoom = in- en uitzoomen
keys-home = heel Nederland in beeld
keys-escape = terug naar de kaart zelf; nog een keer: heel Nederland in beeld
legend-title = Initiatieven per gemeente
legend-title-type = { $name }, per gemeente
legend-none = nog geen bekend
legend-takes-part = doet elders mee
legend-none-chosen = geen { $choice ->
    [type] van deze soort
    [both] van deze soort met deze filters
   *[filter] met deze filters
  }
legend-marks-all = De rondjes tellen alle soorten.
legend-pin = een initiatief
legend-unconfirmed = nog te controleren
legend-bubble = meer bij elkaar

# The list.
results-title = Initiatieven
results-none = 0 gevonden
results-range = { $first-shown } tot en met { $last-shown } van { $total-shown }
results-print = Op papier staan { $count-shown } van de { $total-shown } initiatieven. Alle initiatieven staan op { $address }
results-count = { $count ->
    [one] 1 initiatief
   *[other] { $count-shown } initiatieven
  }
period-from = begonnen in { $year }
period-until = tot { $year }
list-pages = Pagina’s met resultaten
list-previous = Vorige
list-next = Volgende
list-page-before = Pagina{" "}
list-page-after = {" "}pagina
elsewhere-frame = Buiten dit kaartbeeld meegeteld
elsewhere-place = In de rest van Nederland
elsewhere-years = Zonder de jaren
elsewhere-text = Zonder het zoekwoord “{ $text }”
elsewhere-facet = Zonder de keuze bij { $name }
elsewhere-show = { $words }: toon { $count }
elsewhere-absence = Dat er hier niets staat, zegt niet dat er niets gebeurt. Misschien staat het nog niet op de landkaart.
elsewhere-municipality = Zoekt u in { $name }?
elsewhere-municipality-link = Bekijk de pagina van { $name }
elsewhere-everything = { $total ->
    [one] Bekijk het ene initiatief op de landkaart
   *[other] Bekijk alle { $total-shown } initiatieven
  }

# To take along.
landkaart-propose = Mist u een initiatief?
landkaart-take-title = Meenemen en volgen
landkaart-take-text = De gegevens over de initiatieven mag u vrij gebruiken (CC0 1.0). Gebruikt u de kaart, noem dan: { $attribution }. De bestanden volgen uw zoekvraag en filters.
landkaart-take-streets = Voor de stratenkaart gelden de voorwaarden van de maker ervan.
landkaart-table-open = Alle gemeenten in een tabel
landkaart-table-caption = Aantal initiatieven per gemeente
landkaart-table-municipality = Gemeente
landkaart-table-province = Provincie
landkaart-table-count = Initiatieven
landkaart-table-takes-part = (doet mee aan { $count-shown })
take-geojson = GeoJSON
take-csv = CSV
take-csv-semicolon = CSV voor Excel (puntkomma)
take-svg = Kaart als SVG, om te drukken
take-follow = Volgen per mail
take-feed = Volgen met Atom
take-embed = Kaart op uw eigen website
take-open-data = Uitleg over de open data

# The page of a municipality.
municipality-title = Lokale democratie in { $name }
municipality-description = Initiatieven die de lokale democratie sterker maken in { $name }, met hun bron, en wat er in de buurt gebeurt.
municipality-province = Provincie { $name }.
municipality-public-body = Bijzondere gemeente in Caribisch Nederland.
municipality-count = { $count ->
    [0] Nog geen initiatief op de landkaart.
    [one] 1 initiatief op de landkaart.
   *[other] { $count-shown } initiatieven op de landkaart.
  }
municipality-takes-part-count = { $count ->
    [one] De gemeente doet mee aan 1 initiatief van een andere gemeente.
   *[other] De gemeente doet mee aan { $count-shown } initiatieven van andere gemeenten.
  }
municipality-takes-part = Hier doet { $name } aan mee
municipality-only-takes-part = Van { $name } zelf staat er nog niets op de landkaart. De gemeente doet wel mee met andere gemeenten. Op de kaart staan die initiatieven bij de gemeente die ze begon.
municipality-initiatives = Initiatieven in { $name }
municipality-all = Bekijk alle { $count-shown } initiatieven
municipality-neighbours = In de buurt gebeurt dit
municipality-near = { $initiatives } · op { $km-shown } km
municipality-whole-province = Alles in de provincie { $name }
municipality-on-map = { $name } op de kaart
municipality-map = { $name } en omgeving
municipality-code = CBS-code
municipality-former = Vroegere gemeenten
municipality-feed-title = Initiatieven in { $name }
municipality-add = Kent u een burgerberaad, dorpsraad, buurtbudget of iets anders waarin inwoners meedoen?
invitation-title = Wat gebeurt er in { $name }?
invitation-absence = Nog geen initiatief bekend in { $name }. Dat betekent niet dat er niets is: waarschijnlijk staat het nog niet op de landkaart.
invitation-propose = Meld het eerste initiatief
invitation-follow = Volg { $name }
invitation-follow-text = U krijgt bericht zodra hier een initiatief staat: per mail, of met een Atom-feed zonder iets over uzelf in te vullen.

# The page of an initiative.
initiative-checked = Laatst gecontroleerd op
initiative-unchecked = Nog niet gecontroleerd
checked-confirmed = Bevestigd
checked-unconfirmed = Onbevestigd
filter-checked = Gecontroleerd
filter-checked-long = Is het de laatste 15 maanden gecontroleerd?
filter-checked-any = Bevestigd of onbevestigd
elsewhere-checked = Toon ook wat wel of niet is gecontroleerd
initiative-stale-title = Dit is lang niet gecontroleerd
initiative-stale-text = Al meer dan een jaar heeft niemand gezegd of dit nog klopt. Weet u meer? Kies dan onderaan ‘Geef een wijziging door’.
initiative-warning-title = Dit moeten we nog controleren
initiative-warning-text = Wat hier staat, komt uit de bron onderaan. We weten niet of het nu nog zo is. Gebruik het niet als feit.
initiative-facts = In het kort
initiative-also = Doen ook mee
initiative-precision = Plaats op de kaart
precision-address = het adres
precision-neighbourhood = ergens in deze buurt
precision-municipality = midden van de gemeente; de precieze plaats is niet bekend
initiative-remark = Opmerking
initiative-number = Nummer
initiative-sources = Bron
initiative-no-source = Van dit initiatief kennen we nog geen bron.
initiative-correct = Ziet u een fout, of is er iets veranderd?
initiative-change = Geef een wijziging door
initiative-aside = Plaats en delen
initiative-alike = Lijkt hierop
share-title = Delen
share-address = Vast adres van deze pagina
share-mail = Stuur per mail
share-data = Als gegevens (JSON)

# The map on another site.
embed-title = Kaart op uw eigen website
embed-lead = Zet de landkaart op uw eigen website. De kaart plaatst geen cookies en haalt niets bij anderen op.
embed-change = Kies andere filters op de landkaart
embed-frame-title = Als kaart die u kunt bedienen
embed-frame-text = Zet deze code in uw pagina. De kaart houdt uw zoekvraag, filters, kleuren en kaartbeeld en blijft vanzelf bij.
embed-frame-see = Bekijk de kaart zoals die in uw pagina komt
embed-code-frame = Code voor de kaart, om te kopiëren
embed-code-picture = Code voor het plaatje, om te kopiëren
embed-size = Pas de breedte (width) en de hoogte (height) aan uw pagina aan. Het zijn pixels.
embed-picture-title = Als plaatje
embed-picture-text = Een gewone afbeelding (SVG) die scherp blijft, ook op papier.
embed-picture-alt = De landkaart met de gekozen filters
embed-list = Dezelfde initiatieven in een lijst
embed-list-part = Hier staan { $count-shown } van de { $total-shown } initiatieven.
embed-list-all = Bekijk alle { $total-shown } initiatieven
embed-not-understood = Deze kaart volgt niet alles wat in het adres staat
embed-whole = Bekijk dit op Democratie in Actie
