// Command gpx_leeway is the backend of Leeway's data source, which Grafana starts and speaks to.
package main

import (
	"os"

	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/backend/log"

	"leeway/internal/sandbox"
	"leeway/pkg/plugin"
)

// How Grafana passes the plugin settings duckdb_root and models_root.
const (
	rootVariable   = "GF_PLUGIN_DUCKDB_ROOT"
	modelsVariable = "GF_PLUGIN_MODELS_ROOT"
)

func main() {
	env := plugin.Environment{DuckDBRoot: os.Getenv(rootVariable),
		ReadModels: sandbox.Reader(os.Getenv(modelsVariable))}
	if err := datasource.Manage(plugin.ID, plugin.Factory(env), datasource.ManageOpts{}); err != nil {
		log.DefaultLogger.Error("the data source ended", "error", err)
		os.Exit(1)
	}
}
