# A civil servant asks to keep the initiatives of a municipality.
claim-title = Beheer de initiatieven van { $name }
claim-description = Werkt u bij { $name }? Houd dan zelf bij wat er van uw gemeente op de landkaart staat.
claim-lead = Werkt u bij { $name }? Dan kunt u zelf initiatieven van uw gemeente op de landkaart zetten, aanpassen en bijhouden.
claim-how = Gebruik uw mailadres van het werk. Kennen wij het domein van dat adres als dat van { $name }? Dan kunt u meteen aan de slag. Anders kijkt een moderator eerst mee.
claim-name = Uw naam
claim-email = Uw mailadres bij de gemeente
claim-job = Uw functie (niet verplicht)
claim-name-missing = Vul uw naam in.
claim-name-long = Gebruik hoogstens 200 tekens.
claim-send = Vraag het beheer aan
claim-sent-lead = Wij stuurden u een mail met een link. Druk op de knop achter die link. Dan weten wij dat het mailadres van u is.
claim-sent-next = De link werkt één dag. Geen mail gekregen? Kijk ook bij de ongewenste mail.
claim-link-title = Uw aanvraag voor { $name }
claim-to-confirm = U wilt de initiatieven van { $name } beheren. Druk op de knop en bevestig dat dit mailadres van u is.
claim-confirm = Bevestig mijn aanvraag
claim-too-late = Deze link is te oud. Vraag het beheer opnieuw aan, dan krijgt u een nieuwe.
claim-again = Vraag het opnieuw aan
claim-waiting = Uw mailadres is bevestigd. Een moderator kijkt of u { $name } kunt beheren. U krijgt een mail met het antwoord.
claim-accepted = U beheert de initiatieven van { $name }.
claim-sign-in = Log in en ga aan de slag
claim-refused = Een moderator heeft uw aanvraag voor { $name } niet goedgekeurd. De reden staat in de mail die u kreeg.
claim-look = Bekijk { $name } op de landkaart
claim-nothing-text = Achter deze link staat geen aanvraag. Controleer of u de hele link uit de mail gebruikt.
claim-invitation = Werkt u bij deze gemeente?
claim-invitation-link = Beheer zelf wat er op de landkaart staat

# The mails about it.
mail-claim-reason = U krijgt deze mail van { $site }, omdat iemand met dit mailadres vroeg om een gemeente te beheren.
mail-claim-confirm-subject = Bevestig uw aanvraag voor { $name }
mail-claim-confirm-text = U wilt de initiatieven van { $name } op de landkaart van Democratie in Actie beheren. Druk op de knop en bevestig dat dit mailadres van u is. De link werkt één dag.
mail-claim-confirm-action = Bekijk en bevestig mijn aanvraag
mail-claim-not-you = Vroeg u dit niet? Dan hoeft u niets te doen.
mail-claim-accepted-subject = U beheert de initiatieven van { $name }
mail-claim-accepted-text = U kunt nu zelf initiatieven van { $name } op de landkaart zetten, aanpassen en bijhouden. Log in met dit mailadres.
mail-claim-accepted-action = Log in
mail-claim-refused-subject = Uw aanvraag voor { $name }
mail-claim-refused-text = Wij hebben uw aanvraag om { $name } te beheren niet goedgekeurd. U kunt wel initiatieven en wijzigingen blijven melden.

