package duckdb

import (
	"sync"
	"time"
)

// suggestFor is how long the names of files are kept for messages. A model with a wrong table fails at every refresh.
const suggestFor = time.Minute

// suggestions keeps the names of files that messages about a missing file list.
type suggestions struct {
	mu    sync.Mutex
	read  time.Time
	files []string
}

// versionFor is how long the version of a table is kept: the queries of a dashboard come together.
const versionFor = time.Second

// versions are the versions of tables, by joined name.
type versions struct {
	mu    sync.Mutex
	known map[string]version
}

type version struct {
	text string
	read time.Time
}
