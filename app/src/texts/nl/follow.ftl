# Following the Landkaart.
follow-title = Volg de landkaart
follow-description = Krijg bericht als er iets verandert op de landkaart: per mail of met een Atom-feed.
follow-lead = Krijg bericht als er een initiatief bij komt, verandert of stopt.
follow-what = U volgt:
follow-everything = alle initiatieven op de landkaart
follow-look = Bekijk ze op de landkaart
follow-mail-title = Per mail
follow-mail-text = U krijgt één mail met alles wat er veranderde, om 7 uur ’s ochtends. Verandert er niets, dan krijgt u geen mail. In elke mail staat een link om te stoppen.
follow-pace = Hoe vaak wilt u een mail?
follow-pace-missing = Kies hoe vaak u een mail wilt.
follow-daily = Iedere dag
follow-weekly = Iedere week, op maandag
follow-send = Volg per mail
follow-feed-title = Met een Atom-feed
follow-feed-text = Gebruikt u een programma of app om nieuws te volgen? Neem dan dit adres over. U hoeft niets over uzelf in te vullen.
follow-wrong = Dit kunt u niet volgen: een deel van de filters kennen wij niet.
follow-choose-again = Kies opnieuw op de landkaart
follow-sent-title = Kijk in uw mail
follow-sent-lead = Wij stuurden u een mail met een link. Druk op de knop achter die link, dan volgt u de landkaart.
follow-sent-next = Geen mail gekregen? Kijk ook bij de ongewenste mail. Bevestigt u niet, dan bewaren wij uw mailadres niet.
follow-confirm-title = Bevestig dat u wilt volgen
follow-confirm-lead = Druk op de knop, dan krijgt u mail over wat er verandert.
follow-confirm = Ja, stuur mij mail
follow-nothing-text = Achter deze link staat niets. Controleer of u de hele link uit de mail gebruikt. Misschien bent u al gestopt, of is de link te oud.
follow-own-title = Wat u volgt
follow-own-lead = Mails gaan naar { $email }. Verander hier hoe vaak, of stop.
follow-own-gone = Een deel van deze filters bestaat niet meer op de landkaart. U krijgt hierover geen mail. Kies zo nodig opnieuw.
follow-own-stop = Stopt u helemaal, dan verwijderen wij uw mailadres.
follow-change = Wijzig
follow-stop = Stop hiermee
follow-stop-all = Stop met alle mails
follow-more = Kies op de landkaart iets om ook te volgen
follow-stop-title = Stoppen met volgen
follow-stop-lead = { $count ->
    [one] U volgt nu één onderwerp op de landkaart. Druk op de knop, dan krijgt u geen mail meer en verwijderen wij uw mailadres.
   *[other] U volgt nu { $count-shown } onderwerpen op de landkaart. Druk op de knop, dan krijgt u geen mail meer en verwijderen wij uw mailadres.
}
follow-stopped-title = U krijgt geen mail meer
follow-stopped-lead = U volgt niets meer op de landkaart. Uw mailadres is hiervoor verwijderd. Welke mail u kreeg, bewaren wij nog 90 dagen.
follow-again = Toch weer volgen
follow-done-confirmed = U volgt dit vanaf nu.
follow-done-changed = Gewijzigd.
follow-done-stopped = Gestopt. U krijgt hierover geen mail meer.
results-follow = Volg deze lijst

# The mails to who follows.
mail-follow-reason = U krijgt deze mail van { $site }, omdat iemand met dit mailadres de landkaart wil volgen.
mail-follow-confirm-subject = Bevestig dat u de landkaart wilt volgen
mail-follow-confirm-text = U wilt mail over: { $name }. Druk op de knop en bevestig dat.
mail-follow-confirm-action = Bekijk en bevestig
mail-follow-confirm-not-you = Vroeg u dit niet? Dan hoeft u niets te doen. Wij bewaren uw mailadres dan niet.
mail-digest-subject = { $count ->
    [0] Wat u volgt op de landkaart, is veranderd
    [one] 1 verandering op de landkaart
   *[other] { $count-shown } veranderingen op de landkaart
}
mail-digest-lead = Dit veranderde er in wat u volgt op de landkaart van Democratie in Actie.
mail-digest-new = Nieuw: { $title } ({ $place })
mail-digest-changed = Gewijzigd: { $title } ({ $place })
mail-digest-ended = Afgerond of gestopt: { $title } ({ $place })
mail-digest-left = Hoort hier niet meer bij: { $title } ({ $place })
mail-digest-withdrawn = Niet meer op de landkaart: { $title } ({ $place })
mail-digest-because = { $entry }. Reden: { $reason }
mail-digest-more = { $count ->
    [one] En nog 1 verandering. Bekijk de hele lijst
   *[other] En nog { $count-shown } veranderingen. Bekijk de hele lijst
}
mail-digest-list = Bekijk de hele lijst op de landkaart
mail-digest-renamed = Dit volgde u als: { $name }. Op de landkaart heet dat nu anders; u blijft het volgen.
mail-digest-gone = Een deel van wat u hier volgt, bestaat niet meer op de landkaart. Hierover krijgt u geen mail meer. Kies zo nodig iets anders om te volgen.
mail-digest-choose = Kies opnieuw op de landkaart
mail-digest-own = Verander wat u volgt, of hoe vaak
mail-digest-stop = Stop met alle mails
mail-digest-reason = U krijgt deze mail van { $site }, omdat u de landkaart volgt. Met de link hierboven stopt u.
