#include "table.h"

#include <string.h>

enum {
	MOST_WIDTH = 1 << 16, // of a run: 512 KiB of counts
	FIRST_SLOTS = 16,
	MOST_SLOTS = 1 << 30,
};

// How a run may grow: its first width, and how many cells it may have for each slot that is used. Cells with sums are five
// times as large as others.
typedef struct {
	uint64_t first_width, cells_a_slot;
} run_growth;

static run_growth growth(bool summed) { return summed ? (run_growth){16, 4} : (run_growth){64, 16}; }

static uint64_t bits_of(double x) {
	uint64_t bits;
	memcpy(&bits, &x, sizeof bits);
	return bits;
}

void leeway_free(leeway_table *t) {
	if (t->block) {
		leeway_give_back(t->aggregate->statement, t->block);
	}
	*t = (leeway_table){.aggregate = t->aggregate, .turn = t->turn};
}

// Mixes all bits of a key and kind into all bits of the result: the keys of a grid differ in few of their bits, and which
// these are depends on the grid (the finaliser of SplitMix64, Steele, Lea and Flood 2014).
static uint64_t hash(double key, int64_t kind) {
	uint64_t x = bits_of(key) ^ (uint64_t)kind;
	x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
	x = (x ^ x >> 27) * 0x94D049BB133111EBu;
	return x ^ x >> 31;
}

// The slot of a key and kind among the slots, or the free one that they would have.
static uint32_t find(const leeway_table *t, double key, int64_t kind) {
	uint64_t bits = bits_of(key);
	uint32_t i = (uint32_t)hash(key, kind) & (t->slots - 1);
	while (t->n[t->width + i] && (bits_of(t->keys[i]) != bits || (t->sums && t->sums[t->width + i].kind != kind))) {
		i = (i + 1) & (t->slots - 1);
	}
	return i;
}

// Counts up, by what the cell from of another table holds, the cell at of a table.
static void add(leeway_table *t, int64_t at, const leeway_table *from, uint32_t cell) {
	t->n[at] += from->n[cell];
	if (t->sums) {
		t->sums[at].off += from->sums[cell].off;
		t->sums[at].off2 += from->sums[cell].off2;
		t->sums[at].marked += from->sums[cell].marked;
	}
}

// Takes a free slot for a key and kind, which must be the one that find returned.
static int64_t take(leeway_table *t, uint32_t slot, double key, int64_t kind) {
	t->used++;
	t->keys[slot] = key;
	if (t->sums) {
		t->sums[t->width + slot].kind = kind;
	}
	return (int64_t)t->width + slot;
}

// Moves what slot i of t holds to wide, whose run may have a place for it by now.
static void move_slot(leeway_table *wide, const leeway_table *t, uint32_t i) {
	uint32_t cell = t->width + i;
	int64_t place, kind = leeway_kind_at(t, cell);
	if (kind == wide->run_kind && leeway_place_of(t, t->keys[i], &place) && leeway_in_run(wide, place) < wide->width) {
		add(wide, (int64_t)leeway_in_run(wide, place), t, cell);
		return;
	}
	add(wide, take(wide, find(wide, t->keys[i], kind), t->keys[i], kind), t, cell);
}

// Lays an empty table out in a block. false: there is no memory for it.
static bool lay_out(leeway_table *t, bool summed) {
	size_t cells = (size_t)t->width + t->slots, counts = cells * sizeof *t->n, sums = summed ? cells * sizeof *t->sums : 0;
	t->block = leeway_take_block(t->aggregate->statement, (int64_t)(counts + sums + t->slots * sizeof *t->keys));
	if (!t->block) {
		return false;
	}
	char *bytes = (char *)(t->block + 1);
	t->n = (uint64_t *)bytes;
	t->sums = summed ? (leeway_sums *)(bytes + counts) : NULL;
	t->keys = t->slots ? (double *)(bytes + counts + sums) : NULL;
	return true;
}

