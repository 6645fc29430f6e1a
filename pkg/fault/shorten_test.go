package fault

import (
	"strings"
	"testing"
)

func TestMessagesRepeatAtMost200CharactersOfAnInput(t *testing.T) {
	long := strings.Repeat("ä", 5000)
	for name, c := range map[string]struct {
		err  *Error
		want string
	}{
		"short": {Newf(BadQuery, "%q is not a measure", "psi"), `"psi" is not a measure`},
		"200 characters": {Newf(BadQuery, "%q is not a measure", long[:400]), `"` + long[:400] +
			`" is not a measure`},
		"a long name": {Newf(BadQuery, "%q is not a measure; there are %s", long, "psi, ks"), `"` +
			long[:400] + `…" is not a measure; there are psi, ks`},
		"two of them": {NoneOf(BadQuery, "x", long, []string{"a", "b"}), `x: "` + long[:400] +
			`…" is not one of a, b`},
		"with spaces": {Newf(BadQuery, "%q is not a name", strings.Repeat("a b ", 100)), `"` +
			strings.Repeat("a b ", 50) + `…" is not a name`},
		"with quotes": {Newf(BadQuery, "%q is not a name", strings.Repeat(`"`, 300)), `"` +
			strings.Repeat(`\"`, 200) + `…" is not a name`},
		"a number": {Newf(BadQuery, "cannot read %s as a number", strings.Repeat("9", 400)),
			"cannot read " + strings.Repeat("9", 200) + "… as a number"},
		"a path":                    {Newf(BadQuery, "is not known").At(long), long[:400] + "… is not known"},
		"long, but of single words": {Newf(BadQuery, "%s", strings.Repeat("word ", 100)), strings.Repeat("word ", 100)},
	} {
		t.Run(name, func(t *testing.T) {
			got := c.err.Error()
			if got != c.want {
				t.Errorf("%d characters: %.300s\nwant %.300s", len([]rune(got)), got, c.want)
			}
		})
	}
}
