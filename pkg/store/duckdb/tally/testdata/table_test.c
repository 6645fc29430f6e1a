// Tests of tables alone, without DuckDB. The tables' own file is included, so that the slots of keys can be looked at.
#include "../keys.h"
#include "../table.c"

#include <stdio.h>
#include <stdlib.h>

static leeway_budget budget = {.most = (int64_t)1 << 30};
static leeway_statement statement;
static leeway_aggregate aggregate = {.statement = &statement};
static int failures;

static leeway_table empty(void) { return (leeway_table){.aggregate = &aggregate, .turn = leeway_begin_call(&statement)}; }

static void check(bool ok, const char *what, double got) {
	if (!ok) {
		printf("FAIL: %s: %g\n", what, got);
		failures++;
	}
}

static bool put(leeway_table *t, double key, int64_t kind, bool summed) {
	int64_t at = leeway_search(t, key, kind, summed);
	if (at < 0) {
		return false;
	}
	t->n[at]++;
	return true;
}

// Families of keys: number i of each. Those of a kind other than the run's all have slots.
static double whole(int64_t i) { return (double)i; }
static double negative(int64_t i) { return (double)-i; }
static double multiple_of_1000(int64_t i) { return 1000.0 * (double)i; }
static double multiple_of_a_power(int64_t i) { return 4096.0 * (double)i; }
static double half(int64_t i) { return (double)i + 0.5; }
static double tenth(int64_t i) { return (double)i / 10; }
static double far_away(int64_t i) { return 0x1p60 + 0x1p9 * (double)i; }
static double power(int64_t i) { return ldexp(1 + (double)(i / 2000) / 16, (int)(i % 2000) - 1000); }
static double epoch(int64_t i) { return 1.7e15 + 60e6 * (double)i; }
static double sparse(int64_t i) { return (double)((uint64_t)i * 2654435761u % ((uint64_t)1 << 40)); }

static const struct {
	const char *name;
	double (*key)(int64_t);
} families[] = {{"whole numbers", whole}, {"negative numbers", negative}, {"multiples of 1000", multiple_of_1000},
	{"multiples of 4096", multiple_of_a_power}, {"halves", half}, {"tenths", tenth}, {"far numbers", far_away}, {"powers", power},
	{"times by minute", epoch}, {"sparse numbers", sparse}};

// How many slots are looked at until a key is found: half full, linear probing takes 1.5 on average.
static void probes_are_short(void) {
	for (size_t f = 0; f < sizeof families / sizeof *families; f++) {
		for (int64_t kind = 1; kind <= 9; kind += 8) {
			leeway_table t = empty();
			put(&t, 0, 0, true); // the run is of another kind
			for (int64_t i = 1; i <= 20000; i++) {
				put(&t, families[f].key(i), kind, true);
			}
			double sum = 0, most = 0;
			for (uint32_t i = 0; i < t.slots; i++) {
				if (t.n[t.width + i]) {
					uint32_t looks = ((i - (uint32_t)hash(t.keys[i], kind)) & (t.slots - 1)) + 1;
					sum += looks;
					most = looks > most ? looks : most;
				}
			}
			check(t.used == 20000, families[f].name, t.used);
			check(sum / t.used < 2, families[f].name, sum / t.used);
			check(most < 64, families[f].name, most);
			leeway_free(&t);
			leeway_end_call(&statement);
		}
	}
}

static uint64_t seed = 88172645463325252u;

static uint64_t next(void) { // xorshift64
	seed ^= seed << 13;
	seed ^= seed >> 7;
	return seed ^= seed << 17;
}

enum { KEYS = 3000 };