// Gives the table a run of width from first on, which must hold the one it has, and so many slots. false: the aggregate may
// hold no more, and the table is as it was.
static bool resize(leeway_table *t, int64_t first, uint32_t width, uint32_t slots, bool summed) {
	leeway_table wide = {.aggregate = t->aggregate, .turn = t->turn, .missing = t->missing, .zeros = {t->zeros[0], t->zeros[1]}, .first = first,
		.run_kind = t->run_kind, .width = width, .slots = slots};
	if (slots > MOST_SLOTS || !lay_out(&wide, summed)) {
		return false;
	}
	for (uint32_t i = 0; i < t->width; i++) {
		add(&wide, t->first - first + i, t, i);
	}
	for (uint32_t i = 0; i < t->slots; i++) {
		if (t->n[t->width + i]) {
			move_slot(&wide, t, i);
		}
	}
	leeway_free(t);
	*t = wide;
	return true;
}

// Widens the run to a place beside it, if it is not too far for what has been counted: a new run is centred on it, an old
// one grows to the side where it lies.
static bool widen(leeway_table *t, int64_t place, bool summed) {
	int64_t from = t->first, to = t->first + t->width; // exclusive
	run_growth grow = growth(summed);
	if (!t->width) {
		return resize(t, place - (int64_t)grow.first_width / 2, (uint32_t)grow.first_width, t->slots, summed);
	}
	uint64_t width = grow.first_width, allowed = 2 * (uint64_t)t->width;
	if (allowed < grow.cells_a_slot * t->used) {
		allowed = grow.cells_a_slot * t->used;
	}
	if (allowed > MOST_WIDTH) {
		allowed = MOST_WIDTH;
	}
	uint64_t needed = (uint64_t)(place < from ? to - place : place + 1 - from);
	while (width < needed && width <= allowed) {
		width *= 2;
	}
	return width <= allowed && resize(t, place < from ? to - (int64_t)width : from, (uint32_t)width, t->slots, summed);
}

int64_t leeway_search(leeway_table *t, double key, int64_t kind, bool summed) {
	int64_t place;
	if (!t->block) {
		t->run_kind = kind;
	}
	bool placed = kind == t->run_kind && leeway_place_of(t, key, &place);
	if (placed && leeway_in_run(t, place) < t->width) {
		return (int64_t)leeway_in_run(t, place);
	}
	key = isnan(key) ? NAN : key + 0.0;
	uint32_t slot = t->slots ? find(t, key, kind) : 0;
	if (t->slots && t->n[t->width + slot]) {
		return (int64_t)t->width + slot;
	}
	if (placed && widen(t, place, summed)) {
		return (int64_t)leeway_in_run(t, place);
	}
	if (2 * (t->used + 1) > t->slots) { // so that most keys are found at once
		if (!resize(t, t->first, t->width, t->slots ? 2 * t->slots : FIRST_SLOTS, summed)) {
			return -1;
		}
		slot = find(t, key, kind);
	}
	return take(t, slot, key, kind);
}

bool leeway_merge(leeway_table *into, leeway_table *from) {
	bool summed = from->sums != NULL;
	into->missing += from->missing;
	into->zeros[0] += from->zeros[0];
	into->zeros[1] += from->zeros[1];
	from->missing = from->zeros[0] = from->zeros[1] = 0;
	if (!into->block) {
		from->missing = into->missing;
		memcpy(from->zeros, into->zeros, sizeof from->zeros);
		*into = *from;
		*from = (leeway_table){.aggregate = into->aggregate, .turn = into->turn};
		return true;
	}
	// Slots come in the order of their hashes: fewer would fill up from one end.
	if (into->slots < from->slots && !resize(into, into->first, into->width, from->slots, summed)) {
		return false;
	}
	for (uint32_t i = 0; i < from->width + from->slots; i++) {
		if (!from->n[i]) {
			continue;
		}
		double key = i < from->width ? leeway_key_at(from, from->first + i) : from->keys[i - from->width];
		int64_t at = leeway_search(into, key, leeway_kind_at(from, i), summed);
		if (at < 0) {
			return false;
		}
		add(into, at, from, i);
	}
	leeway_free(from);
	return true;
}
