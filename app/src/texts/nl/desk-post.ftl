# Mail on its way out.
post-title = Post
post-search = Ontvanger of onderwerp
post-state = Staat
post-state-waiting = wacht
post-state-late = wacht langer dan een uur
post-state-sent = verstuurd
post-state-filed = als bestand bewaard
post-state-refused = niet aangekomen
post-state-given-up = opgegeven
post-to = Aan
post-subject = Onderwerp
post-attempts = Pogingen
post-trouble = Wat er misging
post-trouble-slow = De mailserver deed er te lang over.
post-trouble-ascii = De mailserver kent alleen adressen in ASCII (geen SMTPUTF8), en dit adres heeft andere letters voor de @.
post-trouble-late = Te laat om nog nut te hebben.
post-made = Gemaakt
post-due = Volgende poging
post-settled = Afgehandeld
post-only = Alleen: { $state }
post-none = Er is nog geen mail verstuurd.
post-again = Stuur opnieuw
post-give-up = Geef op
post-none-chosen = Kies eerst een of meer mails.
post-done-again = { $count ->
    [0] Er is niets opnieuw verstuurd.
    [one] 1 mail gaat over een halve minuut opnieuw weg.
   *[other] { $count-shown } mails gaan over een halve minuut opnieuw weg.
  }
post-done-given-up = { $count ->
    [0] Er is niets opgegeven.
    [one] 1 mail is opgegeven.
   *[other] { $count-shown } mails zijn opgegeven.
  }
post-done-back = { $count ->
    [0] Er is niets teruggezet.
    [one] 1 mail staat weer zoals hij stond.
   *[other] { $count-shown } mails staan weer zoals ze stonden.
  }
post-done-not = { $count ->
    [one] Bij 1 mail kon het niet: die is al weg, is al opgegeven of heeft geen nut meer.
   *[other] Bij { $count-shown } mails kon het niet: die zijn al weg, zijn al opgegeven of hebben geen nut meer.
  }
post-undo-gone = Dit kunt u niet ongedaan maken. Alleen wie het deed, kan dat, één keer en binnen een dag.

# One mail.
mail-text = De tekst van de mail
mail-secrets = In links staan stippen in plaats van de geheime code. Zo kan niemand anders dan de ontvanger de link gebruiken.
mail-text-gone = De tekst is gewist toen de mail was aangekomen.

# What waits.
post-waits-refused = { $count ->
    [one] mail kwam niet aan
   *[other] mails kwamen niet aan
  }
post-waits-late = { $count ->
    [one] mail wacht langer dan een uur
   *[other] mails wachten langer dan een uur
  }
post-waits-since = de oudste sinds { $moment }
