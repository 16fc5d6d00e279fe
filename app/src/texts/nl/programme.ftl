# The home page.
home-title = Democratie in Actie
home-heading = Samen werken aan een sterke lokale democratie
home-lead = Democratie in Actie is het programma waarin gemeenten, het Rijk en beroepsverenigingen samen de lokale democratie vernieuwen en sterker maken.
home-to-landkaart = Bekijk de landkaart
home-figures = { $total ->
    [one] 1 initiatief
   *[other] { $total-shown } initiatieven
  } in { $with ->
    [one] 1 gemeente
   *[other] { $with-shown } gemeenten
  }.
home-figures-without = { $without ->
    [one] 1 gemeente
   *[other] { $without-shown } gemeenten
  } nog zonder{ $others ->
    [0] {""}
    [one] ; 1 daarvan doet elders mee
   *[other] ; { $others-shown } daarvan doen elders mee
  }.
doors-title = Waarvoor komt u?
door-landkaart = Ik wil zien wat er gebeurt
door-landkaart-text = Burgerberaden, dorpsraden, buurtbudgetten: zoek op de landkaart wat gemeenten en inwoners al doen.
door-day = Ik kom naar de Dag
door-day-text = Raadsleden, bestuurders, ambtenaren en griffiers ontmoeten elkaar op de Dag van de Lokale Democratie. Aanmelden kan hier straks.
door-scan = Onze gemeente doet de Quick Scan
door-scan-text = Breng straks met raad, college, organisatie en inwoners in beeld hoe het gaat met uw lokale democratie.
home-types-title = Nu op de landkaart
home-types-text = { $count ->
    [one] De soort die voorkomt. Kies de soort om de initiatieven te zien.
   *[other] De { $count } soorten die het meest voorkomen. Kies een soort om de initiatieven te zien.
  }
home-types-all = Alle { $count } soorten op de landkaart
home-newest-title = Onlangs begonnen
home-partners-title = Wie doet er mee
home-partners = In Democratie in Actie werken de Vereniging van Nederlandse Gemeenten (VNG), het ministerie van Binnenlandse Zaken en Koninkrijksrelaties (BZK) en de beroepsverenigingen in het lokaal bestuur samen met vele andere partners.

# The accessibility statement.
accessibility-title = Toegankelijkheid
accessibility-lead = Iedereen moet deze website kunnen gebruiken. Ook met een schermlezer, alleen met het toetsenbord, sterk vergroot of zonder JavaScript.
accessibility-status-title = Hoe staan we ervoor
accessibility-status = Deze website voldoet gedeeltelijk aan de eisen.
accessibility-status-text = We bouwen naar de richtlijnen WCAG 2.2, niveau A en AA (EN 301 549). Een onafhankelijke partij heeft de website nog niet onderzocht. Daarom staat deze verklaring nog niet in het register van toegankelijkheidsverklaringen.
accessibility-expect-title = Wat u mag verwachten
accessibility-expect-table = De kaart heeft een lijst en een tabel met dezelfde gegevens.
accessibility-expect-keyboard = U kunt de kaart met het toetsenbord bedienen.
accessibility-expect-script = Alles werkt ook zonder JavaScript.
accessibility-expect-colour = Kleur is nooit de enige manier waarop we iets zeggen.
accessibility-expect-zoom = U kunt de pagina’s tot 400 procent vergroten.
accessibility-tested-title = Wat we zelf hebben getest
accessibility-tested-axe = Elke pagina met het programma axe, in de lichte en de donkere weergave.
accessibility-tested-keyboard = Zoeken, filteren en de kaart met alleen het toetsenbord.
accessibility-tested-html = De opbouw van elke pagina, ook zonder JavaScript.
accessibility-problems-title = Wat nog niet goed gaat
accessibility-problems-text = Met mensen die een schermlezer gebruiken, is nog niet getest. Wij weten dus niet of alles voor hen goed werkt.
accessibility-report-title = Een probleem melden
accessibility-report-text = Vertel op welke pagina u was en wat er niet lukte. Noem ook het hulpmiddel dat u gebruikt.

