package count

import (
	"slices"

	"leeway/pkg/sqlast"
)

// forms are all forms, the quickest first.
var forms = []form{
	// Forms of many columns, and of stores that can more than all.
	moments{}, lists{}, histograms{}, packedSets{}, groupingSets{}, exponents{}, crossTables{},
	// Forms of one column, on every store.
	distinctValues{}, categories{}, topCategories{}, octaves{}, ranges{}, keys{}, places{},
}

// Union is a statement that counts columns, and how its rows are read.
type Union struct {
	sqlast.Union
	forms []form // by column index
}

// Columns counts columns of rows.Base, which the CTEs with end in, each by the first form that fits; and, where they
// are asked for, the rows.
func Columns(with []sqlast.CTE, list []Column, l Layout, how sqlast.Counting, countRows bool) Union {
	u := Union{Union: sqlast.Union{With: with}}
	byForm := map[form][]Column{}
	for _, c := range list {
		f := formOf(c, l, how)
		u.forms = append(u.forms, f)
		byForm[f] = append(byForm[f], c)
	}
	single := make([]sqlast.Select, len(list))
	var shared []sqlast.Select
	for _, f := range slices.Backward(forms) {
		if len(byForm[f]) == 0 {
			continue
		}
		p := f.sql(byForm[f], l, how)
		for index, branch := range p.single {
			single[index] = branch
		}
		u.With, shared = append(u.With, p.with...), append(shared, p.shared...)
		countRows = countRows && !p.countsRows
	}
	for _, branch := range single {
		if branch.Items != nil {
			u.Parts = append(u.Parts, branch)
		}
	}
	u.Parts = append(u.Parts, shared...)
	if countRows {
		u.Parts = append(u.Parts, rowTotals(l))
	}
	return u
}

// formOf is the first form that fits a column. The last one fits all columns of its mode, and so do those of the
// others.
func formOf(c Column, l Layout, how sqlast.Counting) form {
	for _, f := range forms {
		if f.fits(c, l, how) {
			return f
		}
	}
	panic("no form counts a column of this mode")
}
