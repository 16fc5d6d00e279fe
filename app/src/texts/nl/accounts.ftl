# Signing in.
sign-in-title = Inloggen
sign-in-lead = Vul uw mailadres in. Wij sturen u een link waarmee u inlogt. Een wachtwoord hebt u niet nodig.
sign-in-email = Mailadres
sign-in-email-hint = Het adres waarmee u bij ons bekend bent, zoals naam@gemeente.nl
sign-in-email-missing = Vul uw mailadres in.
sign-in-too-often = { $minutes ->
    [one] Er is vaak om een link gevraagd. Kijk in uw mail: de laatste link werkt een kwartier. Een nieuwe kunt u over een minuut vragen.
   *[other] Er is vaak om een link gevraagd. Kijk in uw mail: de laatste link werkt een kwartier. Een nieuwe kunt u over { $minutes-shown } minuten vragen.
}
sign-in-email-wrong = Dit is geen mailadres. Controleer of u een typefout maakte. Een mailadres ziet eruit als naam@gemeente.nl.
sign-in-ask = Stuur mij een link
sign-in-for-whom = Inloggen is voor medewerkers van het programma en van gemeenten. Wilt u de landkaart bekijken of een initiatief aanmelden? Dan hoeft u niet in te loggen.
sign-in-press = Druk op de knop om in te loggen in deze browser.
sign-in-action = Log in
sign-in-useless-title = Deze link werkt niet meer
sign-in-useless-text = U kunt een link één keer gebruiken, tot een kwartier nadat u erom vroeg. Misschien gebruikte u deze link al, of is hij te oud.
sign-in-useless-again = Vraag een nieuwe link

# Signing in at an organisation.
sign-in-organisation-title = Werkt u bij { $name }?
sign-in-organisation-lead = Dan kunt u inloggen zoals u dat op uw werk gewend bent.
sign-in-organisation = Log in met { $name }
organisation-again = Probeer opnieuw in te loggen met { $name }
organisation-by-mail = Log in met een link in uw mail
organisation-unreachable-title = Inloggen met { $name } lukt nu niet
organisation-unreachable-text = De inlogpagina van { $name } geeft geen antwoord. Probeer het over een paar minuten opnieuw, of log in met een link in uw mail.
organisation-over-title = Deze poging is voorbij
organisation-over-text = U deed er langer dan tien minuten over, begon in een andere browser, of was al klaar. Begin opnieuw.
organisation-stopped-title = U bent niet ingelogd
organisation-stopped-text = U bent bij { $name } gestopt, of mag daar niet inloggen. Wilt u toch inloggen? Begin dan opnieuw.
organisation-not-believed-text = Wij konden het antwoord van { $name } niet controleren. Daarom laten wij u voor de zekerheid niet binnen. Begin opnieuw. Gebeurt het weer? Log dan in met een link in uw mail.
organisation-unverified-title = Uw mailadres is niet bevestigd
organisation-unverified-text = { $name } bevestigt niet dat uw mailadres van u is. Laat dat bij { $name } in orde maken, of log in met een link in uw mail.
organisation-unknown-title = U hebt hier nog geen account
organisation-unknown-text = U bent bij { $name } bekend als { $email }. Met dat mailadres hebt u bij ons geen account. Vraag de beheerder van deze site om een account, of log in met het mailadres waarmee wij u kennen.

# After asking.
link-sent-title = Kijk in uw mail
link-sent-lead = Kennen wij uw mailadres? Dan krijgt u binnen een paar minuten een mail met een link. De link werkt een kwartier.
link-sent-nothing = Geen mail gekregen? Kijk ook bij de ongewenste mail, en controleer of u uw mailadres goed schreef.
link-sent-again = Vraag de link opnieuw

# Where somebody is logged in.
logins-title = Waar u bent ingelogd
logins-who = U bent ingelogd met { $email }.
logins-lead = Herkent u een browser niet? Log daar dan uit.
logins-unknown-device = Onbekende browser
logins-here = deze browser
logins-since = Ingelogd op { $started }, laatst gebruikt op { $seen }
logins-of = in { $device }, ingelogd op { $started }
logins-end = Log uit
logins-end-here = Log hier uit
logins-end-all = Log overal uit

# Passkeys.
passkey-sign-in-title = Hebt u een passkey?
passkey-sign-in-lead = Dan logt u in zonder mail: met de code, uw vinger of uw gezicht, zoals u uw apparaat opent.
passkey-sign-in = Log in met een passkey
passkey-trouble = Het is niet gelukt
passkey-over = Deze poging is voorbij: u deed er langer dan vijf minuten over, of was al klaar. Probeer het opnieuw.
passkey-not-believed = Wij konden uw passkey niet controleren. Probeer het opnieuw, of log in met een link in uw mail.
passkey-unknown = Deze passkey kennen wij niet, of niet meer. Log in met een link in uw mail. Daarna kunt u een nieuwe passkey maken.
passkey-too-many = U hebt al twintig passkeys. Haal er eerst een weg.
passkey-stopped = Het is niet gelukt: u bent gestopt, het duurde te lang, of uw apparaat heeft geen passkey van deze site.
passkey-known = Dit apparaat heeft al een passkey voor uw account.
passkey-failed = Het is niet gelukt. Probeer het opnieuw, of gebruik een link in uw mail.
passkeys-title = Uw passkeys
passkeys-lead = Met een passkey logt u in zonder mail: met de code, uw vinger of uw gezicht, zoals u uw apparaat opent. Een link in uw mail blijft ook werken.
passkeys-none = U hebt nog geen passkey.
passkeys-need-script = Om een passkey te maken is JavaScript nodig. Zet dat aan in uw browser, of blijf inloggen met een link in uw mail.
passkey-name = Naam van de passkey
passkey-name-hint = Waaraan u deze passkey herkent, zoals Werklaptop. Vult u niets in? Dan noemen wij hem naar uw browser.
passkey-add = Maak een passkey
passkey-used = Gemaakt op { $added }, laatst gebruikt op { $used }
passkey-unused = Gemaakt op { $added }, nog niet gebruikt
passkey-remove = Haal weg
passkey-of = { $name }, gemaakt op { $added }
