package conformance

import (
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/tests/stores"
)

// The same UUID as stores and people write it.
const (
	uuidText  = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
	otherUUID = "6ba7b811-9dad-11d1-80b4-00c04fd430c8"
)

func uuidBytes(text string) []byte {
	bytes, err := hex.DecodeString(strings.ReplaceAll(text, "-", ""))
	if err != nil {
		panic(err)
	}
	return bytes
}

// idPairs are ids of a log and its outcomes, with what is to join.
var idPairs = []struct {
	name           string
	log, outcomes  stores.Type
	logged, joined any // ids that are the same, or are not
	joins          bool
}{
	{"UUID and UUID", UUID, UUID, uuidText, uuidText, true},
	{"UUID and another UUID", UUID, UUID, uuidText, otherUUID, false},
	{"UUID and text", UUID, Text, uuidText, uuidText, true},
	{"UUID and text in upper case without hyphens", UUID, Text, uuidText,
		strings.ToUpper(strings.ReplaceAll(uuidText, "-", "")), true},
	{"text and UUID", Text, UUID, uuidText, uuidText, true},
	{"UUID and its bytes", UUID, Bytes, uuidText, uuidBytes(uuidText), true},
	{"bytes and bytes", Bytes, Bytes, uuidBytes(uuidText), uuidBytes(uuidText), true},
	{"bytes and text", Bytes, Text, uuidBytes(uuidText), uuidText, true},
	{"bytes and the text of others", Bytes, Text, uuidBytes(uuidText), otherUUID, false},
	{"text with zeros before it and a whole number", Text, BigInt, "00000012", int64(12), true},
	{"whole number and text with zeros before it", BigInt, Text, int64(12), "0012", true},
	{"zero and zeros", BigInt, Text, int64(0), "000", true},
	{"whole number and another text", BigInt, Text, int64(12), "R12", false},
	{"texts that differ by zeros", Text, Text, "0012", "12", false},
	{"texts that differ by case", Text, Text, "r12", "R12", false},
	{"double and whole number", Double, BigInt, 12.0, int64(12), true},
	{"whole number and double", BigInt, Double, int64(1) << 52, float64(1 << 52), true},
	{"double and text", Double, Text, 12.0, "12", true},
	{"double and text with zeros before it", Double, Text, 12.0, "0012", true},
	{"double and decimal", Double, Numeric, 12.0, "12", true},
	{"double with a fraction and whole number", Double, BigInt, 12.5, int64(12), false},
	{"negative double and whole number", Double, BigInt, -7.0, int64(-7), true},
	{"whole number and decimal", BigInt, Numeric, int64(12), "12", true},
	{"enumeration and text", Enumeration, Text, "a", "a", true},
	{"enumeration and enumeration", Enumeration, Enumeration, "a", "a", true},
	{"enumeration and another value", Enumeration, Enumeration, "a", "b", false},
}

// ids: the types of two tables' ids do not decide whether they join. Rows without an id join nothing and are copies of
// nothing.
func ids(t *testing.T, h Harness) {
	for _, c := range idPairs {
		t.Run(c.name, func(t *testing.T) {
			if h.Types[c.log] == nil || h.Types[c.outcomes] == nil {
				t.Skipf("%s has no such type", h.Name)
			}
			at := day(3, 5).UTC()
			log := Table{Name: "log", Columns: []Column{{Name: "id", Type: c.log}, {Name: "at", Type: Timestamp},
				{Name: "late", Type: Boolean}},
				Rows: [][]any{{c.logged, at, true}, {c.logged, at.Add(time.Minute), true}, {nil, at, true},
					{nil, at, false}}}
			outcomes := outcomesTable(c.outcomes, [][]any{{c.joined, "true", at.Add(time.Hour)},
				{nil, "true", at.Add(time.Hour)}})
			if c.log == Text && c.outcomes == Text { // an empty id is none
				log.Rows[2][0], outcomes.Rows[1][0] = "", ""
			}
			s := h.Open(t, log, outcomes)
			m := labelledModel()
			m.Log.Prediction, m.Log.Unique = "late", "first"
			_, how := outcomesOf(t, s, m)
			scan := plan.Scan{Rows: plan.Rows{Model: m, Source: source(t, s, m), Spans: one(day(3, 5), day(3, 6))}}
			statement, err := scan.Joint(how)
			got := run(t, s, statement, err)[0].Outcomes[""]
			want := map[summary.JointKey]float64{
				{State: summary.Unlabelled, Prediction: "true", Label: summary.NoClass}:  1,
				{State: summary.Unlabelled, Prediction: "false", Label: summary.NoClass}: 1,
			}
			if c.joins {
				want[summary.JointKey{State: summary.InTime, Prediction: "true", Label: "true"}] = 1
			} else {
				want[summary.JointKey{State: summary.Unlabelled, Prediction: "true", Label: summary.NoClass}] = 2
			}
			if diff := cmp.Diff(want, got.Joint); diff != "" {
				t.Errorf("joint counts differ (-want +store):\n%s", diff)
			}
		})
	}
}
