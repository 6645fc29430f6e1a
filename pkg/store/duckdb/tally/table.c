#include "table.h"

#include <math.h>
#include <stdlib.h>

enum { FIRST_BITS = 7 };

uint32_t leeway_slots(const leeway_table *t) { return t->counts ? (uint32_t)1 << (64 - t->shift) : 0; }

static int64_t size_of(uint32_t slots, bool summed) {
	return (int64_t)slots * (int64_t)(sizeof(leeway_count) + (summed ? sizeof(leeway_sums) : 0));
}

void leeway_free(leeway_table *t) {
	if (t->counts) {
		atomic_fetch_sub(&t->budget->used, size_of(leeway_slots(t), t->sums != NULL));
	}
	free(t->counts);
	free(t->sums);
	t->counts = NULL;
	t->sums = NULL;
	t->used = 0;
}

static uint32_t find(const leeway_table *t, uint64_t bits, int64_t kind) {
	uint32_t mask = leeway_slots(t) - 1, i = leeway_home(t, bits, kind);
	while (t->counts[i].n && (leeway_bits(t->counts[i].key) != bits || (t->sums && t->sums[i].kind != kind))) {
		i = (i + 1) & mask;
	}
	return i;
}

// Moves the table to 2^bits slots. false: the budget is spent, and the table is as it was.
static bool resize(leeway_table *t, uint32_t bits, bool summed) {
	leeway_table wide = {.budget = t->budget, .missing = t->missing, .used = t->used, .shift = 64 - bits};
	uint32_t slots = (uint32_t)1 << bits;
	int64_t size = size_of(slots, summed);
	if (bits > 30 || atomic_fetch_add(&t->budget->used, size) + size > t->budget->most) {
		if (bits <= 30) {
			atomic_fetch_sub(&t->budget->used, size);
		}
		return false;
	}
	wide.counts = calloc(slots, sizeof *wide.counts);
	wide.sums = summed ? calloc(slots, sizeof *wide.sums) : NULL;
	if (!wide.counts || (summed && !wide.sums)) {
		free(wide.counts);
		free(wide.sums);
		atomic_fetch_sub(&t->budget->used, size);
		return false;
	}
	for (uint32_t i = 0; i < leeway_slots(t); i++) {
		if (t->counts[i].n) {
			uint32_t to = find(&wide, leeway_bits(t->counts[i].key), summed ? t->sums[i].kind : 0);
			wide.counts[to] = t->counts[i];
			if (summed) {
				wide.sums[to] = t->sums[i];
			}
		}
	}
	leeway_free(t);
	*t = wide;
	return true;
}

int64_t leeway_search(leeway_table *t, double key, int64_t kind, bool summed) {
	if (!t->counts && !resize(t, FIRST_BITS, summed)) {
		return -1;
	}
	uint64_t bits = leeway_bits(isnan(key) ? NAN : key + 0.0);
	uint32_t i = find(t, bits, kind);
	if (t->counts[i].n) {
		return i;
	}
	if (4 * (t->used + 1) > leeway_slots(t)) { // so that most keys are at home
		if (!resize(t, 64 - t->shift + 1, summed)) {
			return -1;
		}
		i = find(t, bits, kind);
	}
	t->used++;
	memcpy(&t->counts[i].key, &bits, sizeof bits);
	if (summed) {
		t->sums[i].kind = kind;
	}
	return i;
}

bool leeway_merge(leeway_table *into, const leeway_table *from) {
	into->missing += from->missing;
	if (!from->counts) {
		return true;
	}
	bool summed = from->sums != NULL;
	// Entries come in the order of their hashes: a smaller table would fill up from one end.
	if (leeway_slots(into) < leeway_slots(from) && !resize(into, 64 - from->shift, summed)) {
		return false;
	}
	for (uint32_t i = 0; i < leeway_slots(from); i++) {
		if (!from->counts[i].n) {
			continue;
		}
		int64_t at = leeway_slot(into, from->counts[i].key, summed ? from->sums[i].kind : 0, summed);
		if (at < 0) {
			return false;
		}
		into->counts[at].n += from->counts[i].n;
		if (summed) {
			into->sums[at].off += from->sums[i].off;
			into->sums[at].off2 += from->sums[i].off2;
			into->sums[at].fractional |= from->sums[i].fractional;
		}
	}
	return true;
}