# What happens with data about visitors.
privacy-title = Privacy
privacy-lead = U kunt deze website bekijken zonder iets over uzelf te vertellen. Wij houden niet bij wie u bent of wat u bekijkt. Meldt u iets, dan bewaren wij alleen wat daarvoor nodig is.
privacy-not-title = Wat we niet doen
privacy-not-cookies = We plaatsen geen cookies en bewaren niets in uw browser. Alleen wie voor het programma of een gemeente werkt en inlogt, krijgt een cookie.
privacy-not-trackers = We gebruiken geen programma’s die bezoekers volgen of tellen.
privacy-not-others = Uw browser haalt niets op bij andere organisaties: letters, kaarten en plaatjes komen van deze website.
privacy-not-profiles = We maken geen profielen en nemen geen besluiten over u.
privacy-server-title = Wat de server wel ziet
privacy-server-text = De server schrijft op welke pagina is gevraagd, hoe lang het antwoord duurde en of het lukte. Daar staan geen gegevens over personen bij: geen IP-adres en geen zoekvraag.
privacy-address-text = Om misbruik tegen te gaan telt de server hoeveel pagina’s er vanaf een IP-adres worden gevraagd. Die telling staat alleen in het geheugen en verdwijnt vanzelf. Vraagt iemand om mail of meldt iemand iets, dan telt ook de database dat een paar uur, bij een code die van het mailadres of het IP-adres is gemaakt.
privacy-kept-title = Wat wij bewaren, waarvoor en hoe lang
privacy-kept-text = Na die tijd verwijdert de server het vanzelf.
privacy-kept-caption = Gegevens over personen
privacy-kept-what = Wat
privacy-kept-purpose = Waarvoor
privacy-kept-long = Hoe lang
personal-submitter = Het mailadres van wie iets meldt voor de landkaart, en wat er over de melding is geschreven
personal-submitter-purpose = Om de melding te bevestigen, er vragen over te stellen en te vertellen wat ermee gebeurt
personal-unfinished = Een melding die is bewaard, niet bevestigd of ingetrokken
personal-unfinished-purpose = Om later verder te gaan, of de melding nog te bevestigen
personal-photo = Een foto bij een initiatief: er kunnen mensen op staan
personal-photo-purpose = Om op de landkaart te laten zien wat het initiatief is
personal-reason = Waarom iemand iets op de landkaart wil wijzigen
personal-reason-purpose = Om iedereen te laten zien waarom er iets veranderde
personal-follower = Het mailadres van wie de landkaart per mail volgt, en wat diegene volgt
personal-follower-purpose = Om te mailen wat er verandert op de landkaart
personal-unconfirmed-follower = Het mailadres van wie wilde volgen, maar dat niet bevestigde
personal-unconfirmed-follower-purpose = Om het nog te kunnen bevestigen
personal-check = Het mailadres van wie ieder jaar wil kijken of een initiatief nog klopt
personal-check-purpose = Om ieder jaar te vragen of het initiatief nog klopt
personal-claim-name = De naam van wie een gemeente wil beheren
personal-claim-name-purpose = Zodat een moderator weet wie het vraagt, en collega’s weten wie het doet
personal-claim-address = Het mailadres van wie een gemeente wil beheren
personal-claim-address-purpose = Om na te gaan of iemand bij de gemeente werkt, en om te antwoorden
personal-claim-job = De functie van wie een gemeente wil beheren
personal-claim-job-purpose = Zodat een moderator kan zien of het beheer bij iemands werk past
personal-account = Naam en mailadres van wie voor het programma of een gemeente werkt
personal-account-purpose = Om in te loggen, en om na te gaan wie wat veranderde
personal-login = In welke soort browser iemand is ingelogd
personal-login-purpose = Om ingelogd te blijven, en te zien waar dat is
personal-passkey = Waaraan wij een passkey herkennen, en hoe iemand hem noemt
personal-passkey-purpose = Om in te loggen zonder mail
personal-mail = Aan wie wij welke mail stuurden
personal-mail-purpose = Om na te gaan of een mail aankwam
personal-own-data-link = Het mailadres van wie vraagt wat wij over hem of haar bewaren
personal-own-data-link-purpose = Om een link te sturen, zodat alleen u het te zien krijgt
personal-days = { $days ->
    [one] { $days-shown } dag
   *[other] { $days-shown } dagen
}
personal-days-afterwards = { $days ->
    [365] tot een jaar nadat erover is besloten
   *[other] tot { $days-shown } dagen nadat erover is besloten
}
personal-in-history = { $days ->
    [365] zolang de geschiedenis van het initiatief te lezen is. Wordt uw wijziging niet overgenomen, dan wissen wij het na een jaar
   *[other] zolang de geschiedenis van het initiatief te lezen is. Wordt uw wijziging niet overgenomen, dan wissen wij het na { $days-shown } dagen
}
personal-while-following = tot u stopt met volgen
personal-after-decision = tot { $days-shown } dagen na het antwoord
personal-after-shown = zolang de foto op de landkaart staat of bij een open melding hoort, en { $days-shown } dagen daarna
personal-until-stopped = tot u zegt dat het genoeg is, of vijftien maanden niet antwoordt
personal-while-at-work = zolang iemand met het platform werkt
why-kept = { $purpose }. Wij bewaren dit { $kept }.
why-more = Meer over privacy
privacy-map-title = De stratenkaart
privacy-map-text = Is er een stratenkaart te zien, dan haalt onze server die op. De maker van de kaart ziet uw adres niet. Zoekt u bij een melding een adres op, dan vraagt onze server waar dat ligt. Wie dat deed, geven wij niet door.
privacy-people-title = Namen op de landkaart
privacy-people-text = Bij een initiatief staan geen contactgegevens van personen. In de bestanden die u kunt downloaden ook niet.
privacy-rights-title = Uw rechten
privacy-rights-text = U mag zien wat wij over u bewaren, een kopie meenemen, en alles laten wissen. Dat regelt u zelf, met een link in uw mail.
privacy-rights-action = Bekijk of wis uw gegevens
privacy-rights-more = Klopt er iets niet, of gaat het om iets anders? Neem dan contact op. Bent u het niet met ons eens, dan kunt u een klacht indienen bij de Autoriteit Persoonsgegevens.

