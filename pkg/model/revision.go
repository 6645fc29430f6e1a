package model

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Revision is a short hash of the definition with its defaults: equal definitions have equal revisions, whatever their
// text looked like, and any difference makes another one. It is part of the key of everything cached.
func (m *Model) Revision() string {
	text, err := json.Marshal(m)
	if err != nil { // plain data; only NaN cannot be written, and Parse cannot read it
		panic(err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
