package propose

import (
	"context"
	"slices"

	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// findSharedID takes, where no name tells the id, a column that identifies the rows of the sample and that a table with
// a label has, too, together with that label; asked is the table, where it is known. Without a label nothing is taken: a customer's number may identify the
// rows of a sample, and is none of a prediction.
func (d *draft) findSharedID(ctx context.Context, asked string) error {
	unique := slices.DeleteFunc(slices.Clone(d.log.columns), func(c *column) bool { return d.roles[c] || !c.identifies() })
	if len(unique) == 0 {
		return nil
	}
	tables := []string{asked}
	if asked == "" {
		all, err := listTables(ctx, d.store)
		if err != nil {
			return err
		}
		tables = d.likelyFirst(all)
	}
	for _, name := range tables {
		for _, c := range unique {
			if !d.hasColumns(ctx, name, c.name) {
				continue
			}
			t, err := read(ctx, d.store, name)
			if err != nil {
				break // a table that this account cannot read holds no labels for it
			}
			d.model.Log.ID = []string{c.name}
			if d.takeOutcomes(t) {
				d.roles[c] = true
				d.model.Log.Unique = model.UniqueFirst
				d.note("log.id", Low, "it identifies the rows of the sample, and %s has it, too; rows of one id count once, "+
					"so remove it if an id may have several predictions", name)
				return nil
			}
			d.model.Log.ID = nil
		}
	}
	return nil
}

// identifies reports whether the values are whole numbers or texts that hardly ever occur twice.
func (c *column) identifies() bool {
	isExact := c.kind == sqlast.Text || c.isNumeric() && c.kind != sqlast.Float && c.isWhole()
	return isExact && !c.isKey && !c.isInstant() && c.canBeID() && 20*len(c.counts()) >= 19*c.seen()
}

// hasColumns reports whether a table has columns of these names; only the catalog is asked.
func (d *draft) hasColumns(ctx context.Context, table string, names ...string) bool {
	parts, err := d.store.Table(table)
	if err != nil {
		return false
	}
	columns, err := d.store.Columns(ctx, parts)
	return err == nil && !slices.ContainsFunc(names, func(name string) bool {
		return !slices.ContainsFunc(columns, func(c store.Column) bool { return c.Name == name })
	})
}