# The open data.
data-title = Open data van de landkaart
data-lead = Alle initiatieven op de landkaart, vrij te gebruiken. Zonder account, zonder sleutel.
data-set-title = De dataset
data-name = Naam
data-name-value = Initiatieven voor lokale democratie
data-description = Initiatieven die de lokale democratie in Nederland sterker maken: wat, waar, wanneer, welke soort, en in welke bron het staat. Met de gemeenten en hoeveel initiatieven daar bekend zijn.
data-keywords = burgerparticipatie, lokale democratie, gemeenten
data-rights = De beschrijvingen zijn vrij (CC0 1.0). Gemeentegrenzen: { $attribution }. Plaatsnamen: GeoNames (CC BY 4.0).
data-source-borders = CBS en Kadaster: gemeenten en grenzen
data-source-names = GeoNames: plaatsnamen
data-extent-europe = Europees Nederland
data-extent-caribbean = Bonaire, Sint Eustatius en Saba
data-file-geojson = Initiatieven als GeoJSON
data-file-csv = Initiatieven als CSV
data-file-municipalities-geojson = Gemeenten met grenzen als GeoJSON
data-file-municipalities-csv = Gemeenten als CSV
data-file-atom = Wijzigingen als Atom-feed
data-file-svg = Kaart om af te drukken
data-service-rest = REST API van de landkaart
data-service-ogc = OGC API Features van de landkaart
data-content-name = Inhoud
data-content = { $total ->
    [one] 1 initiatief
   *[other] { $total-shown } initiatieven
  } in { $with-shown } van de { $all-shown } gemeenten. { $unconfirmed ->
    [0] Alle zijn gecontroleerd.
    [one] Bij 1 ervan moet nog worden gecontroleerd of het klopt.
   *[other] Bij { $unconfirmed-shown } ervan moet nog worden gecontroleerd of het klopt.
  }