// Tables that were filled in any order and merged hold what was put into them.
static void merged_tables_hold_everything(void) {
	for (int round = 0; round < 40; round++) {
		bool summed = round % 2;
		double (*key)(int64_t) = families[(size_t)round % (sizeof families / sizeof *families)].key;
		static uint64_t want[KEYS][2];
		memset(want, 0, sizeof want);
		leeway_table tables[4];
		for (int i = 0; i < 4; i++) {
			tables[i] = empty();
			for (uint64_t n = next() % 9000; n > 0; n--) {
				uint64_t number = next() % KEYS, kind = summed ? next() % 2 : 0;
				want[number][kind]++;
				put(&tables[i], key((int64_t)number), (int64_t)kind, summed);
			}
		}
		for (int i = 1; i < 4; i++) {
			check(leeway_merge(&tables[0], &tables[i]), "merge", i);
			check(tables[i].block == NULL, "a merged table holds memory", i);
		}
		for (int64_t number = 0; number < KEYS; number++) {
			for (int64_t kind = 0; kind < 2; kind++) {
				if (want[number][kind]) {
					int64_t at = leeway_search(&tables[0], key(number), kind, summed);
					check(at >= 0 && tables[0].n[at] == want[number][kind], "a count is lost", (double)number);
				}
			}
		}
		leeway_free(&tables[0]);
		for (int i = 0; i < 4; i++) {
			leeway_end_call(&statement);
		}
	}
}

// The table of an octave gives the keys and places that logarithms give; what it does not know has no place.
static void octaves_are_known(void) {
	for (double cells = 0.5; cells <= 128; cells *= 2) {
		leeway_octave o = leeway_octave_of(cells);
		check(o.known == (cells >= 1 && cells <= LEEWAY_MOST_CELLS), "an octave of so many cells", cells);
		for (int i = 0; i < 200000; i++) {
			double x = ldexp(1 + (double)(next() >> 12) * 0x1p-52, (int)(next() % 2000) - 1000);
			if (i < 8000) { // powers of two, and what lies beside them
				double power = ldexp(1, i / 4 - 1000);
				x = i % 4 == 0 ? power : i % 4 == 1 ? nextafter(power, 0) : i % 4 == 2 ? nextafter(power, INFINITY) : power * (1 - 0x1p-30);
			}
			x = i % 2 ? -x : x;
			int64_t place = 0;
			double key = leeway_log_key(x, cells), lower = exp2((fabs(key) - LEEWAY_OCTAVE) / cells);
			check(leeway_exponential_place(&o, x, &place) == o.known, "a number has a place", x);
			check(!o.known || place == leeway_fold((int64_t)key), "the place of a key", x);
			double inside = fmin(1, fmax(0, (fabs(x) / lower - 1) / (exp2(1 / cells) - 1)));
			check(fabs(leeway_inside_exponential(&o, x, key) - inside) < 1e-9, "a place in a cell", x);
		}
		int64_t place;
		const double unknown[] = {0, -0.0, 5e-324, 1e-310, INFINITY, -INFINITY, NAN};
		for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
			check(!leeway_exponential_place(&o, unknown[i], &place), "no place", unknown[i]);
		}
	}
}

// A table that the budget does not let grow keeps what it has; what nobody frees goes with the statement.
static void the_budget_holds(void) {
	budget.most = 1 << 20;
	leeway_table t = empty();
	int64_t i = 0;
	while (put(&t, half(i), 0, false)) {
		i++;
	}
	check(i > 10000 && t.used == i, "keys within the budget", (double)i);
	check(atomic_load(&budget.used) <= budget.most, "bytes used", (double)atomic_load(&budget.used));
	check(put(&t, half(0), 0, false), "a known key is counted still", 0);
	leeway_end_call(&statement);
	leeway_end_turn(&statement);
	check(atomic_load(&budget.used) == 0, "bytes after the end", (double)atomic_load(&budget.used));
}

int main(void) {
	leeway_init_statement(&statement, &budget);
	probes_are_short();
	octaves_are_known();
	merged_tables_hold_everything();
	check(atomic_load(&budget.used) == 0, "bytes held", (double)atomic_load(&budget.used));
	the_budget_holds();
	return failures > 0;
}
