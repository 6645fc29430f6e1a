package answers

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"leeway/pkg/engine/internal/words"

	"leeway/pkg/measure"
)

// segmentWords say who carries a change along one dimension.
type segmentWords struct {
	measure   measure.Measure
	dimension string
	rows      []measure.Part
	effects   *measure.Decomposition // nil: none
	doubt     string                 // why nobody is named
	byScore   bool                   // the rows are parts of the score
}

// explanation is the change with its cause; empty where there are no effects, which a notice explains.
func (w segmentWords) explanation() string {
	switch {
	case w.effects == nil:
		return ""
	case w.doubt != "":
		return fmt.Sprintf("%s: no segment of %s is named, because %s", w.changeWords(), w.dimension, w.doubt)
	case w.effects.Change == 0:
		return w.changeWords()
	}
	return w.changeWords() + ": " + w.causeWords()
}

// cause is where a change comes from that earlier windows do not predict; empty where there is none.
func (w segmentWords) cause() string {
	if w.effects == nil || w.doubt != "" || w.effects.Change == 0 {
		return ""
	}
	return w.causeWords()
}

// changeWords say what the measure of all segments did.
func (w segmentWords) changeWords() string {
	d, f := w.effects, w.format()
	if d.Change == 0 {
		return fmt.Sprintf("%s stayed at %s", w.measure.Name(), f.Number(d.Current))
	}
	verb := "fell"
	if d.Change > 0 {
		verb = "rose"
	}
	now, then := f.Number(d.Current), f.Number(d.Baseline)
	if now == then {
		return fmt.Sprintf("%s %s by %s to %s", w.measure.Name(), verb, f.Distance(math.Abs(d.Change)), now)
	}
	return fmt.Sprintf("%s %s from %s to %s", w.measure.Name(), verb, then, now)
}

// causeWords say where a change comes from.
func (w segmentWords) causeWords() string {
	d := w.effects
	switch {
	case w.byScore:
		return w.inputsOrRelation()
	case len(d.Named) > 0:
		return w.namedWords()
	case d.MixNamed:
		return w.mixWords()
	case len(w.rows) < 2:
		return fmt.Sprintf("all rows are of one %s, so there is nothing to compare", w.dimension)
	case d.Differ:
		return fmt.Sprintf("it is spread out: no %s explains a quarter of the %s", w.dimension, w.noun())
	}
	return fmt.Sprintf("it is uniform: no %s differs from the others by more than chance", w.dimension)
}

// namedWords name the segments with their shares of the change, and the weights where these matter, too.
func (w segmentWords) namedWords() string {
	var parts []string
	total := 0.0
	for i, name := range w.effects.Named {
		share := w.share(w.effects.Effects[w.row(name)].Within)
		total += share
		text := fmt.Sprintf("%s %s", name, wholePercent(share))
		if i == 0 {
			text = fmt.Sprintf("%s %s explains %s of the %s", w.dimension, name, wholePercent(share), w.noun())
		}
		parts = append(parts, text)
	}
	text := enumerate(parts)
	if mix := w.share(w.effects.Mix); w.effects.MixNamed {
		total += mix
		text += fmt.Sprintf("; the changed mix of %s explains %s", w.dimension, wholePercent(mix))
	}
	if total > 1+rounding {
		text += "; the rest of the change goes the other way"
	}
	return text
}

// mixWords say that the weights carry the change.
func (w segmentWords) mixWords() string {
	text := fmt.Sprintf("the changed mix of %s explains %s of the %s", w.dimension,
		wholePercent(w.share(w.effects.Mix)), w.noun())
	switch inside := w.share(w.effects.Within); {
	case inside < -rounding:
		return text + "; what happened inside the segments goes the other way"
	case inside > rounding:
		return text + fmt.Sprintf(", what happened inside the segments %s", wholePercent(inside))
	}
	return text
}

// inputsOrRelation says of a split by score whether other cases came or the same cases turned out otherwise.
func (w segmentWords) inputsOrRelation() string {
	const inputs, relation = "the inputs (other scores) explain", "the relation (other outcomes at equal scores) explains"
	mix, within := w.share(w.effects.Mix), w.share(w.effects.Within)
	strong, weak, most, least := relation, "the inputs", within, mix
	if mix > within {
		strong, weak, most, least = inputs, "the relation", mix, within
	}
	if least < -rounding {
		return fmt.Sprintf("%s more than the whole %s; %s alone would have moved it the other way by %s", strong,
			w.noun(), weak,
			w.format().Distance(math.Abs(least*w.effects.Change)))
	}
	return fmt.Sprintf("%s %s of the %s, %s %s", strong, wholePercent(most), w.noun(), weak, wholePercent(least))
}

// rounding is the least share of a change that is said.
const rounding = 0.005

func (w segmentWords) share(effect float64) float64 { return effect / w.effects.Change }

func (w segmentWords) noun() string {
	if w.effects.Change > 0 {
		return "rise"
	}
	return "fall"
}

func (w segmentWords) format() words.Format {
	return words.FormatOf(w.measure, slices.ContainsFunc(w.rows,
		func(p measure.Part) bool { return p.Current.Rate || p.Baseline.Rate }))
}

// row is the place of a segment.
func (w segmentWords) row(name string) int {
	return slices.IndexFunc(w.rows, func(p measure.Part) bool { return p.Name == name })
}

// wholePercent writes a share of a change.
func wholePercent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

// enumerate joins with commas, and with "and" before the last.
func enumerate(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}
