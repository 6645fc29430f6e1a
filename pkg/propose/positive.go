package propose

import (
	"maps"
	"math"
	"slices"
	"strings"

	"leeway/pkg/model"
)

// values are the classes of prediction and label together, as the prediction writes them.
func (d *draft) values() map[string]int {
	all := map[string]int{}
	for class, texts := range d.spellings() {
		for _, n := range texts {
			all[class] += n
		}
	}
	return all
}

// spellings are the texts of each class with how often the sample holds them. A class has the name that the prediction
// writes, of several the first by its bytes.
func (d *draft) spellings() map[string]map[string]int {
	found, names := map[string]map[string]int{}, map[string]string{}
	task := d.foldsAs()
	for _, c := range []*column{d.prediction, d.label} {
		if c == nil {
			continue
		}
		counts := c.counts()
		for _, text := range slices.Sorted(maps.Keys(counts)) {
			folded := model.FoldClass(text, task)
			if found[text] != nil { // the prediction distinguishes two spellings
				names[folded] = text
			}
			name, known := names[folded]
			if !known || c == d.prediction {
				name = text
				names[folded] = text
				found[name] = map[string]int{}
			}
			found[name][text] += counts[text]
		}
	}
	return found
}

// foldsAs is the task by which spellings are compared: of two classes each, yes and 1 may be one.
func (d *draft) foldsAs() model.Task {
	for _, c := range []*column{d.prediction, d.label} {
		if c != nil && len(c.counts()) > 2 {
			return model.Multiclass
		}
	}
	return model.Binary
}

// positives are the names of positive classes, by their negative ones.
var positives = map[string]string{"true": "false", "1": "0", "yes": "no", "y": "n", "t": "f", "positive": "negative",
	"pos": "neg"}

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
	if negatives := []string{"false", "0", "no", "n"}; len(classes) == 1 &&
		slices.Contains(negatives, strings.ToLower(rarest)) {
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
	spelled := slices.Sorted(maps.Keys(d.spellings()[value]))
	for _, text := range spelled {
		if text != value {
			d.model.Log.Positive = append(d.model.Log.Positive, model.Scalar(text))
		}
	}
	if len(spelled) > 1 {
		why += ", in all its spellings: " + d.prediction.name + " and " + d.label.name + " write it differently"
	}
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
