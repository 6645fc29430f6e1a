package columns

import (
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/summary"
)

// featureColumn returns the column of a feature by its key.
func featureColumn(m *model.Model, key string) (Column, error) {
	for _, f := range m.Features {
		if FeatureKey(f.Name) != key {
			continue
		}
		c := Column{Key: key, Role: f.Name, Name: f.Column, Path: f.Path, Bounds: f.Bounds, Mode: FirstPass}
		if c.Name == "" {
			c.Name = f.Name
		}
		if f.Grid != "" {
			grid, err := summary.ParseGrid(f.Grid)
			if err != nil {
				return c, fault.Newf(fault.BadModel, "%v", err).At("features." + f.Name + ".grid")
			}
			c.Mode, c.Grid = OnGrid, grid
		}
		if f.Kind == model.Categorical {
			c.Mode = Classified
			for _, v := range f.Values {
				c.Kept = append(c.Kept, string(v))
			}
		}
		return c, nil
	}
	return Column{}, fault.Newf(fault.Internal, "no column of key %q", key)
}

// SkewColumns lists what is compared with a model's offline table: the rows, then every feature.
func SkewColumns(m *model.Model) []Column {
	if m.Skew == nil {
		return nil
	}
	list := []Column{{Key: SkewKey(""), Role: SkewKey(""), Derived: Matched, Mode: Distinct}}
	for _, f := range m.Features {
		c, err := featureColumn(m, FeatureKey(f.Name))
		if err != nil {
			continue // its grid is wrong, which its own column says
		}
		list = append(list, Column{Key: SkewKey(f.Name), Role: c.Role, Name: c.Name, Path: c.Path,
			Derived: Agreement, Mode: Distinct})
	}
	return list
}
