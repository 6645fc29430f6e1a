package model

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/invopop/jsonschema"
)

// Spellings are the ways in which one class is written. The first is its name; a single one is written without a list.
type Spellings []Scalar

// Name returns the first spelling, empty without any.
func (s Spellings) Name() string {
	if len(s) == 0 {
		return ""
	}
	return string(s[0])
}

// Texts returns all spellings.
func (s Spellings) Texts() []string {
	var list []string
	for _, v := range s {
		list = append(list, string(v))
	}
	return list
}

// UnmarshalJSON reads one value or a list of them.
func (s *Spellings) UnmarshalJSON(raw []byte) error {
	if strings.HasPrefix(strings.TrimSpace(string(raw)), "[") {
		return json.Unmarshal(raw, (*[]Scalar)(s))
	}
	var one Scalar
	if err := json.Unmarshal(raw, &one); err != nil {
		return err
	}
	*s = Spellings{one}
	return nil
}

// MarshalJSON writes one spelling as a value and more as a list.
func (s Spellings) MarshalJSON() ([]byte, error) {
	if len(s) == 1 {
		return json.Marshal(s[0])
	}
	return json.Marshal([]Scalar(s))
}

// JSONSchema describes what UnmarshalJSON reads.
func (Spellings) JSONSchema() *jsonschema.Schema {
	one := Scalar("").JSONSchema().OneOf
	list := &jsonschema.Schema{Type: "array", Items: &jsonschema.Schema{OneOf: one}, MinItems: ptr(uint64(1))}
	return &jsonschema.Schema{OneOf: append(slices.Clone(one), list)}
}

func ptr[T any](v T) *T { return &v }

// truths are the usual spellings of a class and of its opposite.
var truths = [2][]string{{"0", "f", "false", "n", "no"}, {"1", "t", "true", "y", "yes"}}

// FoldClass returns a text that is equal for spellings of one class: of another case, with spaces or hyphens for
// underscores, a whole number with a point. Of a binary model true, 1, t, yes and y are one, and so are their
// opposites.
func FoldClass(text string, task Task) string {
	folded := canonicalNumber(strings.ToLower(strings.TrimSpace(text)))
	if utf8.RuneCountInString(folded) > 2 { // -1 is a number
		folded = strings.NewReplacer(" ", "_", "-", "_").Replace(folded)
	}
	if task != Binary {
		return folded
	}
	for _, same := range truths {
		if slices.Contains(same, folded) {
			return same[0]
		}
	}
	return folded
}

// ClassVariants lists other usual spellings of a class: those that FoldClass makes equal and that stores and languages
// write.
func ClassVariants(text string, task Task) []string {
	list := []string{strings.ToLower(text), strings.ToUpper(text), title(text)}
	if folded := FoldClass(text, task); task == Binary {
		for _, same := range truths {
			if same[0] != folded {
				continue
			}
			for _, t := range same {
				list = append(list, t, strings.ToUpper(t), title(t))
			}
			list = append(list, folded+".0")
		}
	}
	slices.Sort(list)
	return slices.DeleteFunc(slices.Compact(list), func(v string) bool { return v == text })
}

func title(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return strings.ToUpper(string(first)) + strings.ToLower(text[size:])
}
