# Proposing an initiative, or a change to one.
contribute-title = Meld een initiatief
contribute-lead = Kent u een initiatief dat de lokale democratie sterker maakt? Vul hier in wat u weet. Dat duurt ongeveer vijf minuten. U hebt geen account nodig.
contribute-change-title = Wijzig { $name }
contribute-change-lead = Klopt er iets niet, of is er iets veranderd? Pas hier aan wat anders moet. Een moderator kijkt ernaar voordat het op de landkaart komt.
contribute-part-what = Wat is het?
contribute-part-where = Waar is het?
contribute-part-more = Waar kunnen mensen erover lezen?
contribute-part-who = Versturen
contribute-steps = Stappen
contribute-step-what = Wat
contribute-step-where = Waar
contribute-step-send = Bron en versturen
contribute-next = Volgende
contribute-back = Vorige
contribute-photo-later = Hebt u een foto? Die voegt u toe nadat u uw melding via de mail hebt bevestigd.
contribute-name = Naam van het initiatief
contribute-name-hint = Zoals het initiatief zichzelf noemt, bijvoorbeeld Dorpsraad Hoogland
contribute-summary = In het kort
contribute-summary-hint = Wat gebeurt er, en wie doen er mee? Een of twee zinnen, hoogstens 500 tekens. Noem geen namen van personen.
contribute-type = Soort initiatief
contribute-type-hint = Kies de soort die het best past.
contribute-choose = Kies een soort
contribute-other-types = Past er nog een soort bij?
contribute-other-types-legend = Kies er hoogstens twee
contribute-municipality = Gemeente
contribute-municipality-hint = De gemeente waar het initiatief is. Een vroegere naam mag ook.
contribute-place = Weet u de plek precies?
contribute-map-show = Toon de kaart van de gemeente
contribute-map-hint = Klik op de plek. De kaart komt dan dichterbij. Klik nog een keer om het preciezer te maken.
contribute-map-hint-outline = Klik op de plek, zo goed als dat gaat. De lijn is de grens van de gemeente.
contribute-map-label = Kaart om de plek op aan te wijzen
contribute-map-press = Wijs de plek aan op de kaart
contribute-map-out = Laat meer van de kaart zien
contribute-address = Adres of naam van de plek
contribute-address-hint = Bijvoorbeeld Slotlaan 1, of de naam van een dorp of wijk. Onze server zoekt het op bij PDOK.
contribute-address-look = Zoek dit adres
contribute-address-found = Kies de plek die u bedoelt:
contribute-address-too-often = Er is net te vaak naar adressen gezocht. Zoek over een minuut nog een keer, of wijs de plek aan op de kaart. Wat u invulde, staat er nog.
contribute-address-none = Wij vonden dit adres niet. Kijk of de gemeente klopt, of wijs de plek aan op de kaart.
contribute-place-hint = U kunt ook de coördinaten invullen, zoals een kaart op uw telefoon ze geeft. Vult u niets in? Dan zetten wij het initiatief midden in de gemeente.
contribute-lat = Breedtegraad, zoals 52,1561
contribute-lon = Lengtegraad, zoals 5,3878
contribute-precision = Hoe precies is die plek?
contribute-precision-address = Precies deze plek
contribute-precision-neighbourhood = Ergens in deze buurt
contribute-sources = Bronnen
contribute-sources-hint = Een webpagina waarop iedereen kan lezen dat dit klopt, zoals een krantenbericht, een raadsstuk of de website van het initiatief.
contribute-source-address = Webadres { $number }
contribute-source-title = Hoe heet die pagina? { $number } (niet verplicht)
contribute-source-missing = Vul minstens één webadres in. Zonder bron kunnen wij niet controleren wat u meldt.
contribute-start = Begonnen in (jaar)
contribute-end = Gestopt in (jaar, als het voorbij is)
contribute-story = Het hele verhaal
contribute-story-hint = Niet verplicht. Vertel hoe het begon, hoe het werkt en wat het opleverde.
contribute-facets = Weet u meer? (niet verplicht)
contribute-reason = Waarom moet dit anders?
contribute-reason-hint = Iedereen kan dit later lezen. Noem geen namen van personen.
contribute-reason-wrong = Gebruik hoogstens 1.000 tekens, zonder onzichtbare tekens.
contribute-changed = Dit initiatief veranderde terwijl u typte. Bekijk het initiatief, pas zo nodig aan wat u invulde, en druk nog een keer op Verstuur.
contribute-answered = De vraag of dit nog klopt, is intussen beantwoord. Alles wat u invulde, staat er nog. Wilt u het toch doorgeven? Vul dan uw mailadres in en druk nog een keer op Verstuur.
contribute-decided = Een moderator besliste intussen over uw melding. U kunt haar daarom niet meer aanpassen. Alles wat u invulde, staat er nog, zodat u het kunt bewaren.
contribute-decided-look = Bekijk wat de moderator besliste
contribute-merged = Dit initiatief is intussen deel van ‘{ $name }’. Alles wat u invulde, staat er nog. Klopt het ook voor dat initiatief? Druk dan nog een keer op Verstuur.
contribute-withdrawn = Dit initiatief staat niet meer op de landkaart. U kunt er daarom geen wijziging meer voor versturen. Alles wat u invulde, staat er nog, zodat u het kunt bewaren.
contribute-too-long-open = Dit formulier stond langer dan een week open. Alles wat u invulde, staat er nog. Druk nog een keer op de knop.
contribute-busy = Er wordt nu heel veel gemeld. Alles wat u invulde, staat er nog. Wacht een minuut, en druk dan nog een keer op Verstuur. Doet uw browser het rekenwerk, dan kan het meteen.
contribute-working = Een ogenblik. Uw browser doet even rekenwerk, daarna gaat uw melding vanzelf weg.
contribute-edited-elsewhere = U paste deze melding ook op een ander tabblad of apparaat aan. Wat u hier invulde, staat er nog. Druk nog een keer op de knop om dat te versturen in plaats van de andere aanpassing.
contribute-too-often = { $minutes ->
    [one] Er is in korte tijd veel gemeld. Alles wat u invulde, staat er nog. Probeer het over een minuut nog een keer.
   *[other] Er is in korte tijd veel gemeld. Alles wat u invulde, staat er nog. Probeer het over { $minutes-shown } minuten nog een keer.
}
contribute-email = Uw mailadres
contribute-email-hint = Wij sturen u een link. Daarmee bevestigt en volgt u uw melding. Uw mailadres komt niet op de landkaart.
contribute-licence = Ik schreef deze tekst zelf en vind het goed dat iedereen hem vrij mag gebruiken (CC0 1.0).
contribute-licence-short = Vrij gebruik van de tekst
contribute-licence-missing = Kruis aan dat iedereen de tekst mag gebruiken. Anders mogen wij hem niet tonen.
contribute-send = Verstuur
contribute-keep = Bewaar en ga later verder
contribute-trap = Laat dit veld leeg
contribute-too-fast = Dat ging sneller dan iemand kan typen. Controleer uw melding en druk nog een keer op Verstuur.
contribute-alike-title = Staat dit al op de landkaart?
contribute-alike-text = Deze initiatieven lijken op wat u meldt. Is het een van deze? Dan hoeft u niets te melden. U kunt daar wel een wijziging doorgeven.
contribute-alike-new-window = (opent in een nieuw venster)
contribute-alike-error = Kijk of uw initiatief in deze lijst staat. Staat het er niet bij? Kruis dat dan aan.
contribute-another = Mijn initiatief staat er niet bij
contribute-sent-title = Kijk in uw mail
contribute-sent-lead = Wij stuurden u een mail met een link. Druk op de knop achter die link, dan gaat uw melding naar een moderator. Bewaarde u uw melding? Dan gaat u met die link verder.
contribute-sent-next = Met dezelfde link kunt u uw melding volgen en aanpassen. Geen mail gekregen? Kijk ook bij de ongewenste mail.

