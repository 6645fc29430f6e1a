// Package gather serves requirements: counts of the rows of a scope, in spans of time. They come from a cache that
// lives across requests, else from a statement that all callers who want the same share.
//
// Its files, from the top:
//
//   - Gathering: what an answer wants, and the counts that it gets (gatherer, gather, span_counts, content).
//   - What is wanted (scope, origin, labels, requirement, request, span).
//   - Kinds of counts, one file each (kind, predictions, labelled, joint, pairs, distinct, offline, orphans,
//     revisions, as_logged, disjoint).
//   - Providers: the cache, then others, then a scan (provider, cached, scanned, statements).
//   - The cache and what it holds (cache, part, by_segment, lookups, keep, held).
//   - How long counts answer queries (basis, freshness, probe, extent).
//   - What a query notes and may use (trace, usage), and what is read now (reads).
package gather
