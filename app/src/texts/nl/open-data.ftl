# What programs and files say: errors per parameter, titles of feeds and files, and the words on the map to print.
export-problem-query = Minstens een van de parameters klopt niet. Bij elke fout staat wat er mis is.
export-problem-unknown-parameter = Deze parameter kennen wij niet. Kijk in de beschrijving van de API welke u kunt gebruiken.
export-problem-unknown-value = “{ $value }” kennen wij niet. Gebruik een waarde uit de lijst in de beschrijving van de API.
export-problem-too-long = Deze tekst is te lang. Gebruik hoogstens { $most-shown } tekens.
export-problem-unreadable = In deze waarde staan tekens die wij niet kunnen lezen.
export-problem-number = “{ $value }” is geen geheel getal van { $least } tot en met { $most }.
export-problem-number-from = “{ $value }” is geen geheel getal vanaf { $least }.
export-problem-years-reversed = Het laatste jaar ({ $value }) ligt voor het eerste jaar.
export-problem-frame = Dit is geen kader. Geef vier getallen met komma’s ertussen: x0,y0,x1,y1 in meters (RD), met een stuk van Nederland erin.
export-problem-scale = Zeg met een getal van { $least } tot en met { $most } hoeveel meter een pixel breed is.
export-problem-bbox = Dit is geen geldig kader. Geef vier of zes getallen met komma’s ertussen, eerst de hoek linksonder en dan de hoek rechtsboven.
export-problem-crs = Dit coördinatenstelsel kennen wij niet. Kies uit: { $known }.
export-problem-datetime = Dit is geen tijdstip of periode. Schrijf bijvoorbeeld 2020-01-01T00:00:00Z of 2018-01-01/.. (van en tot met een schuine streep ertussen).
export-problem-twice = Deze parameter staat er meer dan een keer. Geef hem een keer.
export-problem-separator = “{ $value }” is geen scheidingsteken. Kies komma, puntkomma of tab.
export-problem-format = “{ $value }” is geen vorm die wij hebben. Gebruik json.
export-problem-page = De lijst heeft { $pages ->
    [one] 1 pagina
   *[other] { $pages-shown } pagina’s
}.
export-problem-not-found = Op dit adres is niets. Kijk in de beschrijving van de API welke adressen er zijn.
export-problem-initiative-number = Een initiatief heeft een nummer als adres: een geheel getal vanaf 1, zonder nullen ervoor.
export-problem-no-initiative = Een initiatief met nummer { $id } is er niet.
export-problem-gone = Dit initiatief is ingetrokken.
export-problem-no-municipality = “{ $name }” is geen gemeente die wij kennen. Gebruik de code (GM0307) of de naam in het adres (amersfoort).
export-problem-no-collection = “{ $name }” is geen verzameling die wij hebben. Kies initiatieven of gemeenten.
export-problem-method = Deze gegevens kunt u alleen opvragen (GET, HEAD en OPTIONS).
export-problem-moving = De gegevens veranderden terwijl wij uw antwoord maakten. Probeer het over een paar seconden opnieuw.

export-title = Democratie in Actie: initiatieven op de landkaart
export-title-part = { $title }: { $parts }
export-feed-subtitle = De nieuwste wijzigingen eerst. De lijst volgt de filters in het adres.
export-part-text = gezocht op “{ $text }”
export-part-province = provincie { $name }
export-part-municipality = gemeente { $name }
export-part-from = vanaf { $year }
export-part-until = tot en met { $year }
export-part-frame = binnen een deel van de kaart
export-licence = Beschrijvingen: CC0 1.0, vrij te gebruiken.

export-map-title = Landkaart Democratie in Actie
export-map-selection = Keuze: { $parts }
export-map-summary = { $total ->
    [0] Er is nog geen initiatief bekend.
   *[other] { $total ->
        [one] 1 initiatief
       *[other] { $total-shown } initiatieven
    }{ $with ->
        [0] {""}
        [one] {" "}in 1 gemeente
       *[other] {" "}in { $with-shown } gemeenten
    }. { $others ->
        [0] {""}
        [one] 1 gemeente doet mee met een andere.{" "}
       *[other] { $others-shown } gemeenten doen mee met een andere.{" "}
    }In { $without ->
        [one] 1 gemeente
       *[other] { $without-shown } gemeenten
    } is nog geen initiatief bekend.
}
export-map-summary-filtered = { $total ->
    [0] Geen initiatieven gevonden met deze keuze.
   *[other] { $total ->
        [one] 1 initiatief
       *[other] { $total-shown } initiatieven
    }{ $with ->
        [0] {""}
        [one] {" "}in 1 gemeente
       *[other] {" "}in { $with-shown } gemeenten
    } met deze keuze.
} Zonder keuze { $everything ->
    [0] zijn er ook geen
    [one] is het er 1
   *[other] zijn het er { $everything-shown }
}.
export-map-date = Stand van { $day }
export-map-boundaries = Gemeentegrenzen: { $attribution }.
export-map-source = Bekijk en filter deze kaart op { $address }

export-link-self = Dit document
export-link-alternate = Dezelfde gegevens in een andere vorm
export-link-next = Volgende pagina
export-link-prev = Vorige pagina
export-link-collection = De verzameling
export-link-items = De gegevens
export-link-conformance = De onderdelen van de standaard die deze dienst volgt
export-link-license = Licentie en bronnen
export-link-description = Uitleg
