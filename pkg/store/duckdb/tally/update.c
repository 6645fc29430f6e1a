#include "update.h"

#include <math.h>

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

// The key of row i, whose first argument is not NULL; what row i adds to the sums of its slot, NULL for counts alone.
typedef double (*key_of)(const arguments *a, idx_t i);
typedef void (*add_to)(leeway_sums *sums, const arguments *a, idx_t i);

// Puts a chunk into tables. It is inlined where it stands, and what it is given with it.
static inline __attribute__((always_inline)) void count(duckdb_function_info info, duckdb_data_chunk input,
	duckdb_aggregate_state *states, const arguments *a, key_of key, add_to add) {
	const uint64_t *validity = duckdb_vector_get_validity(duckdb_data_chunk_get_vector(input, 0));
	for (idx_t i = 0, rows = duckdb_data_chunk_get_size(input); i < rows; i++) {
		leeway_table *t = states[i];
		if (!present(validity, i)) {
			t->missing++;
			continue;
		}
		int64_t at = leeway_slot(t, key(a, i), a->kind ? a->kind[i] : 0, add != NULL);
		if (at < 0) {
			duckdb_aggregate_function_set_error(info, LEEWAY_SPENT);
			return;
		}
		t->counts[at].n++;
		if (add) {
			add(&t->sums[at], a, i);
		}
	}
}

static inline double itself(const arguments *a, idx_t i) { return a->x[i]; }

void leeway_count_keys(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	count(info, input, states, &(arguments){.x = doubles(input, 0)}, itself, NULL);
}

// floor, without a call where a conversion does.
static inline double whole(double x) {
	if (!(x > -0x1p52 && x < 0x1p52)) {
		return floor(x);
	}
	double cut = (double)(int64_t)x;
	return cut - (cut > x);
}

static inline double scaled(const arguments *a, idx_t i) { return isfinite(a->x[i]) ? whole(a->x[i] * a->factor[i]) : NAN; }

void leeway_count_scaled(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	count(info, input, states, &(arguments){.x = doubles(input, 0), .factor = doubles(input, 1)}, scaled, NULL);
}

static inline void add_places(leeway_sums *sums, const arguments *a, idx_t i) {
	sums->off += a->off[i];
	sums->off2 += a->off2[i];
}

void leeway_sum_keys(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	const int64_t *kind = duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, 1));
	count(info, input, states, &(arguments){.x = doubles(input, 0), .kind = kind, .off = doubles(input, 2), .off2 = doubles(input, 3)},
		itself, add_places);
}

// The key of a positive x on the grid of octaves: floor(log2 x + 2^-20) + 2^20. The exponent says the same, but for
// subnormal and infinite numbers and for mantissas so near 2 that the small term matters.
static inline double octave(double x) {
	uint64_t bits = leeway_bits(x), exponent = bits >> 52;
	if (exponent == 0 || exponent == 0x7ff || (bits << 12) > 0xffff000000000000u) {
		return floor(log2(x) + 0x1p-20) + 0x1p20;
	}
	return (double)((int64_t)exponent - 1023 + (1 << 20));
}

static inline double signed_octave(const arguments *a, idx_t i) {
	double x = a->x[i];
	return x > 0 ? octave(x) : x < 0 ? -octave(-x) : x;
}

static inline void add_number(leeway_sums *sums, const arguments *a, idx_t i) {
	double x = a->x[i];
	sums->off += x;
	sums->off2 += x * x;
	sums->fractional |= x > whole(x);
}

void leeway_sum_octaves(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state *states) {
	count(info, input, states, &(arguments){.x = doubles(input, 0)}, signed_octave, add_number);
}
