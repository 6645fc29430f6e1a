// A hash table of counts by key: what one state of an aggregate holds.
#ifndef LEEWAY_TABLE_H
#define LEEWAY_TABLE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// What all tables of a store may hold together, in bytes. DuckDB's own limit does not see them.
typedef struct {
	int64_t most;
	atomic_llong used;
} leeway_budget;

// A key and how many values have it. n is 0 in a slot that is free.
typedef struct {
	double key;
	uint64_t n;
} leeway_count;

// What goes with a count where more than counts is asked for.
typedef struct {
	double off, off2;
	int64_t kind;
	int64_t fractional; // whether a value of an octave is
} leeway_sums;

// Zeroed but for budget it is an empty table. Slots are a power of two, 2^(64 - shift).
typedef struct {
	leeway_count *counts;
	leeway_sums *sums; // NULL: counts alone
	leeway_budget *budget;
	uint64_t missing;
	uint32_t used, shift;
} leeway_table;

static inline uint64_t leeway_bits(double x) {
	uint64_t bits;
	memcpy(&bits, &x, sizeof bits);
	return bits;
}

// Where a key and kind belong: Fibonacci hashing, the top bits of the product. Keys are mostly whole, so the low bits of
// their doubles are zero.
static inline uint32_t leeway_home(const leeway_table *t, uint64_t bits, int64_t kind) {
	return (uint32_t)(((bits ^ (uint64_t)kind) * 0x9E3779B97F4A7C15u) >> t->shift);
}

// leeway_slot for what is not at home: a key that is new, or whose place another has.
int64_t leeway_search(leeway_table *t, double key, int64_t kind, bool summed);

// The slot of a key and kind, to be counted up by the caller; -1 where the budget is spent. summed says whether the
// table has sums, the same in every call. All NaN are one key, and both zeros.
static inline int64_t leeway_slot(leeway_table *t, double key, int64_t kind, bool summed) {
	if (t->counts) {
		uint64_t bits = leeway_bits(key);
		uint32_t i = leeway_home(t, bits, kind);
		if (t->counts[i].n && leeway_bits(t->counts[i].key) == bits && (!summed || t->sums[i].kind == kind)) {
			return i;
		}
	}
	return leeway_search(t, key, kind, summed);
}

// Adds what from holds to into. false: the budget is spent.
bool leeway_merge(leeway_table *into, const leeway_table *from);

uint32_t leeway_slots(const leeway_table *t);
void leeway_free(leeway_table *t);

#endif
