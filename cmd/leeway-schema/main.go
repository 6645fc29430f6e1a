// Command leeway-schema writes the JSON Schemas of the contract from the Go types they are made of, and the constants
// that the browser shares with Go. Run it from the module's root, or use `npm run schema`, which also makes the
// TypeScript types.
package main

import (
	"log"
	"os"
	"path/filepath"
)

func main() {
	for _, c := range contracts {
		text, err := generate(c)
		if err != nil {
			log.Fatalf("%s: %v", c.name, err)
		}
		if err := os.WriteFile(c.file(), text, 0o644); err != nil {
			log.Fatal(err)
		}
	}
	for _, file := range []struct {
		name string
		make func() ([]byte, error)
	}{{wordsFile, writeWords}, {referenceFile, reference}} {
		text, err := file.make()
		if err != nil {
			log.Fatalf("%s: %v", file.name, err)
		}
		if err := os.WriteFile(file.name, text, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// file is where a schema lies, below the module's root.
func (c contract) file() string { return filepath.Join("schema", c.name+".json") }
