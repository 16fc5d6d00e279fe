# The desk of staff.
desk-home = Beheer
desk-description = Voor wie aan het platform werkt.
desk-me = Ingelogd als { $name }
desk-parts = Delen van het beheer
desk-waiting = wachten
desk-waits = Wat op u wacht
desk-nothing = Er wacht niets. Alles is af.


# Proposals for the Landkaart.
desk-submissions = Inzendingen
desk-submissions-wait = { $count ->
    [one] inzending voor de landkaart
   *[other] inzendingen voor de landkaart
}
desk-submissions-none = Hier zijn geen inzendingen.
desk-submissions-all = Alle inzendingen
desk-submissions-search = Titel of mailadres
desk-submissions-state = Stand
desk-submissions-kind = Soort
desk-submissions-title = Titel
desk-submissions-waiting = Wacht al
desk-submissions-received = Ontvangen
desk-submission-new = nieuw initiatief
desk-submission-change = wijziging
desk-submission-changes = Bekijk het initiatief zoals het nu is
desk-submission-problems = Dit klopt nog niet
desk-submission-conflicts = Iemand anders veranderde ondertussen ook: { $columns }. Kijk goed wat er moet blijven staan.
desk-days-long = { $days ->
    [one] 1 dag
   *[other] { $days-shown } dagen
}
desk-waits-since = { $days ->
    [0] sinds vandaag
    [one] sinds 1 dag
   *[other] sinds { $days-shown } dagen
}
desk-waits-too-long = de oudste wacht { $days-shown } dagen: te lang
desk-too-long = Deze inzending wacht al langer dan een week.
desk-about = Over deze inzending
desk-alike = Lijkt op
desk-alike-none = Niets op de landkaart lijkt hierop.
desk-alike-number = nummer { $id }, { $place }
desk-submitter = Inzender
desk-submitter-forgotten = verwijderd
desk-submitter-hidden = Wie dit meldde, zien alleen de moderators van het programma. Uw bericht komt wel bij de inzender aan.
desk-submitter-first = Eerste inzending van dit adres
desk-history = Wat er gebeurde
desk-decide = Beslis
desk-ready = Kant-en-klaar antwoord
desk-ready-hint = Komt boven uw eigen woorden in de mail.
desk-ready-none = Geen
desk-ready-source = Wij kunnen niet nagaan of dit klopt. Kunt u een webpagina noemen waarop het staat?
desk-ready-place = Waar is dit initiatief? Noem het adres, de buurt of het dorp.
desk-ready-no-initiative = Op de landkaart staan initiatieven waarin inwoners en hun gemeente samen de lokale democratie sterker maken. Uw melding past daar niet bij.
desk-ready-advertising = Uw melding is reclame. Die zetten wij niet op de landkaart.
desk-ready-twice = Dit initiatief staat al op de landkaart.
desk-words = Bericht aan de inzender
desk-words-hint = De inzender krijgt dit in een mail. Bij een vraag of een afwijzing is het verplicht.
desk-words-missing = Schrijf wat u wilt weten, of waarom u de melding niet overneemt.
desk-accept = Zet op de landkaart
desk-ask = Stel een vraag
desk-refuse = Neem niet over
desk-merge = Het is hetzelfde initiatief
desk-merge-number = Nummer van het andere initiatief
desk-merge-hint = Staat dit al op de landkaart? Vul dan het nummer in van dat initiatief.
desk-merge-missing = Vul het nummer in van het initiatief dat er al staat.
desk-merge-unknown = Er is geen initiatief met dit nummer.
desk-submission-remarks = Let op
desk-submission-left = Dit initiatief staat niet meer op de landkaart. Daarom kunt u de wijziging niet overnemen. Zet het initiatief eerst terug, of weiger de wijziging en schrijf waarom.
desk-submission-left-look = Naar het initiatief
desk-conflict-title = Iemand anders was u voor
desk-conflict-text = De inzending of het initiatief veranderde terwijl u keek. Hieronder staat hoe het nu is. Uw beslissing is niet bewaard; uw bericht staat er nog.
