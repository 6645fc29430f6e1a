package store

import (
	"math"
	"strconv"
)

// Row is one row of a result: one Value per item of the outermost SELECT.
type Row []Value

// Value is one cell. It is a plain struct so that a scan of many rows allocates nothing but texts.
type Value struct {
	kind  kind
	whole int64
	float float64
	text  string
}

type kind uint8

const (
	null kind = iota
	whole
	float
	text
)

// SetNull, SetInt, SetFloat and SetText are for drivers, which fill one Row again and again.
func (v *Value) SetNull() { *v = Value{} }

// SetInt makes v a whole number; truth values are 0 and 1.
func (v *Value) SetInt(i int64) { *v = Value{kind: whole, whole: i} }

// SetFloat makes v a double.
func (v *Value) SetFloat(f float64) { *v = Value{kind: float, float: f} }

// SetDecimal makes v the number that a text writes: a whole number where 64 bits hold it, else a double.
func (v *Value) SetDecimal(text string) error {
	if i, err := strconv.ParseInt(text, 10, 64); err == nil {
		v.SetInt(i)
		return nil
	}
	f, err := strconv.ParseFloat(text, 64)
	v.SetFloat(f)
	return err
}

// SetText makes v a text.
func (v *Value) SetText(s string) { *v = Value{kind: text, text: s} }

// Null reports whether cell i is NULL.
func (r Row) Null(i int) bool { return r[i].kind == null }

// Int is cell i as a whole number; a double that is one counts. False for NULL and anything else.
func (r Row) Int(i int) (int64, bool) {
	switch v := r[i]; v.kind {
	case whole:
		return v.whole, true
	case float:
		if v.float == math.Trunc(v.float) && math.Abs(v.float) <= 1<<53 {
			return int64(v.float), true
		}
	}
	return 0, false
}

// Float is cell i as a double; whole numbers widen. False for NULL and text.
func (r Row) Float(i int) (float64, bool) {
	switch v := r[i]; v.kind {
	case float:
		return v.float, true
	case whole:
		return float64(v.whole), true
	}
	return 0, false
}

// Text is cell i as text. False for NULL and numbers.
func (r Row) Text(i int) (string, bool) {
	v := r[i]
	return v.text, v.kind == text
}

// bytes is the size of the values: 8 for a number, the length of a text, 1 for NULL.
func (r Row) bytes() int64 {
	var n int64
	for i := range r {
		switch r[i].kind {
		case null:
			n++
		case text:
			n += int64(len(r[i].text))
		default:
			n += 8
		}
	}
	return n
}
