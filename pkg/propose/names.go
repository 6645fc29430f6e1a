package propose

import (
	"regexp"
	"strings"
)

// role is what a column can be in a log.
type role int

const (
	idRole role = iota
	timeRole
	versionRole
	predictionRole
	scoreRole
	labelRole
	labelTimeRole
	labelSourceRole
	latencyRole
	callRole
	inputSizeRole
	uncertaintyRole
	lowerRole
	upperRole
	weightRole
	writtenRole
	metadataRole
)

// naming is a list of names that a tool gives to a role; By is empty for names that are merely usual.
type naming struct {
	by    string
	names []string
}

// known are the names of each role, the most telling first. They are compared as plain makes them.
// Sources: Databricks' inference tables (of endpoints and of its gateway), Snowflake's model monitors, Arize's model
// schema, Evidently's data definition, NannyML's data requirements, KServe's inference logger (CloudEvents).
var known = map[role][]naming{
	idRole: {
		{"", words("prediction_id inference_id")}, {"Databricks", words("databricks_request_id")},
		{"", words("request_id event_id scoring_id row_id record_id")}, {"Evidently, KServe", words("id")},
		{"NannyML", words("identifier")}, {"Databricks", words("client_request_id")},
		{"", words("uuid transaction_id")},
	},
	timeRole: {
		{"Arize", words("prediction_ts")}, {"",
			words("predicted_at prediction_timestamp prediction_time scored_at inference_timestamp served_at")},
		{"Databricks", words("timestamp_ms request_time")}, {"NannyML", words("timestamp")},
		{"Evidently", words("datetime")},
		{"", words("event_time event_timestamp event_ts request_timestamp ts")}, {"KServe", words("time")},
		{"", words("logged_at created_at inserted_at date day")},
	},
	versionRole: {
		{"", words("model_version model_version_id")}, {"Databricks", words("served_entity_id served_model_name")},
		{"", words("model_revision version model_id model_name")},
	},
	predictionRole: {
		{"Evidently, Databricks", words("prediction")}, {"Arize", words("prediction_label")},
		{"Snowflake", words("prediction_class predicted_class")},
		{"NannyML", words("y_pred")}, {"",
			words("predicted_label pred_label predicted_value prediction_value predicted pred y_hat yhat prediction_result predictions")},
		{"", words("output result")},
	},
	scoreRole: {
		{"NannyML", words("y_pred_proba")}, {"Arize, Snowflake", words("prediction_score")},
		{"", words("predicted_probability prediction_probability predicted_proba predicted_score pred_proba pred_score probability proba prob risk_score score")},
	},
	labelRole: {
		{"Arize", words("actual_label")}, {"Snowflake", words("actual_class")}, {"Evidently", words("target")},
		{"NannyML", words("y_true")},
		{"", words("ground_truth label actual true_label y truth outcome actual_value observed observed_value")},
		{"Arize", words("actual_score")},
	},
	labelTimeRole: {{"",
		words("observed_at labelled_at labeled_at label_time label_ts label_timestamp actual_ts actual_timestamp outcome_at outcome_time" +
			" outcome_timestamp ground_truth_time ground_truth_timestamp resolved_at confirmed_at feedback_at updated_at created_at timestamp datetime ts time date")}},
	labelSourceRole: {{"", words("labelled_by labeled_by label_source labeler labeller annotator source")}},
	latencyRole: {{"Databricks", words("execution_time_ms execution_duration_ms")},
		{"", words("latency_ms latency_us latency_s latency latency_seconds duration_ms duration_us duration_s response_time_ms inference_time_ms prediction_time_ms elapsed_ms")}},
	callRole:      {{"", words("batch_id call_id request_id")}},
	inputSizeRole: {{"", words("batch_rows batch_size input_size n_rows num_rows request_rows")}},
	uncertaintyRole: {{"",
		words("uncertainty prediction_uncertainty prediction_std predicted_std pred_std y_pred_std prediction_variance")}},
	lowerRole: {{"", words("lower lo lower_bound prediction_lower pred_lower predicted_lower y_pred_lower")},
		{"NannyML", words("lower_confidence_bound")}},
	upperRole: {{"", words("upper hi upper_bound prediction_upper pred_upper predicted_upper y_pred_upper")},
		{"NannyML", words("upper_confidence_bound")}},
	weightRole: {{"", words("sample_weight weight")}},
	writtenRole: {{"",
		words("inserted_at ingested_at loaded_at written_at recorded_at received_at arrived_at stored_at logged_at insert_time ingest_time ingestion_time" +
			" ingestion_timestamp load_time load_timestamp write_time created_at")}},
	metadataRole: {
		{"Databricks",
			words("request_date date status_code sampling_fraction request_metadata request response requester logging_error_codes client_request_id databricks_request_id")},
		{"KServe",
			words("specversion type source subject datacontenttype inferenceservicename namespace component endpoint traceparent metadata data")},
		{"", words("created_at updated_at inserted_at ingested_at partition_date ds dt request_id trace_id span_id session_id hostname pod environment")},
	},
}

func words(text string) []string { return strings.Fields(text) }

var (
	camel    = regexp.MustCompile(`([a-z0-9])([A-Z])`)
	noLetter = regexp.MustCompile(`[^a-z0-9]+`)
)

// plain is a name in lower case with its words joined by underscores: PREDICTION_ID, predictionId and prediction-id are
// one. CloudEvents' headers begin with ce-.
func plain(name string) string {
	name = strings.Trim(noLetter.ReplaceAllString(strings.ToLower(camel.ReplaceAllString(name, "${1}_${2}")), "_"), "_")
	return strings.TrimPrefix(name, "ce_")
}

// parts of names that tell a role together with the name of what is predicted: p_late is the score of late.
var (
	scorePrefixes = words("p_ prob_ proba_ probability_ score_ y_pred_proba_ predicted_probability_ prediction_score_ predicted_proba_")
	scoreSuffixes = words("_proba _probability _prob _score")
	guessPrefixes = words("predicted_ pred_ prediction_ y_pred_")
	guessSuffixes = words("_prediction _predicted _pred _hat")
	labelPrefixes = words("actual_ true_ real_ observed_")
	labelSuffixes = words("_actual _label _target _outcome _observed _true")
)

// stem is a plain name without the first of these prefixes or suffixes that it has.
func stem(name string, prefixes, suffixes []string) (string, bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(name, p); ok && rest != "" {
			return rest, true
		}
	}
	for _, s := range suffixes {
		if rest, ok := strings.CutSuffix(name, s); ok && rest != "" {
			return rest, true
		}
	}
	return "", false
}

// noSlug is what an id may not hold.
var noSlug = regexp.MustCompile(`[^a-z0-9]+`)

// slug is a table's name as the id of a model; a glob's is what is fixed of its file's name, else its last folder with
// a name of its own.
func slug(table string) string {
	name := strings.ToLower(parquetFile.ReplaceAllString(table, ""))
	if parts := strings.Split(name, "/"); strings.ContainsAny(name, "*?[") {
		named := func(part string) bool {
			return !partitionFolder.MatchString(part) && noSlug.ReplaceAllString(part, "") != ""
		}
		for len(parts) > 1 && !named(parts[len(parts)-1]) {
			parts = parts[:len(parts)-1]
		}
		name = parts[len(parts)-1]
	}
	name = name[strings.LastIndexAny(name, "./")+1:]
	name = strings.Trim(noSlug.ReplaceAllString(name, "-"), "-")
	if name == "" {
		return "model"
	}
	return strings.Trim(name[:min(len(name), 60)], "-")
}
