package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// WriteName is a table as a model writes it, which SplitName reads.
func WriteName(parts []string) string {
	written := make([]string, len(parts))
	for i, p := range parts {
		written[i] = p
		if strings.ContainsAny(p, `."`) {
			written[i] = `"` + strings.ReplaceAll(p, `"`, `""`) + `"`
		}
	}
	return strings.Join(written, ".")
}

// NoTable is the fault of a table that is not there; it names those there are, the most similar first.
func NoTable(ref string, there []string) *fault.Error {
	return fault.Newf(fault.NotFound, "there is no table %s", ref).Listing("there are", nearest(there, ref))
}

// NoColumn is the fault of a column that is not there; it names those there are, the most similar first.
func NoColumn(name string, there []Column) *fault.Error {
	names := make([]string, len(there))
	for i, c := range there {
		names[i] = c.Name
	}
	return fault.Newf(fault.NotFound, "there is no column %q", name).Listing("there are", nearest(names, name))
}

// nearest orders names by how few letters must change to make them to.
func nearest(names []string, to string) []string {
	to = strings.ToLower(to)
	distance := make(map[string]int, len(names))
	for _, n := range names {
		distance[n] = levenshtein.ComputeDistance(strings.ToLower(n), to)
	}
	sorted := slices.Clone(names)
	slices.SortFunc(sorted, func(a, b string) int {
		return cmp.Or(cmp.Compare(distance[a], distance[b]), strings.Compare(a, b))
	})
	return slices.Compact(sorted)
}

// ColumnsRead lists the columns of all tables that a statement reads. Errors: as Store.Columns.
func ColumnsRead(ctx context.Context, s Store, q sqlast.Query) ([]Column, error) {
	var columns []Column
	for _, table := range sqlast.Tables(q) {
		found, err := s.Columns(ctx, table)
		if err != nil {
			return nil, err
		}
		columns = append(columns, found...)
	}
	return columns, nil
}

// NoRight is the fault of columns of a table that the account may not read, though it may read others.
func NoRight(table []string, columns []string) *fault.Error {
	return fault.Newf(fault.Forbidden,
		"the account may not read %s of table %s; GRANT it SELECT on them, or leave them out of the definition",
		fault.List(columns), WriteName(table))
}
