package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// request is the body of Grafana's /api/ds/query.
type request struct {
	From    json.RawMessage   `json:"from"`
	To      json.RawMessage   `json:"to"`
	Queries []json.RawMessage `json:"queries"`
}

// lacking returns the fields that are missing, null or empty.
func (r request) lacking() (names []string) {
	for _, field := range []struct {
		name string
		raw  json.RawMessage
	}{{"from", r.From}, {"to", r.To}} {
		if len(field.raw) == 0 || string(field.raw) == "null" {
			names = append(names, field.name)
		}
	}
	if len(r.Queries) == 0 {
		names = append(names, "queries")
	}
	return names
}

// maxRequest bounds a request, in bytes.
const maxRequest = 16 << 20

// readRequest reads a request: its queries, and the uid of the one data source they name, if any does.
func readRequest(r io.Reader) (queries []backend.DataQuery, uid string, err error) {
	var req request
	if err := json.NewDecoder(io.LimitReader(r, maxRequest)).Decode(&req); err != nil {
		return nil, "", fmt.Errorf("the request is not valid JSON: %w", err)
	}
	if lacking := req.lacking(); len(lacking) > 0 {
		return nil, "", fmt.Errorf("the request lacks %s; it is a body of Grafana's /api/ds/query, such as "+
			`{"from": "2013-04-21T04:00:00Z", "to": "2013-04-28T04:00:00Z", "queries": [{"measures": [{"id": "psi"}]}]}`, strings.Join(lacking, ", "))
	}
	var times backend.TimeRange
	if times.From, err = instant(req.From); err != nil {
		return nil, "", fmt.Errorf("from: %w", err)
	}
	if times.To, err = instant(req.To); err != nil {
		return nil, "", fmt.Errorf("to: %w", err)
	}
	for i, raw := range req.Queries {
		var head struct {
			RefID      string `json:"refId"`
			Datasource struct {
				UID string `json:"uid"`
			} `json:"datasource"`
		}
		if err := json.Unmarshal(raw, &head); err != nil {
			return nil, "", fmt.Errorf("queries[%d]: %w", i, err)
		}
		if head.RefID == "" {
			head.RefID = "A"
		}
		if slices.ContainsFunc(queries, func(q backend.DataQuery) bool { return q.RefID == head.RefID }) {
			return nil, "", fmt.Errorf("queries[%d].refId: %q is taken by an earlier query", i, head.RefID)
		}
		switch own := head.Datasource.UID; {
		case uid == "":
			uid = own
		case own != "" && own != uid:
			return nil, "",
				fmt.Errorf("queries[%d].datasource.uid: %q is another data source than %q, which an earlier query asks; send a request to each", i, own, uid)
		}
		queries = append(queries, backend.DataQuery{RefID: head.RefID, JSON: raw, TimeRange: times})
	}
	return queries, uid, nil
}

// instant reads epoch milliseconds, as a number or as text, or RFC 3339.
func instant(raw json.RawMessage) (time.Time, error) {
	var text string
	if json.Unmarshal(raw, &text) != nil {
		text = string(raw)
	}
	if ms, err := strconv.ParseInt(text, 10, 64); err == nil {
		return time.UnixMilli(ms).UTC(), nil
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return t, fmt.Errorf("%q is neither epoch milliseconds nor a time such as 2013-04-28T04:00:00Z", text)
	}
	return t, nil
}
