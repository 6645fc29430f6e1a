// Package model defines what is monitored: the prediction log's columns and their roles, outcomes, features,
// segments, baselines and policies. It parses and validates definitions; it runs nothing.
//
// Its files by subject:
//
//   - A definition (model, log, score, feature, baseline, policy).
//   - Its values (duration, scalar, spellings).
//   - Defaults (defaults, default_policies, unwatched).
//   - Parsing (parse, yaml, revision).
//   - Validation (validate, validate_log, validate_columns, validate_baseline, validate_policy, checker).
//   - The settings of a data source (settings, setting_labels, parse_settings, models_file, provision, interpolate).
package model
