# The frame around every page.
site-name = Democratie in Actie
site-title = { $page } | Democratie in Actie
site-skip = Naar de inhoud
site-parts = Onderdelen
site-part-landkaart = Landkaart
site-parts-later = Later: Quick Scan, Aanbod
site-part-later = komt later
site-breadcrumb = Kruimelpad
site-home = Home
site-footer-programme = Een programma van de Vereniging van Nederlandse Gemeenten, het ministerie van Binnenlandse Zaken en Koninkrijksrelaties en de beroepsverenigingen in het lokaal bestuur.
site-footer-about = Over deze website
site-footer-accessibility = Toegankelijkheid
site-footer-privacy = Privacy
site-footer-open-data = Open data
site-footer-sign-in = Inloggen voor medewerkers
site-footer-sources = Bronnen
site-footer-sources-text = Elk initiatief noemt zijn eigen bron.
site-footer-sources-map = Kaart: { $attribution }.
site-footer-sources-places = Plaatsnamen: GeoNames (CC BY 4.0).
site-footer-version = Versie { $version }

# On paper.
print-from = Afgedrukt van { $address }.
print-changed = De gegevens zijn voor het laatst gewijzigd op { $day }.

# How to reach whoever runs the site.
contact-before = Schrijf naar{" "}
contact-none = De beheerder van deze website heeft nog geen contactadres ingesteld.
