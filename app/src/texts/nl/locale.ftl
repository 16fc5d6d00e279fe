# How this language writes numbers and days, and what it is called where others name languages.
locale-og = nl_NL
locale-thousands = .
locale-day = { $day } { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
  } { $year }
locale-moment = { $day }-{ $month }-{ $year } { $time }
waited-minutes = { $count ->
    [one] 1 minuut
   *[other] { $count-shown } minuten
  }
waited-hours = { $count-shown } uur
waited-days = { $count ->
    [one] 1 dag
   *[other] { $count-shown } dagen
  }
