# Initiatives at the desk.
keep-title = Initiatieven
keep-list-words = Woorden in de titel
keep-list-type = Soort
keep-list-status = Status
keep-list-standing = Op de landkaart?
keep-list-before = Laatst gecontroleerd vóór
keep-list-title = Titel
keep-list-checked = Gecontroleerd
keep-list-changed = Gewijzigd
keep-list-none = Er zijn nog geen initiatieven.
keep-list-reason = Reden (voor iedereen te lezen)
keep-list-withdraw = Haal van de landkaart
keep-list-put-back = Zet terug
keep-shown = op de landkaart
keep-withdrawn = ingetrokken
keep-merged = samengevoegd
keep-merged-into = samengevoegd met { $id }
keep-none-chosen = U koos geen initiatieven. Kruis aan welke u bedoelt.
keep-no-reason = Er is niets veranderd. Schrijf eerst een reden: iedereen kan die lezen. Wat u aankruiste, moet u nog een keer aankruisen.
keep-too-late = Dit kunt u niet ongedaan maken. Alleen wie het deed, kan dat, één keer en binnen een dag.
keep-undo-reason = Teruggedraaid: dit was een vergissing.
keep-done-withdrawn = { $count ->
    [one] 1 initiatief is van de landkaart gehaald.
   *[other] { $count-shown } initiatieven zijn van de landkaart gehaald.
}
keep-done-put-back = { $count ->
    [one] 1 initiatief staat weer op de landkaart.
   *[other] { $count-shown } initiatieven staan weer op de landkaart.
}
keep-done-back = { $count ->
    [one] Bij 1 initiatief is het teruggedraaid.
   *[other] Bij { $count-shown } initiatieven is het teruggedraaid.
}
keep-done-not = { $count ->
    [one] Bij 1 initiatief kon het niet: het stond al zo, of iemand veranderde het ondertussen.
   *[other] Bij { $count-shown } initiatieven kon het niet: ze stonden al zo, of iemand veranderde ze ondertussen.
}

# One initiative.
keep-new = Nieuw initiatief
keep-new-lead = Wat u hier invult, staat meteen op de landkaart.
keep-publish = Publiceer
keep-published = Het initiatief staat op de landkaart.
keep-save = Sla op
keep-saved = De wijziging staat op de landkaart.
keep-cancel = Terug zonder iets te veranderen
keep-reason = Reden
keep-reason-hint = Iedereen kan dit lezen in de geschiedenis van het initiatief. Noem geen namen van personen.
keep-reason-missing = Schrijf waarom, in hoogstens 1.000 tekens en zonder onzichtbare tekens.
keep-not-yours = U beheert deze gemeente niet. Kies een gemeente die u beheert.
keep-more = Meer met dit initiatief
keep-public = Bekijk nummer { $id } op de landkaart
keep-part-of = Dit initiatief is nu deel van
keep-part = Hier is bij gevoegd: { $name } (nummer { $id })
keep-withdrawn-on = Van de landkaart gehaald op { $day }.
keep-withdraw = Van de landkaart halen
keep-withdraw-hint = Wie het adres van dit initiatief opent, leest deze reden. Noem geen namen van personen.
keep-withdraw-do = Haal van de landkaart
keep-is-withdrawn = Het initiatief staat niet meer op de landkaart.
keep-put-back = Zet terug op de landkaart
keep-is-put-back = Het initiatief staat weer op de landkaart.
keep-apart = Maak weer los
keep-apart-hint = Het initiatief komt weer apart op de landkaart, en inzendingen die nog wachten gaan mee terug. Wat het andere initiatief overnam, blijft daar staan; zet daar zo nodig een eerdere versie terug.
keep-is-apart = Het initiatief staat weer apart op de landkaart.
keep-versions = Versies
keep-version = Versie { $number }
keep-restore = Een eerdere versie terugzetten
keep-restore-which = Welke versie?
keep-restore-do = Zet deze versie terug
keep-restored = De versie is teruggezet.
keep-unfit-title = Versie { $number } past niet meer in de regels van nu
keep-unfit-fill-in = Vul het formulier met deze versie, en pas aan wat niet klopt
keep-conflict-title = Iemand anders was u voor
keep-conflict-text = Terwijl u typte, veranderde iemand anders dit initiatief. Er is nog niets van u opgeslagen. Hieronder staat wat er veranderde. In het formulier staat dat al, samen met wat u zelf veranderde. Controleer het en druk nog een keer op Sla op.
keep-conflict-both = U veranderde allebei: { $columns }. In het formulier staat wat u typte.

# Merging and splitting.
keep-merge = Samenvoegen met een ander initiatief
keep-merge-title = { $name } samenvoegen
keep-merge-lead = Staat hetzelfde initiatief twee keer op de landkaart? Kies het initiatief dat blijft staan.
keep-merge-choose = Kies het initiatief dat blijft staan
keep-merge-words = Zoek een initiatief
keep-merge-alike = Lijkt erop
keep-merge-found = Gevonden
keep-merge-none = Niets gevonden.
keep-merge-number = Of vul het nummer in
keep-merge-look = Bekijk
keep-merge-into = Samenvoegen met { $name } (nummer { $id })
keep-merge-means = { $name } staat daarna niet meer apart op de landkaart. Het adres ervan leidt dan naar dit initiatief. U kunt het later weer losmaken.
keep-merge-proposals = { $count ->
    [one] 1 inzending die nog niet klaar is, verhuist mee.
   *[other] { $count-shown } inzendingen die nog niet klaar zijn, verhuizen mee.
}
keep-merge-take = Wat neemt { $name } over?
keep-merge-nothing = Er is niets dat kan worden overgenomen: het andere initiatief heeft alles al.
keep-merge-do = Voeg samen
keep-merge-done = De initiatieven zijn samengevoegd.
keep-merge-unknown = Dit initiatief staat niet op de landkaart, of het is hetzelfde. Kies een ander.
keep-merge-changed = Een van de twee initiatieven veranderde ondertussen. Kijk of alles nog klopt en druk nog een keer op Voeg samen.
keep-split = Splitsen in twee initiatieven
keep-split-title = { $name } splitsen
keep-split-lead = Zijn het er eigenlijk twee? Hieronder staat een kopie. Maak er het tweede initiatief van. Het eerste houdt zijn adres; haal daar na het splitsen weg wat bij het tweede hoort.
keep-split-done = Het tweede initiatief staat op de landkaart. Haal hier weg wat bij het tweede hoort.
keep-split-changed = Het eerste initiatief veranderde ondertussen. Kijk of alles nog klopt en druk nog een keer op Publiceer.
