// Command gpx_leeway is the backend of Leeway's data source, which Grafana starts and speaks to.
package main

import (
	"os"

	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/backend/log"

	"leeway/pkg/plugin"
)

// rootVariable is how Grafana passes the plugin setting duckdb_root.
const rootVariable = "GF_PLUGIN_DUCKDB_ROOT"

func main() {
	env := plugin.Environment{DuckDBRoot: os.Getenv(rootVariable)}
	if err := datasource.Manage(plugin.ID, plugin.Factory(env), datasource.ManageOpts{}); err != nil {
		log.DefaultLogger.Error("the data source ended", "error", err)
		os.Exit(1)
	}
}
