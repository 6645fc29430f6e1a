package propose

import (
	"context"
	"slices"
	"strings"
	"testing"

	"leeway/pkg/model"
)

// What numbers the rows, and what is a time by its size, drifts for ever; codes that are written as texts have no
// order.
func TestNumbersThatAreNoQuantitiesAreNoNumericFeatures(t *testing.T) {
	p := proposed(t,
		create(`u > 0.5 AS prediction, i AS __index_level_0__, i AS "Unnamed: 0", 5000 + i AS counter, CAST(epoch(happened) AS BIGINT) AS seen_by, epoch(happened) + 0.25 AS touched,
		CAST(1 + i % 5 AS VARCHAR) AS marital, lpad(CAST(i % 300 AS VARCHAR), 5, '0') AS zip, CAST(i % 300 AS VARCHAR) AS written, i % 300 AS index_of_prices,
		'{"grade": "' || (1 + i % 4) || '", "amount": ' || (i % 300) || '}' AS body`))
	var features []string
	for _, f := range p.Model.Features {
		features = append(features, string(f.Kind)+" "+f.Name)
	}
	if want := []string{"categorical marital", "categorical zip", "numeric written", "numeric index_of_prices",
		"numeric amount", "categorical grade"}; !slices.Equal(features, want) {
		t.Errorf("the features are %q, want %q", features, want)
	}
	left := map[string]string{}
	for _, l := range p.Left {
		left[l.Column] = l.Reason
	}
	for column, want := range map[string]string{"__index_level_0__": "numbers the rows",
		"Unnamed: 0": "numbers the rows", "counter": "numbers the rows", "seen_by": "times in s", "touched": "times in s"} {
		if !strings.Contains(left[column], want) {
			t.Errorf("%s is left out because %q, want %q", column, left[column], want)
		}
	}
}

func TestProbabilitiesThatAreNamedAfterClassesAreScores(t *testing.T) {
	const three = "['a', 'b', 'c'][1 + i % 3]"
	for _, c := range []struct{ name, columns, task, scores, left string }{
		{"of the label, where nothing else is predicted", three + " AS target, u / 2 AS a, u / 2 AS b, 1 - u AS c",
			"multiclass", "a b c", ""},
		{"of a class that the sample does not hold", three +
			" AS prediction, u / 2 AS p_a, u / 4 AS p_b, 1 - u AS p_c, u / 4 AS p_Rare", "multiclass", "p_Rare p_a p_b p_c", ""},
		{"in whole percents, rounded", three +
			" AS prediction, round(u / 3, 2) AS a, round(u / 3, 2) AS b, round(1 - 2 * u / 3, 2) AS c", "multiclass", "a b c", ""},
		{"that are more than 1 together", three + " AS prediction, u AS p_a, u AS p_b, u AS p_c", "multiclass", "",
			"p_a p_b p_c"},
		{"that are flags", three +
			" AS prediction, CAST(i % 3 = 0 AS INTEGER) AS a, CAST(i % 3 = 1 AS INTEGER) AS b, CAST(i % 3 = 2 AS INTEGER) AS c", "multiclass", "", ""},
		{"of one class of two", "['a', 'b'][1 + CAST(u > 0.5 AS INTEGER)] AS prediction, u AS b", "binary", "b", ""},
		{"a feature of the name of a class",
			"['rain', 'sun'][1 + CAST(u > 0.5 AS INTEGER)] AS prediction, 1 - u AS sun", "binary", "", ""},
		{"of the negative class", "CAST(u > 0.5 AS INTEGER) AS prediction, 1 - u AS \"0\"", "binary", "", "0"},
	} {
		p := proposed(t, create(c.columns))
		var scores, left []string
		if s := p.Model.Log.Score; s != nil && s.Column != "" {
			scores = []string{s.Column}
		} else if s != nil {
			for _, c := range s.Classes {
				scores = append(scores, c.Column)
			}
			slices.Sort(scores)
		}
		for _, l := range p.Left {
			left = append(left, l.Column)
		}
		if got := strings.Join(scores, " "); string(p.Model.Task) != c.task || got != c.scores ||
			strings.Join(left, " ") != c.left {
			t.Errorf("%s: %s, scores %q, left %+v; want %s, %q, %q", c.name, p.Model.Task, got, p.Left, c.task,
				c.scores, c.left)
		}
	}
}

// Inside structs and maps there are paths, as in documents.
func TestFieldsOfStructsAndMapsAreFeatures(t *testing.T) {
	s := open(t,
		create(`u > 0.5 AS prediction, {'amount': u * 100, 'shop': {'channel': ['web', 'app'][1 + i % 2]}, 'tags': [1]} AS features, MAP {'height': u, 'width': 1 - u} AS size, [u, 1 - u] AS pair`))
	p, err := Propose(context.Background(), s, Options{Table: "predictions"})
	if err != nil {
		t.Fatal(err)
	}
	var features []string
	for _, f := range p.Model.Features {
		features = append(features, string(f.Kind)+" "+f.Path)
	}
	if want := []string{"numeric features.amount", "categorical features.shop.channel", "numeric size.height",
		"numeric size.width"}; !slices.Equal(features, want) {
		t.Errorf("the features are %q, want %q", features, want)
	}
	works(t, s, p)
}

func TestPercentagesAreAScoreWhereTheirNameOrTheClassesSaySo(t *testing.T) {
	for columns, sure := range map[string]string{"u > 0.5 AS prediction, 100 * u AS score": "high",
		"u > 0.3 AS prediction, 100 * u AS probability": "medium"} {
		p := proposed(t, create(columns))
		if s := p.Model.Log.Score; s == nil || s.Scale != model.ScalePercent ||
			!strings.HasPrefix(p.reason("log.score"), sure) || p.Model.Log.Positive.Name() != "true" {
			t.Errorf("%s: score %+v (%s), positive %v", columns, s, p.reason("log.score"), p.Model.Log.Positive)
		}
	}
}

func TestWhatMerelyLooksLikeAPercentageIsNoScoreAndNoFeature(t *testing.T) {
	p := proposed(t, create("u > 0.3 AS prediction, 100 * u AS score"))
	if len(p.Left) != 1 || p.Left[0].Column != "score" ||
		!strings.Contains(p.Left[0].Reason, "look like percentages (1000 values from 0 to 99.9)") ||
		p.Model.Log.Score != nil {
		t.Errorf("%+v, score %+v", p.Left, p.Model.Log.Score)
	}
}

func TestFractionsOfSecondsAreATime(t *testing.T) {
	for column, unit := range map[string]string{"epoch(happened) + 0.25": "s",
		"CAST(epoch(happened) AS DECIMAL(18, 3))": "s", "CAST(epoch_ms(happened) AS DOUBLE)": "ms"} {
		p, err := Propose(context.Background(), open(t,
			"CREATE TABLE predictions AS SELECT i AS id, "+column+" AS ts, u > 0.5 AS prediction"+rows), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if at := p.Model.Log.Time; at.Column != "ts" || at.Unit != unit || at.Zone != "" {
			t.Errorf("%s: %+v, want epochs in %s", column, at, unit)
		}
	}
}
