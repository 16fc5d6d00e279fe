# Words on the map that the server puts into its answers.
landkaart-in-view = { $inside-shown } van { $total-shown } in dit kaartbeeld
landkaart-mark-pin = { $title }, { $place }
landkaart-mark-spot = { $place }: { $count-shown } initiatieven
landkaart-mark-bubble = { $count-shown } initiatieven rond { $place }, zoom in
landkaart-suggestion-count = { $count ->
    [one] 1 initiatief
   *[other] { $count-shown } initiatieven
}
landkaart-suggestion-known-as = { $other } (nu { $name })
