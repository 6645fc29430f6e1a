// Keys of numbers on linear and exponential grids.
#ifndef LEEWAY_KEYS_H
#define LEEWAY_KEYS_H

#include <math.h>
#include <string.h>

#include "table.h"

// floor, by a conversion where that is exact, which costs less than a call.
static inline double leeway_floor(double x) {
	if (!(fabs(x) < 0x1p52)) {
		return x; // whole, infinite or NaN
	}
	double cut = (double)(int64_t)x;
	return cut - (cut > x);
}

// The place of a linear key floor(x). false: it can have none.
static inline bool leeway_floor_place(double x, int64_t *place) {
	if (!(fabs(x) < 0x1p52)) {
		return false;
	}
	int64_t cut = (int64_t)x;
	*place = cut - ((double)cut > x);
	return true;
}

// The key of x, not zero, on the exponential grid with so many cells an octave.
static inline double leeway_log_key(double x, double cells) {
	double size = leeway_floor(log2(fabs(x)) * cells + 0x1p-20) + LEEWAY_OCTAVE;
	return x < 0 ? -size : size;
}

enum { LEEWAY_MOST_CELLS = 64, LEEWAY_LEADING_BITS = 7 };

// Where the cells of one octave start, as every octave's do: what the leading bits of a mantissa leave open, one comparison tells.
// That costs a third of a logarithm.
typedef struct {
	double cells, width;                        // how many an octave has, and how wide they are, in their lower edges
	double starts[LEEWAY_MOST_CELLS + 1];       // the smallest mantissas of cells, and of the next octave's first
	double edges[LEEWAY_MOST_CELLS + 1];        // the lower edges, above which cells start by their tolerance
	uint8_t first[1 << LEEWAY_LEADING_BITS];    // by leading bits: the cell of the smallest mantissa that has them
	bool known;                                 // false: there are more cells than this holds, or less than one
} leeway_octave;

static inline leeway_octave leeway_octave_of(double cells) {
	leeway_octave o = {.cells = cells, .width = expm1(M_LN2 / cells), .known = cells >= 1 && cells <= LEEWAY_MOST_CELLS && cells == leeway_floor(cells)};
	if (!o.known) {
		return o;
	}
	for (int i = 0; i <= (int)cells; i++) {
		o.starts[i] = exp2((i - 0x1p-20) / cells);
		o.edges[i] = exp2(i / cells);
	}
	for (int i = 0, cell = 0; i < 1 << LEEWAY_LEADING_BITS; i++) {
		double least = 1 + (double)i / (1 << LEEWAY_LEADING_BITS);
		while (o.starts[cell + 1] <= least) {
			cell++;
		}
		o.first[i] = (uint8_t)cell;
	}
	return o;
}

// Finds the cell of x among those of its octave, and x as a mantissa. false: it is not known, as x is zero,
// subnormal or not finite, or the octave is not.
static inline bool leeway_find_in_octave(const leeway_octave *o, double x, int64_t *exponent, int64_t *cell, double *mantissa) {
	if (!o->known) {
		return false;
	}
	uint64_t bits;
	memcpy(&bits, &x, sizeof bits);
	int64_t biased = bits >> 52 & 0x7ff;
	uint64_t fraction = bits & 0xfffffffffffffu, one = fraction | (uint64_t)1023 << 52;
	memcpy(mantissa, &one, sizeof one);
	*exponent = biased - 1023;
	*cell = o->first[fraction >> (52 - LEEWAY_LEADING_BITS)];
	*cell += *mantissa >= o->starts[*cell + 1];
	return biased != 0 && biased != 0x7ff;
}

// The place of x on the grid. false: it takes its key.
static inline bool leeway_exponential_place(const leeway_octave *o, double x, int64_t *place) {
	int64_t exponent, cell;
	double mantissa;
	if (!leeway_find_in_octave(o, x, &exponent, &cell, &mantissa)) {
		return false;
	}
	*place = 2 * (exponent * (int64_t)o->cells + cell) + (x < 0); // leeway_fold of its key
	return true;
}

// The place of x, which has that key, inside its cell, in [0, 1].
static inline double leeway_inside_exponential(const leeway_octave *o, double x, double key) {
	int64_t exponent, cell;
	double ratio;
	if (leeway_find_in_octave(o, x, &exponent, &cell, &ratio)) {
		ratio /= o->edges[cell];
	} else {
		ratio = fabs(x) / exp2((fabs(key) - LEEWAY_OCTAVE) / o->cells);
	}
	double f = (ratio - 1) / o->width;
	return f > 1 ? 1 : f > 0 ? f : 0;
}

#endif
