package count

import "strconv"

// ValueName is the name of a column's value in rows.Base, by the column's index.
func ValueName(index int) string { return "v" + strconv.Itoa(index) }

// CallName is the name of the column in rows.Base that holds the call a row belonged to.
func CallName(index int) string { return "call" + strconv.Itoa(index) }
