package fault

import "regexp"

// mostEchoed is how many characters of an input a message repeats.
const mostEchoed = 200

var (
	longQuote = regexp.MustCompile(`"((?:[^"\\]|\\.){200})(?:[^"\\]|\\.)+"`)
	longWord  = regexp.MustCompile(`([^\s"]{200})[^\s"]{2,}`)
)

// Shorten cuts what a message repeats of an input to 200 characters: what stands in quotes, and words.
func Shorten(message string) string {
	if len(message) <= mostEchoed {
		return message
	}
	return longWord.ReplaceAllString(longQuote.ReplaceAllString(message, `"$1…"`), "$1…")
}
