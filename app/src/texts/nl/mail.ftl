# What every mail shares.
mail-greeting = Beste lezer,
mail-greeting-name = Beste { $name },
mail-action-otherwise = Werkt de knop niet? Open dan dit adres:

# The link to sign in with.
mail-sign-in-subject = Uw link om in te loggen
mail-sign-in-text = U wilt inloggen bij Democratie in Actie. Dat kan met deze link. De link werkt één keer, en tot een kwartier na deze mail.
mail-sign-in-action = Log in
mail-sign-in-not-you = Hebt u hier niet om gevraagd? Dan hoeft u niets te doen. Zonder deze mail komt niemand binnen.
mail-passkey-subject = Er is een passkey voor uw account gemaakt
mail-passkey-text = Met de passkey { $passkey } kan iemand vanaf nu zonder mail inloggen op uw account bij Democratie in Actie. Hebt u die zelf gemaakt? Dan hoeft u niets te doen. Zo niet: haal de passkey weg en log overal uit.
mail-passkey-action = Bekijk uw passkeys
mail-passkey-reason = U krijgt deze mail omdat u een account hebt op { $site }.
mail-sign-in-reason = U krijgt deze mail omdat iemand op { $site } uw mailadres invulde om in te loggen.

# What is kept about somebody.
mail-own-data-subject = Uw gegevens bij Democratie in Actie
mail-own-data-text = U wilt zien wat wij over dit mailadres bewaren. Met deze link ziet u alles, kunt u een kopie meenemen, en kunt u alles wissen. De link werkt een dag. Geef hem niet door.
mail-own-data-action = Bekijk mijn gegevens
mail-own-data-not-you = Hebt u hier niet om gevraagd? Dan hoeft u niets te doen. Zonder deze mail ziet niemand uw gegevens.
mail-own-data-reason = U krijgt deze mail omdat iemand op { $site } uw mailadres invulde om te zien wat wij bewaren.

# About proposals for the Landkaart.
mail-submission-reason = U krijgt deze mail van { $site }, omdat iemand met dit mailadres iets meldde voor de landkaart.
mail-submission-not-you = Meldde u niets? Dan hoeft u niets te doen. Wij bewaren de melding dan niet.
mail-submission-confirm-subject = Bevestig uw melding: { $title }
mail-submission-confirm-text = U meldde { $title } voor de landkaart van Democratie in Actie. Druk op de knop en bevestig dat u dat deed.
mail-submission-confirm-action = Bekijk en bevestig mijn melding
mail-submission-confirm-after = Daarna kijkt een moderator naar uw melding. Met dezelfde link kunt u hem volgen, aanpassen en intrekken. Geef de link dus niet door.
mail-submission-kept-subject = Uw melding is bewaard: { $title }
mail-submission-kept-text = U bewaarde een melding voor de landkaart van Democratie in Actie: { $title }. Met deze link gaat u verder, ook op een ander apparaat.
mail-submission-kept-action = Ga verder met mijn melding
mail-submission-accepted-subject = Op de landkaart: { $title }
mail-submission-accepted-text = Uw melding { $title } staat op de landkaart van Democratie in Actie. Bedankt!
mail-submission-look = Bekijk het initiatief
mail-submission-asked-subject = Een vraag over uw melding: { $title }
mail-submission-asked-text = Wij hebben een vraag over uw melding { $title }.
mail-submission-asked-action = Beantwoord de vraag
mail-submission-ended-subject = Uw melding is gestopt: { $title }
mail-submission-ended-text = Wij stelden u een vraag over { $title } en kregen { $days } dagen lang geen antwoord. Daarom trekken wij uw melding in. Over een maand wissen wij hem, met uw mailadres. Wilt u het initiatief toch op de landkaart? Meld het dan opnieuw.
mail-submission-ended-action = Meld een initiatief
mail-submission-refused-subject = Niet op de landkaart: { $title }
mail-submission-refused-text = Wij zetten uw melding { $title } niet op de landkaart.
mail-submission-merged-subject = Stond al op de landkaart: { $title }
mail-submission-merged-text = Wat u meldde, { $title }, stond al op de landkaart van Democratie in Actie, als ‘{ $other }’.
# The first mail to who gets an account.
mail-invitation-subject = U hebt toegang tot Democratie in Actie
mail-invitation-text = Een collega maakte een account voor u bij Democratie in Actie. Met deze link logt u in. De link werkt één keer, tot een kwartier na deze mail.
mail-invitation-later = Leest u deze mail later? Vraag dan zelf een nieuwe link, met dit mailadres.
mail-invitation-reason = U krijgt deze mail omdat iemand van { $site } u toegang gaf.
