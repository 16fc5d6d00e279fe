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
