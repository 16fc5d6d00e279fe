# Words on the map that the server puts into its answers.
landkaart-in-view = { $inside-shown } van { $total-shown } in dit kaartbeeld
landkaart-mark-pin = { $title }, { $place }
landkaart-mark-spot = { $place }: { $count-shown } initiatieven
landkaart-mark-bubble = { $count-shown } initiatieven rond { $place }, zoom in
landkaart-suggestion-municipality = { $count ->
    [one] gemeente · 1 initiatief
   *[other] gemeente · { $count-shown } initiatieven
}
landkaart-suggestion-type = { $count ->
    [one] soort · 1 initiatief
   *[other] soort · { $count-shown } initiatieven
}
landkaart-suggestion-word = { $count ->
    [one] woord · 1 initiatief
   *[other] woord · { $count-shown } initiatieven
}
landkaart-suggestion-initiative = initiatief
landkaart-suggestion-known-as = { $other } (nu { $name })
