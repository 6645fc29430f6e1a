package propose

import (
	"maps"
	"math"
	"slices"
	"strings"

	"leeway/pkg/model"
)

// values are the classes of prediction and label together.
func (d *draft) values() map[string]int {
	all := map[string]int{}
	for _, c := range []*column{d.prediction, d.label} {
		if c != nil {
			for v, n := range c.counts() {
				all[v] += n
			}
		}
	}
	return all
}

// positives are the names of positive classes, by their negative ones.
var positives = map[string]string{"true": "false", "1": "0", "yes": "no", "y": "n", "t": "f", "positive": "negative", "pos": "neg"}

// findPositive finds the positive class: by its name, else the one with the higher scores.
func (d *draft) findPositive() {
	classes := d.values()
	for value := range classes {
		negative, known := positives[strings.ToLower(value)]
		if value == "1" && len(classes) == 2 && classes["-1"] > 0 {
			negative = "-1"
		}
		others := 0
		for other := range classes {
			if other != value && strings.ToLower(other) != negative {
				others++
			}
		}
		if known && others == 0 {
			d.positive(value, High, "the usual one of its pair")
			return
		}
	}
	if d.label == nil && d.prediction == nil || len(classes) == 0 {
		d.positive("true", Low, "no class is known; write the value that labels have for it")
		return
	}
	if value, ok := d.leastLikely(); ok {
		d.positive(value, Low, "the less likely class by its scores")
		return
	}
	if value, ok := d.highestScored(); ok {
		d.positive(value, Medium, "its scores are the higher ones in the sample")
		return
	}
	rarest := ""
	for value, n := range classes {
		if rarest == "" || n < classes[rarest] || n == classes[rarest] && value < rarest {
			rarest = value
		}
	}
	if negatives := []string{"false", "0", "no", "n"}; len(classes) == 1 && slices.Contains(negatives, strings.ToLower(rarest)) {
		for positive, negative := range positives {
			if negative == strings.ToLower(rarest) {
				d.positive(positive, Medium, "the sample holds its opposite only")
				return
			}
		}
	}
	d.positive(rarest, Low, "the rarer class of the sample")
}

func (d *draft) positive(value string, sure Confidence, why string) {
	d.model.Log.Positive = model.Spellings{model.Scalar(value)}
	d.note("log.positive", sure, "%s", why)
}

// highestScored is the class of the prediction with the higher mean score.
func (d *draft) highestScored() (class string, ok bool) {
	if d.score == nil || d.prediction == nil {
		return "", false
	}
	sum, n := map[string]float64{}, map[string]float64{}
	for i, v := range d.prediction.cells {
		if s := d.score.cells[i]; !v.null && s.isNumber {
			sum[v.text] += s.number
			n[v.text]++
		}
	}
	for _, value := range slices.Sorted(maps.Keys(sum)) {
		mean, best := sum[value]/n[value], 0.0
		if class != "" {
			best = sum[class] / n[class]
		}
		if class == "" || mean > best {
			class = value
		}
	}
	return class, len(sum) == 2
}

// leastLikely is the class with the lower mean score, of two that each have one; of one score the class that has it.
func (d *draft) leastLikely() (class string, ok bool) {
	lowest := math.Inf(1)
	for _, name := range slices.Sorted(maps.Keys(d.classes)) {
		sum, n := 0.0, 0.0
		for _, v := range d.classes[name].cells {
			if v.isNumber {
				sum += v.number
				n++
			}
		}
		if mean := sum / n; mean < lowest {
			class, lowest = name, mean
		}
	}
	return class, class != ""
}