data-licence = Licentie
data-licence-text = voor de initiatieven: u mag ze zonder voorwaarden gebruiken. De bronnen die erbij staan, hebben hun eigen rechten.
data-borders = Noem bij de kaart
data-places = Plaatsnamen
data-places-text = onder CC BY 4.0: andere en vroegere namen van plaatsen, waarmee het zoeken werkt
data-catalogue = Beschrijving voor catalogi
data-catalogue-text = DCAT en schema.org (JSON-LD)
data-forms-caption = Adressen van bestanden en diensten
data-forms-title = Bestanden en diensten
data-forms-files = De bestanden verstaan dezelfde filters als de landkaart. Zet ze achter het adres, bijvoorbeeld
data-forms-services = De diensten verstaan filters op hun lijsten, bijvoorbeeld
data-forms-and = en
data-forms-frame = Bij OGC API Features kiest u een deel van de kaart met bbox.
data-head-form = Vorm
data-head-address = Adres
data-head-use = Handig voor
data-form-geojson = kaarten op het web
data-form-csv = Excel en R; met komma’s, of met puntkomma’s (scheidingsteken=puntkomma)
data-form-municipalities-geojson = de grenzen van de gemeenten, met het aantal initiatieven
data-form-municipalities-csv = het aantal initiatieven per gemeente
data-form-json = programma’s: de REST API
data-form-openapi = programma’s die de API willen leren kennen
data-form-ogc = QGIS en ArcGIS: voeg dit adres toe als laag
data-form-atom = volgen wat nieuw is
data-form-svg = drukwerk
data-qgis-title = Openen in QGIS
data-qgis-text = Kies in QGIS “Laag toevoegen”, dan “WFS / OGC API - Features”. Maak een nieuwe verbinding met dit adres en kies de verzameling initiatieven of gemeenten.
data-qgis-systems = De coördinaten zijn lengte en breedte (CRS84). U kunt ook het stelsel van de Rijksdriehoeksmeting kiezen (EPSG:28992).
data-codebook-title = Codeboek
data-codebook-text = Dit betekenen de velden en de codes. Een code verandert nooit van betekenis.
data-fields-caption = Velden van een initiatief
data-municipality-fields-caption = Velden van een gemeente
data-codes-caption = { $name } ({ $code })
data-head-field = Veld
data-head-meaning = Betekenis
data-head-values = Waarden
data-head-forms = Staat in
data-all-forms = alle vormen
data-head-code = Code
data-head-key = Sleutel
data-head-name = Naam
field-id = vast nummer van het initiatief
field-external-id = naam die de aanleverende partij gaf
field-title = naam van het initiatief
field-summary = het initiatief in een of twee zinnen
field-description = het hele verhaal
field-municipality = gemeente van nu
field-municipality-name = naam van de gemeente, zoals het CBS haar schrijft
field-also = gemeenten die ook meedoen
field-precision = hoe precies de plaats bekend is
field-types = soorten, de belangrijkste eerst
field-facet = kenmerk: { $name }
field-start-year = eerste jaar
field-end-year = laatste jaar. Leeg: het loopt nog, of we weten het niet
field-period = de periode in woorden, als jaren niet genoeg zeggen
field-sources = waar de gegevens vandaan komen
field-stale = of het al vijftien maanden niet is gecontroleerd
field-checked = dag waarop iemand de gegevens voor het laatst controleerde
field-certainty = hoe zeker de gegevens zijn
field-remark = opmerking van de redactie
field-lon = plaats van het initiatief: lengtegraad
field-lat = plaats van het initiatief: breedtegraad
field-point = plaats van het initiatief
field-province = provincie. Leeg bij Bonaire, Sint Eustatius en Saba
field-province-code = provincie als code. Leeg bij Bonaire, Sint Eustatius en Saba
field-updated = wanneer wij de gegevens voor het laatst veranderden
field-page = de pagina op deze website
field-links = adressen van gegevens die erbij horen
field-code = vaste code van de gemeente
field-slug = naam zoals die in webadressen staat
field-count = aantal initiatieven dat bij het filter past
field-label-lon = een punt in de gemeente: lengtegraad
field-label-lat = een punt in de gemeente: breedtegraad
field-label = een punt in de gemeente
field-outline = grenzen van de gemeente
field-former-names = vroegere en andere namen
values-number = geheel getal
values-text = tekst
values-text-or-empty = tekst, of leeg
values-municipality = CBS-code, bijvoorbeeld GM0307
values-municipalities = CBS-codes
values-precision = adres, buurt of gemeente
values-codes = codes uit de tabellen hieronder
values-code = een code uit de tabel hieronder, of leeg
values-year = jaartal, of leeg
values-sources = titel en webadres
values-yes-no = true of false
values-day = datum (jjjj-mm-dd), of leeg
values-certainty = V: gelezen in de bron. V~: een detail moet nog worden nagekeken. Of leeg
values-degrees = graden (WGS 84)
values-point = punt
values-position = lon en lat, in graden (WGS 84)
values-province = naam, of leeg
values-province-code = CBS-code, bijvoorbeeld PV26, of leeg
values-moment = tijdstip (RFC 3339, UTC)
values-address = webadres
values-addresses = webadressen
values-slug = kleine letters en streepjes
values-outline = vlakken; bij Bonaire, Sint Eustatius en Saba een punt
values-names = namen
data-cite-title = Zo noemt u deze gegevens
data-cite-text = Dat hoeft niet, maar het helpt anderen om ze te vinden:
data-cite = Democratie in Actie, Initiatieven voor lokale democratie, { $address } (bekeken op: datum).
data-changes = De gegevens veranderen. Noem daarom de dag waarop u ze bekeek.
