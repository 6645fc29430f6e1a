package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/invopop/jsonschema"

	"leeway/pkg/engine"
	"leeway/pkg/frame"
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/store"
	"leeway/pkg/summary"
)

// wordsFile is where the constants of the contract lie, below the module's root.
const wordsFile = "src/contract/words.ts"

// constant is one value that Go and the browser share.
type constant struct {
	name, doc string
	value     any
}

// constants lists what the browser may not write again: words, numbers and names of fields.
func constants() ([]constant, error) {
	limits, err := limits()
	if err != nil {
		return nil, err
	}
	counts, err := queryCounts()
	if err != nil {
		return nil, err
	}
	return []constant{
		{"QUERY_VERSION", "The version of the query that editors and generators write.", query.SchemaVersion},
		{"THE_RANGE", "What a query writes for a window as long as the time range.", query.TheRange},
		{"QUERY_TYPES", "The query types that the engine answers, in the order in which editors offer them.",
			query.Offers()},
		{"FORMATS", "The formats of each query type.", query.Formats},
		{"STATS", "The stats by what has them, in the order of a table.",
			map[string][]query.Stat{"twoSample": query.TwoSampleStats,
				"oneSample": query.OneSampleStats, "policy": query.PolicyStats, "common": slices.Concat(query.CommonStats, query.TextStats),
				"cause": query.CauseStats, "features": query.FeaturesStats}},
		{"STAT_WORDS", "What each stat is, in words.", frame.StatDescriptions},
		{"MEASURE_NAMES", "The short names of distances between two windows, by id.", shortNames()},
		{"VERDICTS", "The verdicts in words, by number.", judge.VerdictWords()},
		{"STANDINGS", "The verdicts of a table of policies with their colours, as Grafana maps values.",
			frame.StandingMappings()},
		{"UNKNOWN_TILE", "The colour of a tile without a value.", frame.UnknownTile},
		{"DRIFTED", "The verdict 2 where the distance of two windows is judged.", judge.Drifted},
		{"LABELS", "The labels of the special bins of a distribution.",
			map[string]string{"missing": summary.MissingLabel,
				"invalid": summary.InvalidLabel, "new": summary.NewLabel, "other": summary.OtherLabel}},
		{"FIELDS",
			"The fields that frames can have, by query type. A segments frame has the value of the segment before them.",
			map[query.Type][]string{query.TypeDistribution: frame.FieldNames(query.TypeDistribution),
				query.TypeFeatures: frame.FieldNames(query.TypeFeatures), query.TypeSegments: frame.FieldNames(query.TypeSegments),
				query.TypeCalibration: frame.FieldNames(query.TypeCalibration), query.TypeConfusion: frame.FieldNames(query.TypeConfusion)}},
		{"COUNTS", "The whole numbers of a query: the default, the least and the most.", counts},
		{"LIMITS", "The limits of a data source: the default, the least and the most. 0 is the default, too.", limits},
		{"QUERY_TIMEOUT", "The default time limit of a query.", seconds(store.Limits{}.WithDefaults().QueryTimeout)},
		{"SETTING_LABELS", "How the form of the data source calls each setting, by its key.", model.SettingLabels},
		{"MIN_COUNT", "Windows with fewer values are not judged, unless a policy says otherwise.",
			model.DefaultMinCount},
		{"LOST_VALUES", "The change of a share of missing or invalid values from which on a default policy breaches.",
			lostValues()},
	}, nil
}

// bounded is a whole number that may be set.
type bounded struct {
	Default int `json:"default"`
	Min     int `json:"min"`
	Max     int `json:"max"`
}

// queryCounts returns the numbers of a query with the bounds of its schema.
func queryCounts() (map[string]bounded, error) {
	return withBounds(query.Query{}, map[string]int{"limit": query.DefaultLimit, "bins": query.DefaultBins})
}

// limits returns the limits of a data source with the bounds of their schema.
func limits() (map[string]bounded, error) {
	return withBounds(model.Limits{}, map[string]int{"maxOpenConns": store.Limits{}.WithDefaults().MaxOpenConns,
		"cacheMB": engine.DefaultCacheMB, "memoryMB": store.DefaultMemoryMB, "maxSeries": engine.DefaultMaxSeries})
}

// withBounds puts the bounds that the schema of a type sets on its fields beside their defaults.
func withBounds(of any, defaults map[string]int) (map[string]bounded, error) {
	r := &jsonschema.Reflector{Anonymous: true, ExpandedStruct: true}
	s := r.Reflect(of)
	all := map[string]bounded{}
	for name, value := range defaults {
		property, ok := s.Properties.Get(name)
		if !ok {
			return nil, fmt.Errorf("%T has no field %s", of, name)
		}
		least, err := property.Minimum.Int64()
		if err != nil {
			return nil, fmt.Errorf("%T.%s: %w", of, name, err)
		}
		most, err := property.Maximum.Int64()
		if err != nil {
			return nil, fmt.Errorf("%T.%s: %w", of, name, err)
		}
		all[name] = bounded{Default: value, Min: int(least), Max: int(most)}
	}
	return all, nil
}

func shortNames() map[string]string {
	names := map[string]string{}
	for _, m := range measure.All() {
		if m.TwoSample() {
			names[m.ID] = cmp.Or(m.Short, m.Title)
		}
	}
	return names
}

// lostValues is the bound of the default policy on missing values.
func lostValues() float64 {
	for _, s := range model.Standards() {
		if s.Policy.Measure == "missing_rate" {
			return *s.Policy.Above
		}
	}
	panic("no default policy is on missing values")
}

func seconds(d time.Duration) string { return fmt.Sprintf("%ds", int(d/time.Second)) }

// writeWords returns the text of src/contract/words.ts.
func writeWords() ([]byte, error) {
	list, err := constants()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("// Generated from the Go packages by `npm run schema`; do not edit.\n")
	for _, c := range list {
		var value bytes.Buffer
		e := json.NewEncoder(&value)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(c.value); err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "\n/** %s */\nexport const %s = %s as const;\n", c.doc, c.name, bytes.TrimSpace(value.Bytes()))
	}
	return b.Bytes(), nil
}
