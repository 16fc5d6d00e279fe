# Roles.
role-owner = Eigenaar
role-moderator = Moderator
role-organiser = Organisator
role-door = Deur
role-caterer = Catering
role-scan-facilitator = Begeleider Quick Scan
role-custodian = Beheerder van een gemeente
role-custodian-of = Beheerder van { $municipality }
role-owner-does = Alles, ook rollen geven en afnemen.
role-moderator-does = Beoordeelt inzendingen, bewerkt initiatieven en kijkt naar de post.
role-organiser-does = Richt de Dag in en ziet wie zich aanmeldt.
role-door-does = Controleert tickets.
role-caterer-does = Ziet hoeveel mensen wat eten, zonder namen.
role-scan-facilitator-does = Begeleidt Quick Scans.
role-custodian-does = Houdt de initiatieven van één gemeente bij.

# The list of accounts.
accounts-title = Accounts
accounts-search = Naam of mailadres
accounts-role = Rol
accounts-state = Staat
accounts-name = Naam
accounts-email = Mailadres
accounts-roles = Rollen
accounts-added = Toegevoegd
accounts-seen = Laatst gezien
accounts-open = open
accounts-closed = gesloten
accounts-no-role = geen rol
accounts-none = Er zijn nog geen accounts.
accounts-add = Voeg een account toe

# Adding one.
account-new-title = Account toevoegen
account-new-lead = De nieuwe collega krijgt een mail met een link om in te loggen.
account-new-name = Naam
account-new-name-hint = Zoals collega’s de persoon kennen. Mag leeg blijven.
account-new-email = Mailadres
account-new-email-hint = Bij voorkeur het adres van het werk, zoals naam@gemeente.nl
account-new-role = Rol
account-new-municipality = Gemeente
account-new-municipality-hint = Alleen voor een beheerder van een gemeente. Typ de naam.
account-new-send = Voeg toe en stuur de mail
account-email-taken = Er is al een account met dit mailadres.
account-role-missing = Kies een rol.
account-municipality-missing = Kies voor welke gemeente deze rol geldt.
account-municipality-unknown = Wij kennen geen gemeente met deze naam. Controleer of u een typefout maakte.
account-municipality-unfit = Deze rol geldt voor het hele land. Maak het veld Gemeente leeg, of kies de rol Beheerder van een gemeente.
account-name-long = Deze naam is te lang. Gebruik hoogstens 200 tekens.

# One account.
account-unnamed = Account zonder naam
account-facts = Gegevens
account-state = Staat
account-state-open = Open
account-state-closed = Gesloten op { $moment }
account-added = Toegevoegd
account-seen = Laatst gezien
account-seen-never = nog nooit
account-logins = Ingelogd
account-logins-count = { $count ->
    [0] nergens
    [one] in 1 browser
   *[other] in { $count-shown } browsers
  }
account-roles = Rollen
account-roles-none = Dit account heeft geen rol en kan niets in het beheer.
account-take = Neem af
account-take-which = de rol { $role }
account-give = Rol geven
account-give-do = Geef deze rol
account-more = Toegang
account-close = Sluit dit account
account-close-text = Sluiten geldt meteen: wie met dit account is ingelogd, is uitgelogd. De gegevens blijven bewaard.
account-open = Open dit account weer
account-open-text = De eigenaar van het account kan dan weer inloggen, met dezelfde rollen.
account-end = Log overal uit
account-end-text = Bijvoorbeeld als een telefoon kwijt is. De eigenaar van het account kan daarna weer inloggen.
account-history = Wat met dit account gebeurde
account-mail = Post aan dit adres
account-last-owner = Dit is de laatste eigenaar. Maak eerst iemand anders eigenaar.
account-done-add = Het account is toegevoegd en de mail is onderweg.
account-done-give = De rol is gegeven. Die geldt meteen.
account-done-take = De rol is afgenomen. Dat geldt meteen.
account-done-close = Het account is gesloten.
account-done-open = Het account is weer open.
account-done-end = Dit account is overal uitgelogd.
