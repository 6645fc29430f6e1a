package propose

import (
	"math"
	"slices"

	"leeway/pkg/engine"
	"leeway/pkg/model"
)

// recent is how many days at the end of a log tell how many rows it gets.
const recent = 56

// enough is the share of the windows that must hold enough rows.
const enough = 0.9

// fitWindow proposes the shortest window that can be judged where a day holds too few rows for the default policies.
func (d *draft) fitWindow(times engine.LogTimes) {
	days := rowsByDay(times)
	if len(days) == 0 {
		return
	}
	aDay := lowerShare(windowSums(days, 1))
	if aDay >= model.DefaultMinCount {
		return
	}
	last := engine.JudgedWindows[len(engine.JudgedWindows)-1]
	for _, w := range engine.JudgedWindows[1:] {
		if lowerShare(windowSums(days, w.Days)) >= model.DefaultMinCount {
			d.model.ShortestWindow = w
			d.note("shortestWindow", Medium,
				"one day in ten holds %s or fewer, and a verdict needs %d; windows of %s hold enough, so the default policies judge those",
				count(int(aDay), "row"), model.DefaultMinCount, w)
			return
		}
	}
	d.model.ShortestWindow = last
	d.note("shortestWindow", Low,
		"even %s hold fewer than the %d rows that a verdict needs; lower minCount in policies of your own", last, model.DefaultMinCount)
}

// rowsByDay are the rows of the last whole days of a log, in order; days without rows count.
func rowsByDay(times engine.LogTimes) []float64 {
	first, last := times.First.UTC().Truncate(day), times.Last.UTC().Truncate(day)
	if !times.First.UTC().Equal(first) {
		first = first.Add(day) // the log began in the middle of it
	}
	if oldest := last.Add(-recent * day); first.Before(oldest) {
		first = oldest
	}
	n := int(last.Sub(first) / day) // the last day may go on
	if n < 1 {
		return nil
	}
	days := make([]float64, n)
	for _, of := range times.Days {
		if i := int(math.Floor(of.First.UTC().Sub(first).Hours() / 24)); i >= 0 && i < n {
			days[i] += of.Rows
		}
	}
	return days
}

// windowSums are the rows of every window of a length that has any: a log that rests on weekends is not judged then. Of
// a log that is shorter they are as many as its days would come to.
func windowSums(days []float64, length int) []float64 {
	var sums []float64
	for i := length; i <= len(days); i++ {
		var sum float64
		for _, n := range days[i-length : i] {
			sum += n
		}
		if sum > 0 {
			sums = append(sums, sum)
		}
	}
	if len(sums) > 0 {
		return sums
	}
	var all float64
	for _, n := range days {
		all += n
	}
	return []float64{all / float64(len(days)) * float64(length)}
}

// lowerShare is what the given share of the numbers is not below.
func lowerShare(numbers []float64) float64 {
	slices.Sort(numbers)
	return numbers[int((1-enough)*float64(len(numbers)))]
}
