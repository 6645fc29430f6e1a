#include "update.h"

#include <math.h>
#include <string.h>

#include "tally.h"

static const double *doubles(duckdb_data_chunk input, idx_t column) {
	return duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, column));
}

// Whether row i of a column without NULL bits, or with these, holds a value.
static inline bool present(const uint64_t *validity, idx_t i) { return !validity || (validity[i / 64] >> (i % 64) & 1); }

// The arguments of an aggregate by position; what it does not take is not looked at.
typedef struct {
	const double *x, *factor, *off, *off2;
	const int64_t *kind;
} arguments;

// What an aggregate makes of row i, whose first argument is not NULL: its key; the key's place in a run, unless it takes a
// closer look; and what the row adds to the sums of its cell, NULL for counts alone.
typedef double (*key_of)(const arguments *a, idx_t i);
typedef bool (*place_of)(const arguments *a, idx_t i, int64_t *place);
typedef void (*add_to)(leeway_sums *sums, const arguments *a, idx_t i);

typedef struct {
	key_of key;
	place_of place;
	add_to add;
	bool folded; // see leeway_aggregate
} counting;

// Puts a chunk into tables. It is inlined where it stands, and what it is given with it.
static inline __attribute__((always_inline)) void count(duckdb_function_info info, duckdb_data_chunk input,
	duckdb_aggregate_state *states, const arguments *a, counting c) {
	const uint64_t *validity = duckdb_vector_get_validity(duckdb_data_chunk_get_vector(input, 0));
	leeway_aggregate *aggregate = duckdb_aggregate_function_get_extra_info(info);
	uint64_t turn = leeway_begin_call(aggregate->statement);
	const char *error = NULL;
	for (idx_t i = 0, rows = duckdb_data_chunk_get_size(input); i < rows; i++) {
		leeway_table *t = states[i];
		if (t->turn != turn) {
			error = LEEWAY_ENDED;
			break;
		}
		if (!present(validity, i)) {
			t->missing++;
			continue;
		}
		if (c.folded && a->x[i] == 0) {
			t->zeros++;
			continue;
		}
		int64_t at, place, kind = a->kind ? a->kind[i] : 0;
		if ((!a->kind || kind == t->run_kind) && c.place(a, i, &place) && leeway_in_run(t, place) < t->width) {
			at = (int64_t)leeway_in_run(t, place);
		} else if ((at = leeway_search(t, c.key(a, i), kind, c.add != NULL)) < 0) {
			error = LEEWAY_OVER_BUDGET;
			break;
		}
		t->n[at]++;
		if (c.add) {
			c.add(&t->sums[at], a, i);
		}
	}
	leeway_end_call(aggregate->statement);
	if (error) {
		duckdb_aggregate_function_set_error(info, error);
	}
}

static inline double identity(const arguments *a, idx_t i) { return a->x[i]; }

static inline bool identity_place(const arguments *a, idx_t i, int64_t *place) {
	if (!(fabs(a->x[i]) < 0x1p52)) {
		return false;
	}
	*place = (int64_t)a->x[i];
	return (double)*place == a->x[i];
}

void leeway_count_keys(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	count(info, input, states, &(arguments){.x = doubles(input, 0)}, (counting){.key = identity, .place = identity_place});
}

// floor, by a conversion where that is exact, which costs less than a call.
static inline double whole(double x) {
	if (!(fabs(x) < 0x1p52)) {
		return x; // whole, infinite or NaN
	}
	double cut = (double)(int64_t)x;
	return cut - (cut > x);
}

static inline double scaled(const arguments *a, idx_t i) { return isfinite(a->x[i]) ? whole(a->x[i] * a->factor[i]) : NAN; }

static inline bool scaled_place(const arguments *a, idx_t i, int64_t *place) {
	double x = a->x[i] * a->factor[i];
	if (!(fabs(x) < 0x1p52)) {
		return false;
	}
	int64_t cut = (int64_t)x;
	*place = cut - ((double)cut > x);
	return true;
}

void leeway_count_scaled(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	count(info, input, states, &(arguments){.x = doubles(input, 0), .factor = doubles(input, 1)},
		(counting){.key = scaled, .place = scaled_place});
}

static inline void add_places(leeway_sums *sums, const arguments *a, idx_t i) {
	sums->off += a->off[i];
	sums->off2 += a->off2[i];
}

void leeway_sum_keys(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	const int64_t *kind = duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, 1));
	count(info, input, states, &(arguments){.x = doubles(input, 0), .kind = kind, .off = doubles(input, 2), .off2 = doubles(input, 3)},
		(counting){.key = identity, .place = identity_place, .add = add_places});
}

// The key of x, not zero, on the exponential grid with so many cells an octave.
static inline double log_key(double x, double cells) {
	double size = whole(log2(fabs(x)) * cells + 0x1p-20) + LEEWAY_OCTAVE;
	return x < 0 ? -size : size;
}

static inline double exponential(const arguments *a, idx_t i) { return log_key(a->x[i], a->factor[i]); }

static inline bool exponential_place(const arguments *a, idx_t i, int64_t *place) {
	double key = log_key(a->x[i], a->factor[i]);
	if (!(fabs(key) < 0x1p52)) {
		return false;
	}
	*place = leeway_fold((int64_t)key);
	return true;
}

void leeway_count_exponential(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	count(info, input, states, &(arguments){.x = doubles(input, 0), .factor = doubles(input, 1)},
		(counting){.key = exponential, .place = exponential_place, .folded = true});
}

static inline double octave(const arguments *a, idx_t i) { return log_key(a->x[i], 1); }

// The exponent says the octave, but for subnormal and infinite numbers, and for mantissas so near 2 that the small
// term matters.
static inline bool octave_place(const arguments *a, idx_t i, int64_t *place) {
	uint64_t bits;
	memcpy(&bits, &a->x[i], sizeof bits);
	int64_t exponent = bits >> 52 & 0x7ff;
	*place = 2 * (exponent - 1023) + (int64_t)(bits >> 63); // leeway_fold of its key
	return exponent != 0 && exponent != 0x7ff && (bits << 12) <= 0xffff000000000000u;
}

static inline void add_number(leeway_sums *sums, const arguments *a, idx_t i) {
	double x = a->x[i];
	sums->off += x;
	sums->off2 += x * x;
	if (!sums->fractional) {
		sums->fractional = fabs(x) < 0x1p52 && (double)(int64_t)x != x;
	}
}

void leeway_sum_octaves(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	count(info, input, states, &(arguments){.x = doubles(input, 0)},
		(counting){.key = octave, .place = octave_place, .add = add_number, .folded = true});
}
