package schema

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"leeway/pkg/fault"
)

// Violation is one thing that a schema does not allow.
type Violation struct {
	Path    string // such as features[2].kind; empty for the whole value
	Message string // what was found and what is allowed
}

// Check returns what the schema of that name does not allow in value, which Decode made; sorted by path.
func Check(name string, value any) []Violation {
	c := load()[name]
	err := c.compiled.Validate(value)
	if err == nil {
		return nil
	}
	var failed *jsonschema.ValidationError
	if !errors.As(err, &failed) {
		return []Violation{{Message: "cannot be checked: " + err.Error()}}
	}
	r := reader{contract: c, value: value}
	r.walk(failed)
	slices.SortStableFunc(r.found, func(a, b Violation) int { return strings.Compare(a.Path, b.Path) })
	return slices.Compact(r.found)
}

// reader turns the validator's tree of errors into violations.
type reader struct {
	contract
	value any
	found []Violation
}

func (r *reader) walk(e *jsonschema.ValidationError) {
	if _, choice := e.ErrorKind.(*kind.OneOf); choice && len(e.Causes) > 0 {
		r.choice(e)
		return
	}
	if len(e.Causes) > 0 {
		for _, c := range e.Causes {
			r.walk(c)
		}
		return
	}
	r.leaf(e)
}

// choice reports the branch that the writer meant: the one that fails below the value itself or at least has its type.
// If no branch takes the type, what they take is listed.
func (r *reader) choice(e *jsonschema.ValidationError) {
	var wanted []string
	for _, branch := range e.Causes {
		mismatch := typeMismatch(branch, len(e.InstanceLocation))
		if mismatch == nil {
			r.walk(branch)
			return
		}
		wanted = append(wanted, mismatch.Want...)
	}
	r.report(e.InstanceLocation, "%s is not one of %s", show(r.at(e.InstanceLocation)), typeNames(wanted))
}

// typeMismatch returns the failure of a branch that does not take the type of the value at depth, else nil.
func typeMismatch(e *jsonschema.ValidationError, depth int) *kind.Type {
	for len(e.Causes) == 1 {
		e = e.Causes[0]
	}
	if t, ok := e.ErrorKind.(*kind.Type); ok && len(e.InstanceLocation) == depth {
		return t
	}
	return nil
}

func (r *reader) leaf(e *jsonschema.ValidationError) {
	at, found := e.InstanceLocation, show(r.at(e.InstanceLocation))
	switch k := e.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		for _, name := range k.Properties {
			allowed := r.properties(e.SchemaURL)
			r.report(append(slices.Clone(at), name), "is not known here%s; allowed are %s", fault.DidYouMean(name, allowed),
				list(allowed))
		}
	case *kind.Required:
		for _, name := range k.Missing {
			r.report(append(slices.Clone(at), name), "is missing%s", r.hint(e.SchemaURL+"/properties/"+name))
		}
	case *kind.Enum:
		text, _ := r.at(at).(string)
		names := enumNames(k.Want)
		r.report(at, "%s is not one of %s%s", found, list(names), fault.DidYouMean(text, names))
	case *kind.Type:
		r.report(at, "found %s; allowed is %s", found, typeNames(k.Want))
	case *kind.Pattern:
		r.report(at, "%s is not allowed%s", found, r.patternHint(e.SchemaURL, k.Want))
	case *kind.PropertyNames:
		r.report(at, "the name %q is not allowed", k.Property)
	case *kind.Minimum:
		r.report(at, "%s is less than %s", found, k.Want.RatString())
	case *kind.Maximum:
		r.report(at, "%s is more than %s", found, k.Want.RatString())
	case *kind.ExclusiveMinimum:
		r.report(at, "%s is not more than %s", found, k.Want.RatString())
	case *kind.ExclusiveMaximum:
		r.report(at, "%s is not less than %s", found, k.Want.RatString())
	case *kind.MinItems:
		r.report(at, "found %d entries; at least %d are needed", k.Got, k.Want)
	case *kind.MaxItems:
		r.report(at, "found %d entries; at most %d are allowed", k.Got, k.Want)
	case *kind.MinLength:
		r.report(at, "%s is too short; at least %d characters are needed", found, k.Want)
	case *kind.MaxLength:
		r.report(at, "found %d characters; at most %d are allowed", k.Got, k.Want)
	default:
		r.report(at, "%s is not allowed (%s)", found, strings.Join(e.ErrorKind.KeywordPath(), "."))
	}
}

func (r *reader) report(at []string, format string, args ...any) {
	r.found = append(r.found, Violation{r.path(at), fmt.Sprintf(format, args...)})
}

var plainName = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// path writes a location the way people write it: features[2].kind, with unusual names in quotes.
func (r *reader) path(at []string) string {
	var b strings.Builder
	v := r.value
	for _, key := range at {
		_, isList := v.([]any)
		switch {
		case isList:
			b.WriteString("[" + key + "]")
		case !plainName.MatchString(key):
			b.WriteString("[" + strconv.Quote(shorten(key)) + "]")
		case b.Len() == 0:
			b.WriteString(key)
		default:
			b.WriteString("." + key)
		}
		v = child(v, key)
	}
	return b.String()
}

// at returns the part of the value at a location.
func (r *reader) at(at []string) any {
	v := r.value
	for _, key := range at {
		v = child(v, key)
	}
	return v
}

func child(v any, key string) any {
	switch v := v.(type) {
	case map[string]any:
		return v[key]
	case []any:
		if i, err := strconv.Atoi(key); err == nil && i >= 0 && i < len(v) {
			return v[i]
		}
	}
	return nil
}

// schemaAt returns the part of the schema document that a schema's address points to.
func (r *reader) schemaAt(address string) map[string]any {
	_, fragment, _ := strings.Cut(address, "#")
	v := r.document
	for _, token := range strings.Split(strings.TrimPrefix(fragment, "/"), "/") {
		if token == "" {
			continue
		}
		if plain, err := url.PathUnescape(token); err == nil {
			token = plain
		}
		v = child(v, strings.NewReplacer("~1", "/", "~0", "~").Replace(token))
	}
	m, _ := v.(map[string]any)
	return m
}
