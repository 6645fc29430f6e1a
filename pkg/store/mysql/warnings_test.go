package mysql

import (
	"strings"
	"testing"
)

// What the servers warn of when they read a text as a number.
func TestWarningsThatTellOfTexts(t *testing.T) {
	for text, want := range map[string]bool{
		"a": true, "": true, "1.5a": true, "it's": true, "é1": true, "two\nlines": true, "-": true, "NaN": true,
		"1e400": false, " 1.5 ": false, "\t1.5\n": false, `1.5\000B`: false, "2\r": false, "-.5E+400": false,
		strings.Repeat("1", 125) + "...": false, strings.Repeat("a", 125) + "...": true,
	} {
		if got := tellsOfText("Truncated incorrect DOUBLE value: '" + text + "'"); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	if tellsOfText("Truncated incorrect datetime value: 'a'") {
		t.Error("times are another matter")
	}
}
