package model

// SettingLabels says how the form of the data source calls each setting, so that messages and form use the same words.
var SettingLabels = map[string]string{
	"url":                          "Address",
	"database":                     "Database",
	"user":                         "User",
	"secureJsonData.password":      "Password",
	"secureJsonData.tlsCACert":     "Certificate authority",
	"secureJsonData.tlsClientCert": "Client certificate",
	"secureJsonData.tlsClientKey":  "Client key",
	"secureJsonData.serverName":    "Server name",
	"store.kind":                   "Kind",
	"store.path":                   "Database file",
	"store.tls":                    "Encryption",
	"store.moveTo":                 "Move in time",
	"limits.queryTimeout":          "Time limit",
	"limits.maxOpenConns":          "Connections",
	"limits.cacheMB":               "Cache",
	"limits.memoryMB":              "DuckDB memory",
	"limits.maxSeries":             "Series",
	"models":                       "Models",
	"modelsFile":                   "Models file",
}
