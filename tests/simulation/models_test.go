package simulation

import (
	"fmt"
	"testing"
)

// fraudModel has a base rate of half a percent, and default policies.
const fraudModel = `{"id":"fraud","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"said","score":"p"},
	"outcomes":{"label":"truth","delay":"0d"}}`

// fraudLog is a log of perWeek predictions a week. Scores tell frauds from others with an AUC of 0.99, from week at on
// of 0.65.
func fraudLog(seed, weeks, perWeek, at int) string {
	return fmt.Sprintf(`CREATE TABLE log AS SELECT *, p > 0.5 AS said FROM (
		SELECT i AS id, TIMESTAMP '2024-01-01' + INTERVAL (i * (604800000 // %[1]d)) MILLISECOND AS at, u(i, %[4]d, 0) < 0.005 AS truth,
			1 / (1 + exp(-(CASE WHEN u(i, %[4]d, 0) < 0.005 THEN CASE WHEN i // %[1]d < %[2]d THEN 3.29 ELSE 0.545 END ELSE 0 END + z(i, 3 + %[4]d)) * 2 + 6)) AS p
		FROM range(0, %[3]d) t(i))`, perWeek, at, weeks*perWeek, 10*seed)
}

// A model of a rare class does not page for being rare, and its failure does not go unseen.
func TestAModelOfRareFraudsNeitherPagesNorSleeps(t *testing.T) {
	const at, weeks, perWeek = 24, 2, 50_000
	policies := []string{"accuracy", "accuracy-anchored", "auc", "auc-anchored", "worse-than-guessing",
		"worse-than-chance", "prediction-mean",
		"prediction-mean-anchored", "estimated-accuracy", "estimated-accuracy-anchored"}
	quiet, failed := make([]int, len(policies)), make([][]tally, len(policies))
	models := either(1, 4)
	for seed := range models {
		d := made(t, fraudModel, fraudLog(seed, at+weeks, perWeek, at))
		step := either(7, 1)
		before, after := d.checked(t, step, 7*4, 7*at), d.checked(t, 7, 7*at, 7*(at+weeks))
		for i, policy := range policies {
			if failed[i] == nil {
				failed[i] = make([]tally, weeks)
			}
			if len(before[policy][""]) != 7*(at-4)/step {
				t.Fatalf("%s: %d looks", policy, len(before[policy][""]))
			}
			quiet[i] += pages(before[policy][""], 7/step)
			tallyEach(failed[i], after[policy][""])
		}
	}
	for i, policy := range policies {
		fmt.Printf("| frauds, %s | %d pages in 20 quiet weeks of %d models | AUC falls to 0.65: %s |\n", policy,
			quiet[i], models, row(failed[i]))
		if quiet[i] > 0 {
			t.Errorf("%s pages %d times in quiet weeks", policy, quiet[i])
		}
		if policy == "auc" && failed[i][0].hits < models {
			t.Errorf("the first week of the failure pages in %v", failed[i][0])
		}
	}
}

// segmentModel has a segment of five values, and default policies.
const segmentModel = `{"id":"segments","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"said"},
	"segments":[{"name":"site","values":["a","b","c","d","e"]}],"outcomes":{"label":"truth","delay":"0d"}}`

// A segment of a fifth that loses twenty points is found by its name.
func TestASegmentThatLosesIsFoundByName(t *testing.T) {
	const at, weeks, perWeek = 20, 8, 20_000
	found, others := make([]tally, weeks), tally{}
	for seed := range either(1, 8) {
		d := made(t, segmentModel,
			fmt.Sprintf(`CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-01-01' + INTERVAL (i * (604800000 // %[1]d)) MILLISECOND AS at,
			['a', 'b', 'c', 'd', 'e'][1 + i %% 5] AS site, true AS said,
			u(i, 1, %[4]d) < 0.9 + 0.005 * z(-1 - i // %[1]d, %[4]d) - CASE WHEN i %% 5 = 2 AND i // %[1]d >= %[2]d THEN 0.2 ELSE 0 END AS truth
			FROM range(0, %[3]d) t(i)`, perWeek, at, (at+weeks)*perWeek, seed))
		for site, looks := range d.checked(t, 7, 7*at, 7*(at+weeks))["accuracy-by-site"] {
			if site == "c" {
				tallyEach(found, looks)
				continue
			}
			for _, one := range looks {
				others.add(one.breached)
			}
		}
	}
	fmt.Printf("| a segment of a fifth loses 20 points, 20,000 a week | %s; other segments %v |\n", row(found), others)
	least(t, "the segment", found, 0.9)
	if others.hits > 0 || others.of == 0 {
		t.Errorf("other segments are called in %v", others)
	}
}
