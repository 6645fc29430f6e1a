package main

import (
	"bytes"
	"os"
	"testing"
)

func TestTheCommittedConstantsAreThoseOfGo(t *testing.T) {
	t.Chdir("../..")
	want, err := writeWords()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(wordsFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s does not hold the constants of Go; run `npm run schema` and commit it", wordsFile)
	}
}

func TestTheCommittedSchemasAreWhatTheTypesMake(t *testing.T) {
	t.Chdir("../..") // where the comments of the types are read
	for _, c := range contracts {
		want, err := generate(c)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(c.file())
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what its Go type makes; run `npm run schema` and commit schema/ and src/contract/",
				c.file())
		}
	}
}

func TestTheReferenceOfTheDefinitionIsWhatTheSchemaSays(t *testing.T) {
	t.Chdir("../..")
	want, err := reference()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(referenceFile)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not what the schema says (%v); run `npm run schema` and commit it", referenceFile, err)
	}
	section := ""
	for line := range bytes.Lines(want) {
		if bytes.HasPrefix(line, []byte("## ")) {
			section = string(line)
		}
		if bytes.HasPrefix(line, []byte("| `")) && bytes.HasSuffix(line, []byte("|  |\n")) {
			t.Errorf("no example of a field of %s%s", section, line)
		}
	}
}
