# What staff did.
audit-title = Logboek
audit-lead = Alles wat medewerkers veranderen, staat hier. Regels kunnen niet worden gewijzigd of gewist.
audit-search = Zoekwoorden
audit-who = Wie
audit-what = Wat
audit-subject = Waarop
audit-difference = Verschil
audit-number = Nummer
audit-when = Wanneer
audit-from = Van
audit-until = Tot en met
audit-none = Er is nog niets gebeurd.
audit-by-itself = Systeem of opdrachtregel
audit-forgotten = verwijderd
audit-yes = ja
audit-no = nee
audit-nothing = niets
audit-check = Controleer of het logboek heel is

# Whether the chain is whole.
audit-chain-title = Is het logboek heel?
audit-chain-lead = Elke regel bevat een controlegetal over zichzelf en over alle regels ervoor. Wie een regel wijzigt of weghaalt, breekt die keten.
audit-chain-whole = Het logboek is heel: { $count ->
    [0] er staat nog niets in.
    [one] 1 regel, nagerekend.
   *[other] { $count-shown } regels, allemaal nagerekend.
  }
audit-chain-broken-title = Het logboek is niet heel
audit-chain-broken = De keten is gebroken bij regel { $number }. Iemand wijzigde de database buiten het platform om. Vergelijk met een reservekopie, en zoek uit wie erbij kon.

# What was done.
audit-account-added = account toegevoegd
audit-account-closed = account gesloten
audit-account-opened = account weer geopend
audit-logins-ended = overal uitgelogd
audit-role-given = rol gegeven
audit-role-taken = rol afgenomen
audit-mail-sent-again = mail opnieuw verstuurd
audit-mail-given-up = mail opgegeven
audit-mail-put-back = mail teruggezet
audit-passkey-added = passkey toegevoegd
audit-passkey-removed = passkey verwijderd
audit-account-erased = account gewist, op verzoek van de eigenaar
audit-person-erased = gegevens gewist, op verzoek van wie ze waren
audit-submission-accepted = inzending overgenomen
audit-submission-asked = vraag over inzending gesteld
audit-submission-refused = inzending niet overgenomen
audit-submission-merged = inzending stond er al
audit-kind-submission = inzending
audit-claim-accepted = beheer van gemeente toegelaten
audit-claim-refused = beheer van gemeente geweigerd
audit-domain-added = domein toegevoegd
audit-domain-removed = domein weggehaald

# What is different.
audit-field-domain = domein
audit-field-email = mailadres
audit-field-given-up = opgegeven
audit-field-logins = uitgelogde browsers
audit-field-municipality = gemeente
audit-field-role = rol
audit-field-state = staat
audit-field-submissions = meldingen
audit-field-mails = mails
audit-field-follows = gevolgd
audit-field-claims = aanvragen om een gemeente te beheren
audit-field-asked = initiatieven waarover ieder jaar werd gevraagd

# To what.
audit-kind-account = account
audit-kind-mail = mail
audit-kind-person = persoon
audit-kind-initiative = initiatief
audit-initiative-published = initiatief gepubliceerd
audit-initiative-changed = initiatief gewijzigd
audit-initiative-restored = versie van initiatief teruggezet
audit-initiative-withdrawn = initiatief van de landkaart gehaald
audit-initiative-put-back = initiatief teruggezet op de landkaart
audit-initiative-merged = initiatief samengevoegd
audit-initiative-taken-apart = initiatief weer losgemaakt
audit-initiative-split = initiatief gesplitst
audit-field-other = ander initiatief
audit-field-proposals = verhuisde inzendingen
audit-field-reason = reden
audit-submission-first = inzending voorlopig overgenomen
audit-two-moderators = soorten voor twee moderators gewijzigd
audit-answer-added = antwoord toegevoegd
audit-answer-changed = antwoord gewijzigd
audit-answer-removed = antwoord verwijderd
audit-file-imported = bestand ingelezen
audit-kind-import = import
audit-kind-passkey = passkey
audit-kind-answer = antwoord
audit-kind-rule = regel over wie beslist
audit-field-types = soorten
