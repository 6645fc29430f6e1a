package summary

import "math"

// octave is how many values of one sign lie in a power of two, and how wide that is.
type octave struct {
	width, n float64
	negative bool
}

// density is what the octaves tell of how values crowd. Inside an octave they are taken as even.
type density struct {
	total, zeros float64
	all, kept    []octave // kept: without the outer ones that a choice leaves out

	// Of counts on a linear grid, the most values in a cell at zero, whose octaves and zeros are not known, and its
	// width.
	atZero, finest float64
}

// widthExponent returns the exponent of a linear width at which no cell is expected to hold more than it may: at most
// exponent.
func (d density) widthExponent(exponent int) int {
	for exponent > -scales[Linear][1] && d.tooDense(math.Ldexp(1, exponent)) {
		exponent--
	}
	return exponent
}

func (d density) tooDense(width float64) bool {
	limit := d.total * mostInCell
	atZero, narrower := [2]float64{d.zeros, 0}, false
	for _, o := range d.all {
		switch {
		case o.width < width && o.negative:
			atZero[1], narrower = atZero[1]+o.n, true
		case o.width < width:
			atZero[0], narrower = atZero[0]+o.n, true
		case o.n*width/o.width > limit:
			return true
		}
	}
	return narrower && math.Max(atZero[0], atZero[1]) > limit
}

// cells is how many cells of a width many values are expected to take; sd bounds how far those of an octave spread.
// That does not depend on how many there are: a sample expects as many.
func (d density) cells(width, sd float64) (n float64) {
	for _, o := range d.kept {
		if o.width >= width {
			n += math.Min(o.width, 8*sd) / width
		}
	}
	return n
}

// scale is that of the exponential grid on which no cell is expected to hold more than it may.
func (d density) scale() int {
	scale := DefaultExponential.Scale
	for _, o := range d.all {
		for scale < maxScaleUp && o.n/math.Exp2(float64(scale)) > d.total*mostInCell {
			scale++
		}
	}
	return scale
}

// zeroInflated reports whether zero needs a cell of its own among numbers that are not whole.
func (d density) zeroInflated() bool { return d.zeros > d.total*mostInCell }
