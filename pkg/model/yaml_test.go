package model

import (
	"os"
	"testing"
)

// A text is one document; what follows it would be lost without a word.
func TestAYAMLTextIsOneDocument(t *testing.T) {
	const second = "only the first document would be read, and a second follows after ---; write one list"
	for text, want := range map[string]string{
		"id: a":                              "",
		"---\nid: a\n...\n":                  "",
		"id: a\n---\n# nothing more\n":       "",
		`{ "id": "a" }`:                      "",
		"":                                   "",
		"id: a\n---\nid: b":                  second,
		`[{ "id": "a" }] and more`:           "yaml: did not find expected <document start>",
		"# one\n---\n---\nid: a\n---\nid: b": second,
	} {
		wantModel, wantSettings := "", ""
		if want != "" {
			wantModel, wantSettings = "the text is not valid YAML: "+want, "the settings file is not valid YAML: "+want
		}
		if _, err := FromYAML([]byte(text)); message(err) != wantModel {
			t.Errorf("definitions %q: %v, want %q", text, err, wantModel)
		}
		if text[:min(1, len(text))] == "[" {
			continue // a settings file is no list
		}
		if _, err := ReadProvisioned([]byte(text), os.LookupEnv, os.ReadFile); message(err) != wantSettings {
			t.Errorf("settings %q: %v, want %q", text, err, wantSettings)
		}
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
