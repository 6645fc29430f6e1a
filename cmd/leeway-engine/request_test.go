package main

import (
	"strings"
	"testing"
	"time"
)

func TestARequestIsReadAsGrafanaSendsIt(t *testing.T) {
	queries, uid, err := readRequest(strings.NewReader(`{"from": "1366516800000", "to": "2013-04-28T00:00:00-04:00", "queries": [
		{"refId": "B", "measures": [{"id": "psi"}]}, {"refId": "A", "datasource": {"uid": "one"}}, {"refId": "C", "datasource": {"uid": "one"}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if len(queries) != 3 || queries[0].RefID != "B" || queries[1].RefID != "A" || uid != "one" {
		t.Errorf("%d queries, the first two %s and %s, of %q; want B and A of the first data source named",
			len(queries), queries[0].RefID, queries[1].RefID, uid)
	}
	if text := string(queries[0].JSON); text != `{"refId": "B", "measures": [{"id": "psi"}]}` {
		t.Errorf("the first query became %s", text)
	}
	for _, q := range queries {
		if !q.TimeRange.From.Equal(time.Date(2013, 4, 21, 4, 0, 0, 0, time.UTC)) ||
			!q.TimeRange.To.Equal(time.Date(2013, 4, 28, 4, 0, 0, 0, time.UTC)) {
			t.Errorf("query %s has the range %s to %s", q.RefID, q.TimeRange.From, q.TimeRange.To)
		}
	}
}

func TestTimesOfARequest(t *testing.T) {
	for text, want := range map[string]string{
		`1366516800000`:               "2013-04-21T04:00:00Z",
		`"1366516800000"`:             "2013-04-21T04:00:00Z",
		`-1`:                          "1969-12-31T23:59:59.999Z",
		`"2013-04-21T00:00:00-04:00"`: "2013-04-21T04:00:00Z",
	} {
		at, err := instant([]byte(text))
		if err != nil || at.UTC().Format(time.RFC3339Nano) != want {
			t.Errorf("%s is read as %s (%v), want %s", text, at, err, want)
		}
	}
}

func TestRequestsThatCannotBeReadSayWhy(t *testing.T) {
	const times = `"from": "1", "to": "2", `
	for text, want := range map[string]string{
		``:   "the request is not valid JSON: EOF",
		`{}`: "the request lacks from, to, queries; it is a body of Grafana's /api/ds/query, such as {\"from\": ",
		`{"from": null, "to": "2", "queries": [{}]}`:       "the request lacks from; ",
		`{"from": "now-7d", "to": "now", "queries": [{}]}`: `from: "now-7d" is neither epoch milliseconds nor a time such as 2013-04-28T04:00:00Z`,
		`{"from": "1", "queries": [{}]}`:                   "the request lacks to; it is ",
		`{` + times + `"queries": []}`:                     "the request lacks queries; it is ",
		`{` + times +
			`"queries": [[]]}`: "queries[0]: json: cannot unmarshal array into Go value of type ",
		`{` + times + `"queries": [{},{}]}`: `queries[1].refId: "A" is taken by an earlier query`,
		`{` + times +
			`"queries": [{"datasource": {"uid": "a"}},{"refId": "B", "datasource": {"uid": "b"}}]}`: `queries[1].datasource.uid: "b" is another data source than "a", which an earlier query asks`,
	} {
		if _, _, err := readRequest(strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}
