// A table of counts by key: what one state of an aggregate holds.
#ifndef LEEWAY_TABLE_H
#define LEEWAY_TABLE_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "budget.h"

enum {
	LEEWAY_OCTAVE = 1 << 20, // the key of [1, 2) on an exponential grid
	LEEWAY_UNIT = 1 << 20,   // a cell's width in the units of places
	LEEWAY_ZERO = 8,         // the kinds of places, added up
	LEEWAY_OUTSIDE = 16,
};

// What all tables of an aggregate in one statement have in common.
typedef struct {
	leeway_statement *statement;
	bool folded; // keys are those of an exponential grid, see leeway_fold
	bool placed; // sums are of places inside cells, and marked are values out of bounds
} leeway_aggregate;

// What goes with a count where more than counts is asked for.
typedef struct {
	double off, off2;
	int64_t kind;
	int64_t marked; // values of a cell that are out of bounds; of an octave, not 0 where a value is fractional
} leeway_sums;

// Zeroed but for aggregate and turn it is an empty table. Most values lie close together and are of one kind: the run counts those by
// their place in a row of counters. All others have slots, found by hashing; a slot is free while its count is 0.
typedef struct {
	uint64_t *n;       // counts: width of the run, then those of the slots
	leeway_sums *sums; // likewise; NULL: counts alone
	double *keys;      // of the slots
	leeway_block *block; // holds the three
	leeway_aggregate *aggregate;
	uint64_t turn;     // of the statement
	int64_t first;    // place of n[0]
	int64_t run_kind; // of what the run counts: that of the first value
	uint64_t missing, zeros[2]; // zeros that are counted apart: within bounds, and out of them
	uint32_t width, slots, used; // both sizes are 0 or powers of two; used are the slots that are not free
} leeway_table;

// The place of a key ±(2^20 + e) of an exponential grid: the cells of both signs lie side by side, as 2e and 2e + 1.
static inline int64_t leeway_fold(int64_t key) { return key < 0 ? 2 * (-key - LEEWAY_OCTAVE) + 1 : 2 * (key - LEEWAY_OCTAVE); }

// The place of a key in a run. false: it can have none.
static inline bool leeway_place_of(const leeway_table *t, double key, int64_t *place) {
	if (!(fabs(key) < 0x1p52) || (double)(int64_t)key != key) {
		return false;
	}
	*place = t->aggregate->folded ? leeway_fold((int64_t)key) : (int64_t)key;
	return true;
}

// The key that has a place.
static inline double leeway_key_at(const leeway_table *t, int64_t place) {
	if (!t->aggregate->folded) {
		return (double)place;
	}
	int64_t negative = place & 1, key = (place - negative) / 2 + LEEWAY_OCTAVE;
	return (double)(negative ? -key : key);
}

// The kind of what a cell counts.
static inline int64_t leeway_kind_at(const leeway_table *t, uint32_t cell) {
	return cell < t->width || !t->sums ? t->run_kind : t->sums[cell].kind;
}

// Where a place is in the run; at least its width where it is not in it.
static inline uint64_t leeway_in_run(const leeway_table *t, int64_t place) { return (uint64_t)place - (uint64_t)t->first; }

// Where a key and kind are counted, to be counted up by the caller; -1 where the aggregate may hold no more. summed says
// whether the table has sums, the same in every call. All NaN are one key, and both zeros.
int64_t leeway_search(leeway_table *t, double key, int64_t kind, bool summed);

// Moves what from holds to into, and leaves from empty. false: the aggregate may hold no more, and both hold a part.
bool leeway_merge(leeway_table *into, leeway_table *from);

void leeway_free(leeway_table *t);

#endif
