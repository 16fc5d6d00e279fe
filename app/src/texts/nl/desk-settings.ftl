# How the platform is set up.
settings-title = Instellingen
settings-lead = Zo is het platform gestart. Wijzigen kan alleen op de server: met een variabele of een optie bij het starten. De uitleg is die van de opdracht dia serve --help, in het Engels.
settings-name = Instelling
settings-value = Waarde
settings-source = Herkomst
settings-meaning = Betekenis
settings-source-default = standaard
settings-source-variable = variabele
settings-source-flag = opdrachtregel
settings-hidden = ingesteld, niet getoond
settings-unset = niet ingesteld
