package replay

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// servedDay is which versions answered on a day of the log's clock.
type servedDay struct {
	start time.Time            // the day's first row
	rows  map[string]float64   // by version
	first map[string]time.Time // by version
}

// rollOuts annotates a version's first rows in a range, up to the day on which it served most of them, and each return
// to an earlier version. The version that the log begins with is no change.
func rollOuts(m *model.Model, times engine.LogTimes, r window.Range) (list []Change) {
	seen := map[string]int{} // by version: its place in all, -1 once it has served most rows
	leader := ""
	var all []Change
	for _, d := range servedDays(times) {
		most := d.mostRows(leader)
		for _, version := range sortedVersions(d.first) {
			if _, known := seen[version]; known || leader == "" {
				continue
			}
			seen[version] = len(all)
			all = append(all, change(m, query.RollOut, d.first[version], "First predictions of version "+version,
				version, version))
		}
		switch at := seen[most]; {
		case leader == "":
			for version := range d.first {
				seen[version] = -1
			}
		case most == leader:
		case at >= 0: // its first time
			c := &all[at]
			c.Title = "Roll-out of version " + most
			c.Text = fmt.Sprintf("Version %s took over from version %s.", most, leader)
			if d.start.After(c.Start) {
				c.End = d.start
			}
			seen[most] = -1
		default:
			c := change(m, query.RollOut, d.start, "Back to version "+most, most, most)
			c.Text = fmt.Sprintf("Version %s took over from version %s again.", most, leader)
			all = append(all, c)
		}
		leader = most
	}
	for _, c := range all {
		end := c.End
		if end.IsZero() {
			end = c.Start.Add(1)
		}
		if r.Overlaps(window.Interval{Start: c.Start, End: end}) {
			list = append(list, c)
		}
	}
	return list
}

// servedDays puts the versions of a day together.
func servedDays(times engine.LogTimes) (days []servedDay) {
	at := map[string]int{}
	for _, d := range times.Days {
		key := d.First.UTC().Format(time.DateOnly)
		i, known := at[key]
		if !known {
			i = len(days)
			at[key] = i
			days = append(days, servedDay{start: d.First, rows: map[string]float64{}, first: map[string]time.Time{}})
		}
		days[i].rows[d.Version] += d.Rows
		if first, ok := days[i].first[d.Version]; !ok || d.First.Before(first) {
			days[i].first[d.Version] = d.First
		}
	}
	return days
}

// mostRows is the version with the most rows; of equal ones the leader, else the first by name.
func (d servedDay) mostRows(leader string) string {
	best := ""
	for _, version := range sortedVersions(d.first) {
		n := d.rows[version]
		if best == "" || n > d.rows[best] || n == d.rows[best] && version == leader {
			best = version
		}
	}
	return best
}

func sortedVersions(of map[string]time.Time) []string {
	list := make([]string, 0, len(of))
	for version := range of {
		list = append(list, version)
	}
	slices.SortFunc(list, strings.Compare)
	return list
}
