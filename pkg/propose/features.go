package propose

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"leeway/pkg/model"
	"leeway/pkg/sqlast"
)

// The bounds of a definition that a person reads through.
const (
	mostFeatures   = 200
	mostSegments   = 3
	mostCategories = 1000 // of the sample; above it a text is an id or prose
)

// findFeatures takes every column that is left and has comparable values as an input of the model.
func (d *draft) findFeatures() {
	for {
		c, why := d.find(d.log, metadataRole, func(*column) bool { return true })
		if c == nil {
			break
		}
		d.leave(c, "about the request, not an input (%s)", why)
		d.leaveKeys(c, "response data output outputs")
	}
	names := map[string]bool{}
	for _, c := range d.log.columns {
		if d.roles[c] {
			continue
		}
		kind, why := d.kindOf(c)
		switch {
		case kind == "":
			d.leave(c, "%s", why)
			continue
		case len(d.model.Features) == mostFeatures:
			d.leave(c, "more than %d features; add it by hand", mostFeatures)
			continue
		}
		f := model.Feature{Name: c.name, Kind: kind}
		if c.isKey {
			f.Path = c.path
		}
		if names[f.Name] {
			f.Name = c.path
		}
		if names[f.Name] {
			d.leave(c, "its name is taken")
			continue
		}
		names[f.Name] = true
		d.roles[c] = true
		d.note("features["+itoa(len(d.model.Features))+"]", confidenceOf(c, kind), "in the sample %s", c.describe())
		d.model.Features = append(d.model.Features, f)
	}
}

// leaveKeys leaves the keys inside a document out when it is one of these.
func (d *draft) leaveKeys(document *column, of string) {
	for _, k := range d.log.columns {
		if k.isKey && strings.HasPrefix(k.path, document.name+".") && slices.Contains(words(of), plain(document.name)) {
			d.leave(k, "inside an answer, not an input")
		}
	}
}

// notInput are the beginnings of names that Arize gives to what is no feature.
var notInput = regexp.MustCompile(`^(shap|embedding|embedding_feature|tag|tags|metadata|actual|period|chunk)[/_.]|^(period|chunk|split|partition)$`)

// coded are the ends of names of numbers that are codes.
var coded = regexp.MustCompile(`(^|_)(id|code|type|class|category|cat|group|weekday|dow|month|zip|region|segment|flag|is|has)(_|$)`)

// nextLine is a line break to YAML 1.1, which its writers do not escape.
const nextLine = 0x85

// kindOf is how the values of a column are compared; empty for what cannot be, with why.
func (d *draft) kindOf(c *column) (model.Kind, string) {
	distinct, seen := len(c.counts()), c.seen()
	name := plain(c.name)
	switch {
	case c.kind == sqlast.JSON, c.kind == sqlast.Text && d.isOpened(c):
		return "", "a document; its keys are taken one by one"
	case strings.ContainsRune(c.path, nextLine):
		return "", "its name holds a character that YAML does not keep"
	case c.unreadable() != "":
		return "", c.unreadable()
	case c.kind == sqlast.Array:
		return "", "lists; a definition reads one value of them, by path " + c.name + ".0, or as score: {column: " +
			c.name + ", index: 0}"
	case c.kind == sqlast.Unknown, c.kind == sqlast.Blob:
		return "", "of a type that Leeway does not read"
	case c.isTimed():
		return "", "a time; list it as a numeric feature if its age matters"
	case seen == 0:
		return "", "no value in the sample"
	case notInput.MatchString(strings.ToLower(c.name)):
		return "", "named like something that is no input"
	case c.kind == sqlast.Bool:
		return model.Categorical, ""
	case isIndex(c):
		return "", "it numbers the rows, as the index of a data frame does; it would drift for ever"
	case c.epochUnit() != "":
		return "", "by their size the numbers are times in " + c.epochUnit() +
			"; list it as a numeric feature if its age matters"
	case c.kind == sqlast.Text && (!c.isNumeric() || c.isCode()):
		if distinct > mostCategories || seen >= 100 && 2*distinct > seen {
			return "", "nearly as many values as rows: an id or prose"
		}
		return model.Categorical, ""
	case c.isWhole() && (strings.HasSuffix(name, "_id") || strings.HasSuffix(name, "_uuid")) && distinct > mostCodes:
		return "", "an id"
	case c.isWhole() && (distinct <= 2 || distinct <= mostCodes && coded.MatchString(name)):
		return model.Categorical, ""
	}
	return model.Numeric, ""
}

// index are the names that data frames give to the numbers of their rows.
var index = regexp.MustCompile(`^(index_level_\d+|unnamed(_\d+)*|level_\d+|index|row_?(num|number|nr|no|index|id)?)$`)

// isIndex reports whether a column numbers the rows: it is named so and each value is there once, or the values are
// whole numbers without a gap.
func isIndex(c *column) bool {
	const enough = 20 // rows that tell a count from chance
	lowest, highest, ok := c.span()
	n := len(c.counts())
	if !ok || !c.isWhole() || n < c.seen() {
		return false
	}
	return index.MatchString(plain(c.name)) || n >= enough && highest-lowest == float64(n-1)
}

// isOpened reports whether a text has keys among the columns.
func (d *draft) isOpened(c *column) bool {
	return slices.ContainsFunc(d.log.columns,
		func(k *column) bool { return k.isKey && strings.HasPrefix(k.path, c.name+".") })
}

// confidenceOf is how sure a kind is: the type says it, or the values do.
func confidenceOf(c *column, kind model.Kind) Confidence {
	switch {
	case kind == model.Numeric && (c.kind == sqlast.Float || c.kind == sqlast.Decimal),
		kind == model.Categorical && (c.kind == sqlast.Bool || c.kind == sqlast.Text) && !c.isKey:
		return High
	}
	return Medium
}

var segmentName = regexp.MustCompile(`^[a-z_][a-z0-9_]*$`)

// findSegments takes the categorical features with few values as segments: each becomes a label of alerts.
func (d *draft) findSegments() {
	type candidate struct {
		feature model.Feature
		values  int
		text    bool
	}
	var found []candidate
	for _, f := range d.model.Features {
		for _, c := range d.log.columns {
			if c.name != f.Name || c.isKey || f.Kind != model.Categorical {
				continue
			}
			if n := len(c.counts()); n >= 2 && n <= 20 && 10*n <= c.seen() {
				found = append(found, candidate{f, n, c.kind == sqlast.Text})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		if a.text != b.text {
			return cmp.Compare(truth(b.text), truth(a.text))
		}
		return cmp.Compare(a.values, b.values)
	})
	for _, c := range found[:min(len(found), mostSegments)] {
		s := model.Segment{Name: c.feature.Name}
		if !segmentName.MatchString(s.Name) || isReserved(s.Name) {
			s = model.Segment{Name: "by_" + strings.ReplaceAll(slug(plain(s.Name)), "-", "_"), Column: c.feature.Name}
		}
		d.note("segments["+itoa(len(d.model.Segments))+"]", Medium, "%s in the sample; a policy can be split by it",
			count(c.values, "value"))
		d.model.Segments = append(d.model.Segments, s)
	}
}

// isReserved reports whether a definition refuses the name for a segment.
func isReserved(name string) bool {
	return strings.HasPrefix(name, "__") || strings.HasPrefix(name, "team_") ||
		slices.Contains(model.ImplicitSplits, name) ||
		slices.Contains(model.ReservedLabels, name)
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
