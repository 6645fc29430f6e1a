package clickhouse

import (
	"math/big"
	"reflect"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// cell is where the driver puts a column's values: a pointer to its Go type, or to a pointer to it where it may be
// NULL.
type cell struct {
	target any
	fill   func(*store.Value) error
}

// newCell makes the cell for a column of the driver's Go type.
func newCell(t reflect.Type) cell {
	target := reflect.New(t)
	switch p := target.Interface().(type) {
	case *int64:
		return cell{p, filler(func(v *store.Value) { v.SetInt(*p) })}
	case **int64:
		return cell{p, nullable(p, func(v *store.Value, x int64) { v.SetInt(x) })}
	case *float64:
		return cell{p, filler(func(v *store.Value) { v.SetFloat(*p) })}
	case **float64:
		return cell{p, nullable(p, func(v *store.Value, x float64) { v.SetFloat(x) })}
	case *string:
		return cell{p, filler(func(v *store.Value) { v.SetText(*p) })}
	case **string:
		return cell{p, nullable(p, func(v *store.Value, x string) { v.SetText(x) })}
	}
	return cell{target.Interface(), func(v *store.Value) error { return fillRare(v, target.Elem()) }}
}

func filler(set func(*store.Value)) func(*store.Value) error {
	return func(v *store.Value) error {
		set(v)
		return nil
	}
}

func nullable[T any](p **T, set func(*store.Value, T)) func(*store.Value) error {
	return filler(func(v *store.Value) {
		if *p == nil {
			v.SetNull()
			return
		}
		set(v, **p)
	})
}

// fillRare covers the types of constants, of truth values and of bare columns.
func fillRare(v *store.Value, x reflect.Value) error {
	for x.Kind() == reflect.Pointer && x.Type() != reflect.TypeFor[*big.Int]() {
		if x.IsNil() {
			v.SetNull()
			return nil
		}
		x = x.Elem()
	}
	switch {
	case x.Kind() == reflect.Interface && x.IsNil(): // the type of a bare NULL
		v.SetNull()
	case x.CanInt():
		v.SetInt(x.Int())
	case x.CanUint():
		fillBig(v, new(big.Int).SetUint64(x.Uint()))
	case x.CanFloat():
		v.SetFloat(x.Float())
	case x.Kind() == reflect.Bool:
		v.SetInt(0)
		if x.Bool() {
			v.SetInt(1)
		}
	case x.Kind() == reflect.String:
		v.SetText(x.String())
	default:
		return fillOther(v, x.Interface())
	}
	return nil
}

func fillOther(v *store.Value, x any) error {
	switch x := x.(type) {
	case time.Time:
		v.SetInt(x.UnixMicro())
	case *big.Int:
		fillBig(v, x)
	case big.Int:
		fillBig(v, &x)
	case interface{ InexactFloat64() float64 }: // the driver's decimals
		v.SetFloat(x.InexactFloat64())
	default:
		return fault.Newf(fault.Unsupported, "clickhouse cannot hand out a value of this type (%T)", x)
	}
	return nil
}

// fillBig keeps whole numbers exact where 64 bits hold them.
func fillBig(v *store.Value, x *big.Int) {
	if x == nil {
		v.SetNull()
		return
	}
	if x.IsInt64() {
		v.SetInt(x.Int64())
		return
	}
	f, _ := new(big.Float).SetInt(x).Float64()
	v.SetFloat(f)
}