# What parts of an initiative are called that the form does not ask.
column-also-in = Ook in
column-period = Periode in woorden
column-certainty = Zekerheid
column-remark = Opmerking
column-checked = Laatst gecontroleerd op
column-other = Overig

# How far a proposal is.
submission-draft = Concept
submission-unconfirmed = Nog niet bevestigd
submission-pending = Wacht op een moderator
submission-asked = Vraag gesteld
submission-accepted = Overgenomen
submission-refused = Niet overgenomen
submission-merged = Stond er al
submission-withdrawn = Ingetrokken
submission-event-saved = bewaard
submission-event-sent = verstuurd
submission-event-confirmed = bevestigd
submission-event-asked = vraag gesteld
submission-event-answered = vraag beantwoord
submission-event-edited = aangepast
submission-event-accepted = overgenomen
submission-event-refused = niet overgenomen
submission-event-merged = stond er al
submission-event-withdrawn = ingetrokken

# The page behind the link.
status-title = Uw melding: { $title }
status-description = Hier volgt u uw melding voor de landkaart.
status-draft = Uw melding is bewaard. Wij zien hem nog niet.
status-unconfirmed = Druk op de knop, dan gaat uw melding naar een moderator.
status-pending = { $days ->
    [0] Uw melding is binnen. Een moderator kijkt er binnen een week naar. U krijgt een mail als er nieuws is.
    [one] Uw melding wacht één dag op een moderator. U krijgt een mail als er nieuws is.
   *[other] Uw melding wacht { $days-shown } dagen op een moderator. U krijgt een mail als er nieuws is.
}
status-asked = De moderator heeft een vraag aan u.
status-accepted = Uw melding staat op de landkaart. Bedankt!
status-refused = De moderator nam uw melding niet over.
status-merged = Dit initiatief stond al op de landkaart.
status-withdrawn = Deze melding is ingetrokken.
status-too-late-title = Dat kan niet meer
status-too-late-text = Er is intussen over uw melding besloten. Hieronder ziet u hoe.
status-too-late-answer = Uw antwoord is daarom niet verstuurd. Dit schreef u, zodat u het kunt bewaren:
status-confirm = Bevestig mijn melding
status-answer = Uw antwoord
status-answer-send = Verstuur mijn antwoord
status-answer-missing = Vul uw antwoord in.
status-answer-long = Schrijf hoogstens 2.000 tekens.
status-look = Bekijk het initiatief
status-go-on = Ga verder met invullen
status-edit = Pas uw melding aan
status-withdraw = Trek mijn melding in
status-nothing-title = Deze link werkt niet
status-nothing-text = Achter deze link staat geen melding. Controleer of u de hele link uit de mail gebruikt. Een melding die u niet bevestigt, bewaren wij niet.

# The history of an initiative.
history-title = Geschiedenis van { $title }
history-crumb = Geschiedenis
history-lead = Hier ziet u wat er aan de beschrijving van dit initiatief veranderde, en waarom.
history-version = Versie { $number }, { $day }
history-first = Dit is de eerste versie.
history-same = Aan de beschrijving veranderde niets.
history-restored = Versie { $number } is teruggezet.
history-withdrawn = Van de landkaart gehaald.
history-put-back = Teruggezet op de landkaart.
history-merged-in = Samengevoegd met initiatief { $id }. Dat staat niet meer apart op de landkaart.
history-merged-away = Samengevoegd met een ander initiatief.
history-given-back = Een deel hiervan staat weer apart op de landkaart.
history-taken-apart = Staat weer apart op de landkaart.
history-split-off = Een deel hiervan staat nu apart op de landkaart.
history-split-from = Was eerst deel van een ander initiatief.
history-other = Bekijk initiatief { $id }
history-import = Overgenomen uit een bestand.
history-proposal = Door een bezoeker voorgesteld, door een moderator overgenomen.
history-moderator = Aangepast door een moderator.
history-municipality = Aangepast of overgenomen door de gemeente.

# What became empty.
difference-empty = (leeggemaakt)
