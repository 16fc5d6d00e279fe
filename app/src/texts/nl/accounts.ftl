# Signing in.
sign-in-title = Inloggen
sign-in-lead = Vul uw mailadres in. Wij sturen u een link waarmee u inlogt. Een wachtwoord hebt u niet nodig.
sign-in-email = Mailadres
sign-in-email-hint = Het adres waarmee u bij ons bekend bent, zoals naam@gemeente.nl
sign-in-email-missing = Vul uw mailadres in.
sign-in-email-wrong = Dit is geen mailadres. Controleer of u een typefout maakte. Een mailadres ziet eruit als naam@gemeente.nl.
sign-in-ask = Stuur mij een link
sign-in-for-whom = Inloggen is voor medewerkers van het programma en van gemeenten. Wilt u de landkaart bekijken of een initiatief aanmelden? Dan hoeft u niet in te loggen.
sign-in-press = Druk op de knop om in te loggen in deze browser.
sign-in-action = Log in
sign-in-useless-title = Deze link werkt niet meer
sign-in-useless-text = U kunt een link één keer gebruiken, tot een kwartier nadat u erom vroeg. Misschien gebruikte u deze link al, of is hij te oud.
sign-in-useless-again = Vraag een nieuwe link

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
