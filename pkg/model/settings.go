package model

// Settings is the data source's jsonData: how to reach the store, limits, and the models. Every viewer's browser
// receives it, so it holds nothing secret.
type Settings struct {
	Store      Store   `json:"store"`
	Limits     Limits  `json:"limits,omitzero"`
	Models     []Model `json:"models,omitempty"`
	ModelsFile string  `json:"modelsFile,omitempty"` // YAML or JSON below the operator's models_root, in place of models

	Broken   []BrokenModel `json:"-"` // models that were refused; ParseSettings fills it
	Warnings []string      `json:"-"` // what works but should be changed; ParseSettings fills it
}

// StoreKind names a kind of database.
type StoreKind string

// The store kinds.
const (
	DuckDB     StoreKind = "duckdb"
	Postgres   StoreKind = "postgres"
	ClickHouse StoreKind = "clickhouse"
	MySQL      StoreKind = "mysql"
	Trino      StoreKind = "trino"
)

// Store says which database and how; host, user and database are Grafana's own fields.
type Store struct {
	Kind StoreKind `json:"kind" jsonschema:"enum=duckdb,enum=postgres,enum=clickhouse,enum=mysql,enum=trino"`
	Path string    `json:"path,omitempty"` // duckdb: the database file; empty: tables are Parquet globs
	TLS  string    `json:"tls,omitempty" jsonschema:"enum=,enum=disable,enum=require,enum=verify-ca,enum=verify-full"`

	// MoveTo shifts a demo log in time: "now" or a date. See the contract; only for demonstrations.
	MoveTo string `json:"moveTo,omitempty"`
}

// Limits bound what one data source may use. Zero values mean the defaults of DefaultLimits.
type Limits struct {
	QueryTimeout Duration `json:"queryTimeout,omitzero"`
	MaxOpenConns int      `json:"maxOpenConns,omitempty" jsonschema:"minimum=0,maximum=100"`
	CacheMB      int      `json:"cacheMB,omitempty" jsonschema:"minimum=0,maximum=65536"`
	MemoryMB     int      `json:"memoryMB,omitempty" jsonschema:"minimum=0,maximum=1048576"` // duckdb: of the store, the cache aside
	MaxSeries    int      `json:"maxSeries,omitempty" jsonschema:"minimum=0,maximum=10000"`
}
