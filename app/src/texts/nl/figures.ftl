# The Landkaart in figures.
figures-title = De landkaart in cijfers
figures-description = Hoeveel initiatieven er zijn per provincie, soort, jaar en mate van invloed, en welke gemeenten nog niet op de landkaart staan.
figures-lead = { $total ->
    [0] Er zijn geen initiatieven die hierbij passen.
    [one] Deze cijfers gaan over 1 initiatief.
   *[other] Deze cijfers gaan over { $total-shown } initiatieven.
}
figures-about = Gekozen:
figures-everything = Toon de cijfers van alle initiatieven
figures-municipalities = Gemeenten
figures-province = Provincie
figures-type = Soort
figures-year = Beginjaar
figures-influence = Invloed
figures-caption = Initiatieven per { $name }
figures-unknown = Niet bekend
figures-share = Deel
figures-on-the-map = Op de landkaart
figures-own = Met een eigen initiatief
figures-taking-part = Doet alleen mee met een andere gemeente
figures-absent = Nog niet op de landkaart
figures-municipalities-title = Gemeenten op de landkaart
figures-municipalities-caption = Hoeveel gemeenten op de landkaart staan
figures-municipalities-conclusion = { $own-shown } van de { $all ->
    [one] 1 gemeente heeft
   *[other] { $all-shown } gemeenten { $own ->
        [one] heeft
       *[other] hebben
    }
  } een eigen initiatief op de landkaart ({ $percent }).
figures-absent-open = { $count ->
    [one] 1 gemeente staat nog niet op de landkaart
   *[other] { $count-shown } gemeenten staan nog niet op de landkaart
}
figures-province-title = Per provincie
figures-and = { $before } en { $last }
figures-and-others = { $before } en andere
figures-province-conclusion = De meeste initiatieven begonnen in { $name }: { $equals ->
    [one] { $count-shown }
   *[other] elk { $count-shown }
  } van de { $total-shown }.
figures-with-of-all = { $with-shown } van { $all-shown } { $all ->
    [one] gemeente
   *[other] gemeenten
}
figures-type-title = Per soort
figures-type-conclusion = { $name } { $equals ->
    [one] komt het meest voor: { $count-shown }
   *[other] komen het meest voor: elk { $count-shown }
  } van de { $total-shown }.
figures-more-than-one = Eén initiatief kan bij meer dan één regel horen. De getallen samen kunnen dus hoger zijn dan het totaal.
figures-year-title = Per jaar waarin het begon
figures-year-conclusion = In { $year } { $count ->
    [one] begon 1 initiatief{ $equals ->
        [one] {""}
       *[other] {" "}per jaar
    }. In geen jaar waren het er meer.
   *[other] begonnen de meeste initiatieven: { $count-shown }{ $equals ->
        [one] {""}
       *[other] {" "}per jaar
    }.
  }
figures-year-unknown = { $count ->
    [one] Van 1 initiatief is niet bekend wanneer het begon.
   *[other] Van { $count-shown } initiatieven is niet bekend wanneer ze begonnen.
}
figures-year-open = Alle jaren in een tabel
figures-influence-title = Hoeveel invloed mensen hebben
figures-influence-conclusion = { $name } { $equals ->
    [one] komt het meest voor: { $count-shown }
   *[other] komen het meest voor: elk { $count-shown }
  } van de { $known-shown } waarvan dit bekend is.
figures-influence-none = Van geen van deze initiatieven is bekend hoeveel invloed mensen hebben.
figures-csv = Download als CSV: { $name }
figures-all-csv = Download alle cijfers als CSV
take-figures = Cijfers

# How charts are drawn, for who cannot see them.
chart-bars = Staafdiagram. Hoe langer de staaf, hoe groter het getal. Dezelfde getallen staan in de tabel.
chart-columns = Kolomdiagram. Hoe hoger de kolom, hoe groter het getal. Dezelfde getallen staan in de tabel.
chart-share = Balk die in delen is verdeeld. Hoe breder het deel, hoe groter het getal. Dezelfde getallen staan in de tabel.
