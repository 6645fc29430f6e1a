package query

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/schema"
)

// The defaults of a query.
const (
	DefaultLimit     = 20
	DefaultBins      = measure.DefaultBins
	DefaultSplitBins = 4
)

// maxBytes bounds the JSON of one query; the longest that the editor makes has a few kilobytes.
const maxBytes = 256 << 10

// Parse reads one query. Fields that Leeway does not know are ignored, because Grafana adds some; values that it does
// not know are refused with their path, what was found and what is allowed. An inline baseline is part of a model's
// definition and is read as strictly. Empty texts, zero limits and null mean the default. All of a multi-value variable
// becomes an empty list. The returned error is a *fault.Error of kind BadQuery.
func Parse(raw []byte) (Query, error) {
	if len(raw) > maxBytes {
		return Query{}, fault.Newf(fault.BadQuery, "the query has %d kB; at most %d kB are read", len(raw)>>10,
			maxBytes>>10)
	}
	value, err := schema.Decode(raw)
	if err != nil {
		return Query{}, fault.Newf(fault.BadQuery, "the query is not valid JSON: %s", err)
	}
	fields, isObject := value.(map[string]any)
	if !isObject {
		return Query{}, fault.Newf(fault.BadQuery, "the query is not a JSON object")
	}
	dropEmpty(fields)
	p := problems{}
	for _, v := range schema.Check(schema.Query, value) {
		p.add(v.Path, "%s", v.Message)
	}
	if p.list != nil {
		return Query{}, p.err()
	}
	schema.Prune(schema.Query, value)
	var q Query
	text, err := json.Marshal(value)
	if err == nil {
		err = json.Unmarshal(text, &q)
	}
	if err != nil {
		return Query{}, fault.Newf(fault.BadQuery, "%s", err)
	}
	q.fill()
	q.check(&p, fields)
	return q, p.err()
}

// dropEmpty removes top-level fields whose value means "not set".
func dropEmpty(fields map[string]any) {
	for name, v := range fields {
		if v == "" || (name == "limit" || name == "bins") && v == json.Number("0") {
			delete(fields, name)
		}
	}
}

// fill puts the defaults in place.
func (q *Query) fill() {
	setDefault(&q.QueryType, TypeMeasure)
	if only := Formats[q.QueryType]; len(only) == 1 {
		setDefault(&q.Format, Format(only[0]))
	}
	setDefault(&q.Format, Table)
	setDefault(&q.Labels, HorizonLabels)
	setDefault(&q.Nulls, KeepNulls)
	setDefault(&q.Target, types[q.QueryType].target)
	if q.Limit == 0 {
		q.Limit = DefaultLimit
	}
	if q.Bins == 0 {
		q.Bins = DefaultBins
	}
	q.Models, q.Versions, q.Features = withoutAll(q.Models), withoutAll(q.Versions), withoutAll(q.Features)
	q.Filters = slices.DeleteFunc(q.Filters, Filter.takesAll)
	q.dropEmptyLists()
	q.migrate()
}

// dropEmptyLists makes lists that hold nothing nil, so that equal queries are equal values.
func (q *Query) dropEmptyLists() {
	dropIfEmpty(&q.Models)
	dropIfEmpty(&q.Versions)
	dropIfEmpty(&q.Features)
	dropIfEmpty(&q.Measures)
	dropIfEmpty(&q.Stats)
	dropIfEmpty(&q.SplitBy)
	dropIfEmpty(&q.Filters)
	dropIfEmpty(&q.Changes)
}

func dropIfEmpty[T any](list *[]T) {
	if len(*list) == 0 {
		*list = nil
	}
}

// setDefault sets what is empty.
func setDefault[T ~string](field *T, value T) {
	if *field == "" {
		*field = value
	}
}

// withoutAll turns the "All" of a multi-value variable into the empty list.
func withoutAll(list []string) []string {
	if slices.Contains(list, "$__all") || len(list) == 1 && list[0] == "All" {
		return nil
	}
	return list
}

// takesAll reports a one-of filter whose variable stands at "All": it filters nothing.
func (f Filter) takesAll() bool {
	return f.Operator == "=|" && (len(f.Values) == 0 || slices.Contains(f.Values, "$__all"))
}

// check finds what the schema cannot say and no model is needed for. Fields are the query as it was written.
func (q *Query) check(p *problems, fields map[string]any) {
	if q.SchemaVersion != SchemaVersion {
		p.add("schemaVersion", "%d is not read by this version of Leeway; allowed are 1 and %d", q.SchemaVersion,
			SchemaVersion)
	}
	p.oneOf("format", string(q.Format), Formats[q.QueryType])
	for _, name := range []string{"window", "every"} {
		if text, ok := fields[name].(string); ok {
			if d, err := model.ParseDuration(text); err == nil && d.IsZero() {
				p.add(name, "%q is not a length of time; leave it empty, or write for example 7d", text)
			}
		}
	}
	q.checkMeasures(p)
	q.checkFields(p)
	q.checkStats(p)
	q.checkNames(p)
	for i, f := range q.Filters {
		f.check(p, fmt.Sprintf("filters[%d]", i))
	}
}

