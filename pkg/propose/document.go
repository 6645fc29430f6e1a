package propose

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"leeway/pkg/sqlast"
)

// The bounds of what is looked at inside documents.
const (
	documentDepth = 3
	documentKeys  = 200
	documentShare = 0.1 // a key that fewer of the documents have is not one of the schema
)

// openDocuments adds a column for each key of the documents of the sample, of texts that are documents too.
func (t *table) openDocuments() {
	var all []*column
	for _, c := range t.columns {
		all = append(all, c)
		if c.kind == sqlast.JSON || c.kind == sqlast.Text {
			all = append(all, c.keys(t.rows)...)
		}
	}
	t.columns = all
}

// keys are the scalar values inside the documents of a column, by path. Values inside lists have no path.
func (c *column) keys(rows int) []*column {
	found := map[string]*column{}
	documents := 0
	for i, v := range c.cells {
		var fields map[string]any
		if v.null || !strings.HasPrefix(strings.TrimSpace(v.text), "{") ||
			json.Unmarshal([]byte(v.text), &fields) != nil {
			continue
		}
		documents++
		collect(found, c.name, fields, documentDepth, i, rows)
	}
	var keys []*column
	for _, path := range slices.Sorted(maps.Keys(found)) {
		k := found[path]
		if float64(k.seen()) >= documentShare*float64(documents) && len(keys) < documentKeys {
			k.kind = k.likelyType()
			keys = append(keys, k)
		}
	}
	return keys
}

// collect puts the scalars of a document into the row-th cell of the column of their path.
func collect(found map[string]*column, prefix string, fields map[string]any, depth, row, rows int) {
	for key, value := range fields {
		if key == "" || strings.Contains(key, ".") { // a path is cut at its dots
			continue
		}
		path := prefix + "." + key
		if inner, ok := value.(map[string]any); ok {
			if depth > 1 {
				collect(found, path, inner, depth-1, row, rows)
			}
			continue
		}
		v, ok := scalar(value)
		if !ok {
			continue
		}
		if found[path] == nil {
			found[path] = &column{name: key, path: path, isKey: true, cells: slices.Repeat([]cell{{null: true}}, rows)}
		}
		found[path].cells[row] = v
	}
}

func scalar(value any) (cell, bool) {
	switch v := value.(type) {
	case string:
		x, ok := numberOf(v)
		return cell{text: v, number: x, isNumber: ok, quoted: true}, true
	case bool:
		return cell{text: strconv.FormatBool(v)}, true
	case float64:
		return cell{text: strconv.FormatFloat(v, 'f', -1, 64), number: v, isNumber: true}, true
	}
	return cell{}, false
}

// likelyType is the type of a key's values; whatever it is, stores hand it out as text.
func (c *column) likelyType() sqlast.Type {
	kind := sqlast.Unknown
	for _, v := range c.cells {
		own := sqlast.Text
		switch {
		case v.null:
			continue
		case v.quoted:
		case v.isNumber && v.number == float64(int64(v.number)):
			own = sqlast.Integer
		case v.isNumber:
			own = sqlast.Float
		case v.text == "true" || v.text == "false":
			own = sqlast.Bool
		}
		switch {
		case kind == sqlast.Unknown, kind == own:
			kind = own
		case kind == sqlast.Integer && own == sqlast.Float, kind == sqlast.Float && own == sqlast.Integer:
			kind = sqlast.Float
		default:
			return sqlast.Text
		}
	}
	return kind
}