# Municipalities at the desk.
municipalities-title = Gemeenten
municipalities-lead = Wie een mailadres heeft bij een domein van de gemeente, mag die gemeente meteen beheren. Anderen wachten op een moderator.
municipalities-no-domains = Er staan nog geen domeinen. Tot die tijd wacht iedere aanvraag op een moderator.
municipalities-none = Er zijn geen gemeenten.
municipalities-search = Gemeente, domein of beheerder
municipalities-state = Stand
municipalities-state-waiting = met een aanvraag
municipalities-state-custodian = met een beheerder
municipalities-state-no-custodian = zonder beheerder
municipalities-state-domain = met een domein
municipalities-state-no-domain = zonder domein
municipalities-name = Gemeente
municipalities-domains = Domeinen
municipalities-custodians = Beheerders
municipalities-waiting = Aanvragen
municipalities-wait = { $count ->
    [one] aanvraag om een gemeente te beheren
   *[other] aanvragen om een gemeente te beheren
}
claims-title = Aanvragen
claims-none = Er wacht geen aanvraag voor deze gemeente.
claims-since = gevraagd op { $moment }
claims-why-no-domain = Het mailadres is bevestigd. Van deze gemeente kennen wij nog geen domein, dus beslist een moderator.
claims-why-other-domain = Het mailadres is bevestigd, maar hoort niet bij een bekend domein van deze gemeente. Daarom beslist een moderator.
claims-why-taken = Het mailadres is bevestigd. Een eigenaar nam deze persoon het beheer van deze gemeente eerder af. Daarom beslist een moderator.
claims-words = Bericht aan wie het vroeg (verplicht als u weigert)
claims-words-missing = Schrijf waarom deze persoon de gemeente niet mag beheren.
claims-accept = Laat deze persoon beheren
claims-refuse = Weiger
claims-decided = Onlangs beslist
claims-accepted-by = toegelaten door { $by }
claims-refused-by = geweigerd door { $by }
claims-by-domain = het domein van het mailadres
claims-by-nobody = iemand zonder account
claims-conflict = Over deze aanvraag is al beslist. Onder ‘Onlangs beslist’ staat door wie. Uw beslissing is niet bewaard.
claims-closed = Het account met dit mailadres is gesloten. Een eigenaar kan het weer openen; daarna kunt u de aanvraag toelaten.
claims-done-accept = De aanvraag is toegelaten. De mail is onderweg.
claims-done-refuse = De aanvraag is geweigerd. De mail is onderweg.
custodians-title = Beheerders
custodians-none = Niemand beheert deze gemeente.
domains-title = Domeinen van mailadressen
domains-text = Een adres hoort erbij als het domein precies gelijk is, of daaronder valt: naam@utrecht.nl en naam@griffie.utrecht.nl, maar niet naam@nietutrecht.nl.
domains-none = Deze gemeente heeft nog geen domein.
domains-domain = Domein
domains-domain-hint = Zoals utrecht.nl, of een mailadres met dat domein
domains-wrong = Dit is geen domein zoals utrecht.nl.
domains-for-everybody = Bij dit domein kan iedereen een mailadres krijgen. Vul een domein in dat alleen van de gemeente is.
domains-add = Voeg toe
domains-add-all = Voeg alle regels toe
domains-remove = Haal weg
domains-paste = Voeg veel domeinen toe
domains-lines = Regels
domains-lines-hint = Per regel een gemeente en een domein, zoals GM0344;utrecht.nl. Wat er al staat, blijft staan.
domains-line-for-everybody = Regel { $number }: bij het domein in ‘{ $line }’ kan iedereen een mailadres krijgen. Vul een domein in dat alleen van de gemeente is.
domains-lines-missing = Vul minstens één regel in.
domains-line-wrong = Regel { $number } klopt niet: { $line }. Schrijf een gemeente, een puntkomma en een domein.
domains-done-add = Het domein staat erbij.
domains-done-remove = Het domein is weggehaald. Wie al beheerder is, blijft dat.
domains-done-paste = { $count ->
    [0] Alle domeinen stonden er al.
    [one] Er is 1 domein bij gekomen.
   *[other] Er zijn { $count-shown } domeinen bij gekomen.
}

# What somebody keeps.
custodian-own-title = Mijn gemeente
custodian-own-all = Bekijk alle { $count-shown } initiatieven
custodian-own-stale = { $count ->
    [one] 1 ervan is lang niet gecontroleerd.
   *[other] { $count-shown } ervan zijn lang niet gecontroleerd.
}
custodian-own-add = Zet een initiatief op de landkaart
custodian-own-none = Er staat nog niets van { $name } op de landkaart.
custodian-own-proposals = Wat anderen voorstellen
custodian-own-caption = Initiatieven van { $name }
custodian-own-initiative = Initiatief
custodian-own-status = Status
custodian-own-checked = Laatst gecontroleerd
custodian-leave = Stop met het beheer
custodian-leave-text = U kunt dan niets meer aanpassen van { $name }. Wat er staat, blijft staan.
custodian-leave-do = Stop met het beheer van { $name }
custodian-left = U beheert deze gemeente niet meer.
