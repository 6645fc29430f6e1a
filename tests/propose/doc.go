// Package propose proposes a definition for the same tables on every store.
package propose
