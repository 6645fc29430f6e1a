package dialect

import (
	"slices"
	"strconv"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// path spells a path into a document, or into a text that may be one.
func (d *Dialect) path(p sqlast.Path) ([]piece, error) {
	if len(p.Keys) == 0 || d.Path == nil {
		return nil, fault.Newf(fault.Unsupported, "%s cannot do a JSON path of %d keys", d.Name, len(p.Keys))
	}
	node := PathText
	if typeOf(p.X) == sqlast.JSON {
		node = PathOf
	}
	byKeys, err := d.node(node, operands{x: p.X, value: d.Path(p.Keys)})
	if err != nil || d.Places == nil || !slices.ContainsFunc(p.Keys, isPlace) {
		return byKeys, err
	}
	byPlaces, err := d.places(node, p)
	if err != nil {
		return nil, err
	}
	return enclose("COALESCE(", slices.Concat(byKeys, []piece{words(", ")}, byPlaces), ")"), nil
}

// places spells a path whose whole numbers are places, in arrays only.
func (d *Dialect) places(node Node, p sqlast.Path) ([]piece, error) {
	found, err := d.node(node, operands{x: p.X, value: d.Places(p.Keys)})
	if _, tested := d.Templates[IsArray]; err != nil || !tested {
		return found, err
	}
	var list []piece
	before := "CASE WHEN "
	for i, key := range p.Keys {
		if isPlace(key) {
			test, err := d.node(IsArray, operands{x: p.X, value: d.Places(p.Keys[:i])})
			if err != nil {
				return nil, err
			}
			list = append(append(list, words(before)), test...)
			before = " AND "
		}
	}
	return append(list, enclose(" THEN ", found, " END")...), nil
}

// place is a key as a place in an array, counted from 0.
func place(key string) (int64, bool) {
	n, err := strconv.ParseUint(key, 10, 31)
	return int64(n), err == nil
}

func isPlace(key string) bool {
	_, ok := place(key)
	return ok
}