// checkStats refuses stats that the query's format does not hold.
func (q *Query) checkStats(p *problems) {
	if q.Format == Number && len(q.Stats) > 1 {
		p.add("stats", "found %d; format number has exactly one", len(q.Stats))
	}
	if i := slices.Index(q.Stats, Explanation); i >= 0 && q.Format != Table {
		p.add(fmt.Sprintf("stats[%d]", i), "%q is text, which format %s does not hold; ask for a table", Explanation,
			q.Format)
	}
	own := types[q.QueryType].stats
	for i, s := range q.Stats {
		at := fmt.Sprintf("stats[%d]", i)
		switch {
		case own == nil && slices.Contains(FeaturesStats, s):
			p.add(at, "%q does not apply to queryType %s; it needs queryType features", s, q.QueryType)
		case own != nil && q.Format != Number:
			p.add("stats", "do not apply to queryType %s in format %s, whose columns are fixed", q.QueryType, q.Format)
			return
		case own != nil:
			p.oneOf(at, string(s), textsOf(own))
		case q.Format == TimeSeries && slices.Contains(CauseStats, s):
			p.add(at, "%q is a stat of one window and has no time series; ask for a number or a table", s)
		}
	}
}

func textsOf(stats []Stat) []string {
	texts := make([]string, len(stats))
	for i, s := range stats {
		texts[i] = string(s)
	}
	return texts
}

// checkNames refuses variables in identifiers: the backend sees no dashboard variables.
func (q *Query) checkNames(p *problems) {
	lists := map[string][]string{"models": q.Models, "versions": q.Versions, "features": q.Features}
	for name, list := range lists {
		for i, id := range list {
			p.name(fmt.Sprintf("%s[%d]", name, i), id)
		}
	}
	for i, m := range q.Measures {
		p.name(fmt.Sprintf("measures[%d].id", i), m.ID)
		p.name(fmt.Sprintf("measures[%d].class", i), m.Class)
	}
	for i, s := range q.SplitBy {
		p.name(fmt.Sprintf("splitBy[%d]", i), s.Name)
		p.name(fmt.Sprintf("splitBy[%d].feature", i), s.Feature)
	}
	for i, f := range q.Filters {
		p.name(fmt.Sprintf("filters[%d].key", i), f.Key)
	}
	p.name("policy", q.Policy)
	p.name("baseline", q.Baseline.Name)
}

func (f Filter) check(p *problems, at string) {
	switch {
	case len(f.Values) == 0:
		p.add(at+".values", "is missing; write the values to compare with")
	case len(f.Values) > 1 && f.Operator != "=|" && f.Operator != "!=|":
		p.add(at+".values", "found %d values; %s compares with one, =| and !=| with several", len(f.Values), f.Operator)
	case f.Operator == "=~":
		if _, err := regexp.Compile(f.Values[0]); err != nil {
			p.add(at+".values[0]", "%q is not a regular expression (RE2 syntax)", f.Values[0])
		}
	}
}

// problems collects what is wrong with a query and makes one error of it.
type problems struct{ list []*fault.Error }

func (p *problems) add(path, format string, args ...any) {
	p.list = append(p.list, &fault.Error{Kind: fault.BadQuery, Path: path, Message: fmt.Sprintf(format, args...)})
}

func (p *problems) oneOf(path, found string, allowed []string) {
	if !slices.Contains(allowed, found) {
		p.list = append(p.list, fault.NoneOf(fault.BadQuery, path, found, allowed))
	}
}

func (p *problems) name(path, name string) {
	if v, found := model.Variable(name); found {
		p.add(path, "%q holds the variable %s, which nothing has replaced; the backend sees no dashboard variables",
			name, v)
	}
}

// err returns nil, or the first problem with the others after it, in the order of their paths.
func (p *problems) err() error {
	if len(p.list) == 0 {
		return nil
	}
	slices.SortStableFunc(p.list, func(a, b *fault.Error) int { return strings.Compare(a.Path, b.Path) })
	const most = 5
	first := *p.list[0]
	for i, e := range p.list[1:] {
		if i+1 == most {
			first.Message += fmt.Sprintf("; and %d more", len(p.list)-most)
			break
		}
		first.Message += "; " + e.Error()
	}
	return &first
}
